// A clock that stands still until the test moves it.

import type { Clock } from "../../src/client/clock.ts";

interface Alarm {
  at: number;
  run: () => void;
}

export class FakeClock implements Clock {
  #now = 1_795_500_000_000;
  #alarms: Alarm[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void) {
    const alarm = { at: this.#now + ms, run };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((a) => a !== alarm);
    };
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#alarms.length;
  }

  /** Moves time on, running what falls due in its order, and the promises that follow from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#alarms.filter((a) => a.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#alarms = this.#alarms.filter((a) => a !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  /** Lets time pass in which nothing runs, as in a frozen tab. */
  freeze(ms: number): void {
    this.#now += ms;
  }
}

/** Resolves when all promises that could go on have gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
