// Plays the events of a crowded room's bundles back over their own times (CL11).

import { type Clock, Timer } from "./clock.ts";
import type { BundledEvent } from "./protocol.ts";

type ServerEvent = BundledEvent["event"];

/** The server collects events for at most this long. */
const longestMs = 30_000;

export class BundlePlayback {
  /** Events to apply, in the order of their times. */
  #waiting: { due: number; event: ServerEvent }[] = [];
  /** The time of the last cursor batch of each peer: an older one came twice, or late (BC9). */
  readonly #cursorAt = new Map<string, number>();
  readonly #timer: Timer;

  constructor(
    private readonly clock: Clock,
    private readonly apply: (event: ServerEvent) => void,
  ) {
    this.#timer = new Timer(clock, () => this.#run());
  }

  /** Applies the first event now and the others at their intervals, all after those of earlier bundles. */
  play(events: readonly BundledEvent[]): void {
    const now = this.clock.now();
    const start = events[0]?.at ?? 0;
    let due = this.#waiting.at(-1)?.due ?? now;
    for (const { at, event } of events) {
      if (event.type === "cursor") {
        if (at <= (this.#cursorAt.get(event.peer) ?? 0)) continue;
        this.#cursorAt.set(event.peer, at);
      }
      due = Math.max(due, now + Math.min(at - start, longestMs));
      this.#waiting.push({ due, event });
    }
    this.#run();
  }

  /** Applies what waits, without the cursors. */
  catchUp(): void {
    const events = this.#waiting.map((w) => w.event);
    this.#waiting = [];
    this.#timer.clear();
    for (const event of events) if (event.type !== "cursor") this.apply(event);
  }

  stop(): void {
    this.#waiting = [];
    this.#timer.clear();
  }

  #run(): void {
    const now = this.clock.now();
    for (let next = this.#waiting[0]; next && next.due <= now; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.apply(next.event);
    }
    const next = this.#waiting[0];
    if (next) this.#timer.set(next.due - now);
  }
}
