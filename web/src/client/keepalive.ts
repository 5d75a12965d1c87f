// Keeps the gateway from closing a quiet connection (CL5), and notices a dead one.

import { type Clock, Timer } from "./clock.ts";

export const pingAfterMs = 5 * 60_000;
const pongWithinMs = 10_000;

export class KeepAlive {
  readonly #quiet: Timer;
  readonly #pong: Timer;

  /** `ping` sends one; `dead` is called when nothing comes back. */
  constructor(clock: Clock, ping: () => void, dead: () => void) {
    this.#pong = new Timer(clock, dead);
    this.#quiet = new Timer(clock, () => {
      ping();
      this.#pong.set(pongWithinMs);
    });
  }

  /** A frame was sent. */
  sent(): void {
    this.#quiet.set(pingAfterMs);
  }

  /** A frame came. */
  heard(): void {
    this.#pong.clear();
  }

  /** The connection is gone. */
  stop(): void {
    this.#quiet.clear();
    this.#pong.clear();
  }
}
