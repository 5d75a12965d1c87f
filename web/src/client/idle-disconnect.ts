// Idle tabs cost nothing (CL4): a hidden tab, or one in which nobody does
// anything, lets go of its connection until somebody touches it.

import { type Clock, Timer } from "./clock.ts";

const hiddenMs = 60_000;
const idleMs = 5 * 60_000;

export class IdleDisconnect {
  #hidden = false;
  #lastActivity: number;
  #asleep = false;
  readonly #timer: Timer;

  /** `sleep` and `wake` are called once each time the tab changes over. */
  constructor(
    private readonly clock: Clock,
    private readonly sleep: () => void,
    private readonly wake: () => void,
  ) {
    this.#lastActivity = clock.now();
    this.#timer = new Timer(clock, () => this.#due());
    this.#timer.set(idleMs);
  }

  /** The person did something here: pointed, typed, or came back to the tab. */
  touch(): void {
    this.#active();
    if (!this.#asleep) return;
    this.#asleep = false;
    this.#timer.set(this.#hidden ? hiddenMs : idleMs);
    this.wake();
  }

  /** A peer did something: a tab that watches it is not idle. It wakes nobody. */
  peerActive(): void {
    this.#active();
  }

  /** The tab was shown or hidden. Showing it is a touch. */
  visible(visible: boolean): void {
    this.#hidden = !visible;
    if (visible) this.touch();
    else this.#timer.set(hiddenMs);
  }

  stop(): void {
    this.#timer.clear();
  }

  #active(): void {
    this.#lastActivity = this.clock.now();
  }

  #due(): void {
    if (this.#asleep) return;
    const idleFor = this.clock.now() - this.#lastActivity;
    if (!this.#hidden && idleFor < idleMs) {
      this.#timer.set(idleMs - idleFor);
      return;
    }
    this.#asleep = true;
    this.sleep();
  }
}
