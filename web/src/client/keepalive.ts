// Keeps the gateway from closing a quiet connection (CL5), and detects a dead one.

import { type Clock, Timer } from "./clock.ts";

const pingAfterMs = 5 * 60_000;
const pongWithinMs = 10_000;
/** Deadline of the answer when the connection may have died unnoticed. */
const probeWithinMs = 1_500;

export class KeepAlive {
  readonly #quiet: Timer;
  readonly #pong: Timer;
  /** When the answer to a ping is overdue; only a received frame postpones it. */
  #overdueAt = Number.POSITIVE_INFINITY;

  /** `ping` sends a ping; `dead` is called when no answer comes. */
  constructor(
    private readonly clock: Clock,
    private readonly ping: () => void,
    dead: () => void,
  ) {
    this.#pong = new Timer(clock, dead);
    this.#quiet = new Timer(clock, () => this.#ask(pongWithinMs));
  }

  /** Records that a frame was sent. */
  sent(): void {
    this.#quiet.set(pingAfterMs);
  }

  /** Records that a frame was received. */
  heard(): void {
    this.#overdueAt = Number.POSITIVE_INFINITY;
    this.#pong.clear();
  }

  /** Requires an answer soon: the network is back, or the tab is visible again. */
  probe(): void {
    this.#ask(probeWithinMs);
  }

  /** Stops the timers: the connection is gone. */
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
