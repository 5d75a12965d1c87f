// Sends this peer's cursor and drag previews (PR6).

import { isEqual } from "../json/equal.ts";
import { type Clock, Timer } from "./clock.ts";
import { batchInterval, CursorBatch } from "./cursor-playback.ts";
import { encodeCommand } from "./encode.ts";
import type { CursorCommand, Preview } from "./protocol.ts";

/**
 * Interval at which the previews of held items are sent again: one may be lost, overtaken by an older one, or
 * sent
 * before a peer joined, and a pointer at rest causes no other (PR4).
 */
const repeatMs = 2_000;

export interface CursorSenderOptions {
  clock: Clock;
  /** Sends a frame; false when offline. */
  send: (frame: string) => boolean;
  /** Returns the number of peers that send cursors, this one included. */
  peers: () => number;
  /** Returns the room's message budget. */
  messagesPerSecond: () => number;
  /** Returns the previews of what is dragged here now. */
  previews: () => Preview[];
}

export class CursorSender {
  readonly #batch = new CursorBatch();
  readonly #timer: Timer;
  readonly #repeat: Timer;
  #scheduled = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  #told: readonly Preview[] = [];
  /** True while the other peers display this one's cursor. */
  #seen = false;
  #lifted = false;

  constructor(private readonly options: CursorSenderOptions) {
    this.#timer = new Timer(options.clock, () => this.#flush());
    this.#repeat = new Timer(options.clock, () => this.#sendAgain());
  }

  /** Adds the pointer's position, in millimetres. */
  point(x: number, y: number): void {
    const interval = this.#interval();
    if (interval === undefined) return;
    this.#lifted = false;
    this.#batch.add(x, y, this.options.clock.now(), interval);
    this.#schedule(interval);
  }

  /** Removes the cursor of a finger that was lifted (PR7). */
  lift(): void {
    this.#batch.take();
    this.#lifted = this.#seen;
    if (this.#lifted) this.dragged();
  }

  /** Schedules a batch: an item was dragged to another place. */
  dragged(): void {
    this.#repeat.set(repeatMs);
    const interval = this.#interval();
    if (interval !== undefined) this.#schedule(interval);
  }

  /** Discards the points not sent yet; previews of held items are still sent again. */
  stop(): void {
    this.#timer.clear();
    this.#scheduled = false;
    this.#batch.take();
  }

  close(): void {
    this.stop();
    this.#repeat.clear();
  }

  #interval(): number | undefined {
    return batchInterval(this.options.peers(), this.options.messagesPerSecond());
  }

  #schedule(intervalMs: number): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // The first batch waits a whole interval too: it collects points, so that playback has a curve.
    this.#timer.set(Math.max(intervalMs, this.#sentAt + intervalMs - this.options.clock.now()));
  }

  #sendAgain(): void {
    if (this.options.previews().length === 0) return;
    this.#told = [];
    this.dragged();
  }

  #flush(): void {
    this.#scheduled = false;
    const points = this.#batch.take();
    const previews = this.options.previews();
    const drag = isEqual(previews, this.#told) ? [] : previews;
    if ((points.length === 0 && drag.length === 0 && !this.#lifted) || this.#interval() === undefined) return;
    const command: CursorCommand = { action: "cursor", points, ...(drag.length > 0 ? { drag } : {}) };
    if (!this.options.send(encodeCommand(command))) return;
    this.#sentAt = this.options.clock.now();
    this.#seen = !this.#lifted && (this.#seen || points.length > 0);
    this.#lifted = false;
    this.#told = previews;
  }
}
