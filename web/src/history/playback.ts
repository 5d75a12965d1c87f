// How fast the past is played: as it went, but without waiting where nobody did anything.

export const speeds = [1, 4] as const;
export type Speed = (typeof speeds)[number];

/** Longer pauses of the people are cut to this, and shorter ones are long enough to be seen; milliseconds. */
const longest = 1_500;
const shortest = 160;
/** Who asked for less motion sees a step at a time, with time to read it. */
const stillBeat = 2_000;

/** How long to stay at a step, from the time that passed until the next one. */
export function stay(gapMs: number, speed: Speed, still: boolean): number {
  if (still) return stillBeat / speed;
  return Math.max(shortest, Math.min(longest, gapMs) / speed);
}

/** Plays step after step until there is none left. */
export class Player {
  #due: ReturnType<typeof setTimeout> | undefined;

  /** How long to stay where it is; undefined at the end. */
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
