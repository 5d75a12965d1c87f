// The archive is some seconds behind the room: what was just done is asked for until it is there.

const firstMs = 2_500;
const longestMs = 30_000;

export class Poller {
  #due: ReturnType<typeof setTimeout> | undefined;
  #wait = firstMs;
  #held = false;
  #ended = false;

  constructor(
    /** True while there is something to fetch. */
    private readonly behind: () => boolean,
    /** Fetches it; a failure is tried again. */
    private readonly fetch: () => Promise<void>,
  ) {}

  /** Something was done, or is about to be seen. */
  soon(): void {
    this.#wait = firstMs;
    this.#plan();
  }

  /** Nothing is fetched while it is held. */
  hold(on: boolean): void {
    this.#held = on;
    if (!on) this.#plan();
  }

  stop(): void {
    this.#ended = true;
    clearTimeout(this.#due);
  }

  #plan(): void {
    clearTimeout(this.#due);
    if (!this.#ended) this.#due = setTimeout(() => void this.#run(), this.#wait);
  }

  async #run(): Promise<void> {
    if (this.#held || !this.behind()) return;
    await this.fetch().catch((error: unknown) => console.warn("history:", error));
    this.#wait = Math.min(longestMs, this.#wait * 2);
    this.#plan();
  }
}
