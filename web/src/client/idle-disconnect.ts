// Disconnects idle tabs, so that they cost nothing (CL4): a hidden tab, or one without activity, closes its
// connection until the user is active in it.

import { type Clock, Timer } from "./clock.ts";

const hiddenMs = 60_000;
const idleMs = 5 * 60_000;

export class IdleDisconnect {
  #hidden = false;
  #lastActivity: number;
  #asleep = false;
  readonly #timer: Timer;

  /** `sleep` and `wake` are called once at each transition. */
  constructor(
    private readonly clock: Clock,
    private readonly sleep: () => void,
    private readonly wake: () => void,
  ) {
    this.#lastActivity = clock.now();
    this.#timer = new Timer(clock, () => this.#due());
    this.#timer.set(idleMs);
  }

  /** Records the user's activity here: pointed, typed, or returned to the tab. Wakes a sleeping tab. */
  touch(): void {
    this.#active();
    if (!this.#asleep) return;
    this.#asleep = false;
    this.#timer.set(this.#hidden ? hiddenMs : idleMs);
    this.wake();
  }

  /** Records a peer's activity: a tab that displays it is not idle. Does not wake a sleeping tab. */
  peerActive(): void {
    this.#active();
  }

  /** Records that the tab was shown or hidden. Showing it counts as a touch. */
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
