// Time as a dependency: nothing else in the client reads a clock or starts a timer.

/** Stops what it was returned for; calling it again does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Unix milliseconds of this machine. */
  now(): number;
  /** Runs a function once, after some milliseconds. */
  after(ms: number, run: () => void): Cancel;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A timer that can be set again; setting it forgets the earlier time. */
export class Timer {
  #cancel: Cancel = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly run: () => void,
  ) {}

  set(ms: number): void {
    this.#cancel();
    this.#cancel = this.clock.after(Math.max(0, ms), this.run);
  }

  clear(): void {
    this.#cancel();
  }
}

/** How far a sample may fall behind before it is taken for a changed clock rather than a slow line. */
const clockJumpMs = 2_000;

/**
 * The server's clock, estimated. Every `at` arrives a little late, so the sample
 * that puts the server furthest ahead travelled fastest and is nearest the truth.
 */
export class ServerTime {
  #offset: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** Takes the `at` of a message that came just now. */
  learn(at: number): void {
    const sample = at - this.clock.now();
    const kept = this.#offset;
    if (kept === undefined || sample > kept || kept - sample > clockJumpMs) this.#offset = sample;
  }

  /** Unix milliseconds of the server, as well as is known. */
  now(): number {
    return this.clock.now() + (this.#offset ?? 0);
  }
}
