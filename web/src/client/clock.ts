// Time as a dependency: nothing else in the client reads a clock or starts a timer.

/** Cancels the call for which it was returned; calling it again does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Unix milliseconds of this machine. */
  now(): number;
  /** Runs a function once, after some milliseconds. */
  after(ms: number, run: () => void): Cancel;
}

/** The system clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A timer that can be set again; setting it cancels the earlier time. */
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

/** A sample that is behind by more than this means a changed clock rather than a slow connection. */
const clockJumpMs = 2_000;

/**
 * An estimate of the server's clock. Every `at` arrives a little late, so the sample that puts the server
 * furthest ahead was fastest and is nearest the truth.
 */
export class ServerTime {
  #offset: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** Updates the estimate with the `at` of a message that was just received. */
  learn(at: number): void {
    const sample = at - this.clock.now();
    const kept = this.#offset;
    if (kept === undefined || sample > kept || kept - sample > clockJumpMs) this.#offset = sample;
  }

  /** Returns the server's time, Unix milliseconds, as estimated. */
  now(): number {
    return this.clock.now() + (this.#offset ?? 0);
  }
}
