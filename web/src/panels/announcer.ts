// Words for a screen reader: what comes close together is spoken as one, so that a busy
// room does not talk over itself.

/** More sentences than that are only counted. */
const most = 3;

/** Sentences as one text: each once, the latest, and how many more there were. */
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

  /** Speaks soon; at most once in `restMs`, with everything said meanwhile. */
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
