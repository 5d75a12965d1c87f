// Announcements for a screen reader: those that come within a short time are merged into one, so that
// in a busy room one doesn't interrupt another.

/** Most sentences in one announcement; further ones are only counted. */
const most = 3;

/** Joins the latest different sentences to one text, and adds `more` with the number of those left out. */
export function merged(texts: readonly string[], more: (count: number) => string): string {
  const once = texts.filter((text, i) => texts.lastIndexOf(text) === i);
  const left = once.length - most;
  const spoken = once.slice(-most).join(" ");
  return left > 0 ? `${spoken} ${more(left)}` : spoken;
}

export class Announcer {
  #waiting: string[] = [];
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly speak: (text: string) => void,
    private readonly more: () => (count: number) => string,
    private readonly restMs = 1_500,
  ) {}

  /** Queues a text; the queue is spoken as one announcement at most once in `restMs` milliseconds. */
  say(text: string): void {
    this.#waiting.push(text);
    this.#due ??= setTimeout(() => this.#flush(), this.restMs);
  }

  stop(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#waiting = [];
  }

  #flush(): void {
    const texts = this.#waiting;
    this.stop();
    this.speak(merged(texts, this.more()));
  }
}
