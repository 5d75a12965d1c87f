// Fetches new changes repeatedly until the archive, which is some seconds behind the room, has them.

const firstMs = 2_500;
const longestMs = 30_000;

export class Poller {
  #due: ReturnType<typeof setTimeout> | undefined;
  #wait = firstMs;
  #held = false;
  #ended = false;

  constructor(
    /** Reports whether there are changes to fetch. */
    private readonly behind: () => boolean,
    /** Fetches them; retried after a failure. */
    private readonly fetch: () => Promise<void>,
  ) {}

  /** Restarts with the shortest wait, after a change or when the timeline is opened. */
  soon(): void {
    this.#wait = firstMs;
    this.#plan();
  }

  /** Suspends fetching while `on`. */
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
