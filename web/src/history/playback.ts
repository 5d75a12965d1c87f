// Plays the steps of the history at their original pace, but with long pauses cut short.

export const speeds = [1, 4] as const;
export type Speed = (typeof speeds)[number];

/** Longest pause between two steps before the speed is applied, and shortest after it; milliseconds. */
const longest = 1_500;
const shortest = 160;
/** Milliseconds per step, long enough to read it, if the user prefers reduced motion. */
const stillBeat = 2_000;

/** Returns how long to stay at a step, in milliseconds; `gapMs` is the time between it and the next. */
export function stay(gapMs: number, speed: Speed, still: boolean): number {
  if (still) return stillBeat / speed;
  return Math.max(shortest, Math.min(longest, gapMs) / speed);
}

/** Plays one step after another until none is left. */
export class Player {
  #due: ReturnType<typeof setTimeout> | undefined;

  /** `wait` returns how long to stay at the current step, in milliseconds; undefined at the end. */
  constructor(
    private readonly wait: () => number | undefined,
    private readonly next: () => void,
    private readonly changed: () => void,
  ) {}

  get playing(): boolean {
    return this.#due !== undefined;
  }

  play(): void {
    clearTimeout(this.#due);
    const ms = this.wait();
    this.#due = ms === undefined ? undefined : setTimeout(() => this.#step(), ms);
    this.changed();
  }

  pause(): void {
    if (!this.playing) return;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.changed();
  }

  #step(): void {
    this.next();
    this.play();
  }
}
