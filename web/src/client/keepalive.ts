// Keeps the gateway from closing a quiet connection (CL5), and notices a dead one.

import { type Clock, Timer } from "./clock.ts";

const pingAfterMs = 5 * 60_000;
const pongWithinMs = 10_000;
/** A line that may have died while nobody looked gets so long to prove that it did not. */
const probeWithinMs = 1_500;

export class KeepAlive {
  readonly #quiet: Timer;
  readonly #pong: Timer;
  /** When the answer to a ping is overdue; only what is heard puts it off. */
  #overdueAt = Number.POSITIVE_INFINITY;

  /** `ping` sends one; `dead` is called when nothing comes back. */
  constructor(
    private readonly clock: Clock,
    private readonly ping: () => void,
    dead: () => void,
  ) {
    this.#pong = new Timer(clock, dead);
    this.#quiet = new Timer(clock, () => this.#ask(pongWithinMs));
  }

  /** A frame was sent. */
  sent(): void {
    this.#quiet.set(pingAfterMs);
  }

  /** A frame came. */
  heard(): void {
    this.#overdueAt = Number.POSITIVE_INFINITY;
    this.#pong.clear();
  }

  /** Asks for a sign of life, soon: the network is back, or the tab is seen again. */
  probe(): void {
    this.#ask(probeWithinMs);
  }

  /** The connection is gone. */
  stop(): void {
    this.#quiet.clear();
    this.heard();
  }

  #ask(withinMs: number): void {
    const overdueAt = this.clock.now() + withinMs;
    if (overdueAt >= this.#overdueAt) return;
    this.#overdueAt = overdueAt;
    this.#pong.set(withinMs);
    this.ping();
  }
}
