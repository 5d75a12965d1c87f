// Sends this peer's cursor and drag previews, when the other peers predict them wrong (PR6).

import { type Clock, Timer } from "./clock.ts";
import { batchInterval, CursorBatch } from "./cursor-batch.ts";
import { type Motion, predict } from "./prediction.ts";
import type { CursorCommand, Preview, SharedView } from "./protocol.ts";
import type { Spot } from "./spline.ts";

/**
 * Interval at which the previews of held items are sent again: one may be lost, overtaken by an older one, or
 * sent before a peer joined, and a pointer at rest causes no other (PR4).
 */
const repeatMs = 2_000;
/** A hand that did not move for this long rests: then the others are told exactly where. */
const restMs = 120;
/** A hand that moves is told of before the others hide its cursor (PR7). */
const refreshMs = 4_000;
/**
 * A batch's points span an interval, at most this one: playback has a curve, and a tap that ends before is not
 * sent by the server at all.
 */
const longestSpanMs = 125;
/** Maximum number of previews in a batch (WR3). */
const maxPreviews = 25;

/** Bounds of predictions while the hand moves and when it rests: parts of the plan's width. */
const cursorParts = { moving: 0.02, resting: 0.0025 };
/** The same for what is dragged, in millimetres and degrees; where it rests is told exactly. */
const previewMm = { moving: 50, resting: 1 };
const turnDegrees = { moving: 3, resting: 0 };

/** Whose view this peer follows, and what it sees, as far as the others are told (PR9). */
export interface Watch {
  follows?: string;
  view?: SharedView;
}

/** How often, and how exactly, the others are told. */
export interface Pace {
  /** The least number of milliseconds between two batches. */
  intervalMs: number;
  /** By what the bounds of a moving hand are multiplied. */
  wider: number;
}

/** The bounds of a moving hand are for rooms with this interval, and grow with it. */
const shortestMs = 125;

/** Returns the pace over the server, for so many peers in the room and its message budget; undefined when alone. */
export function serverPace(peers: number, messagesPerSecond: number): Pace | undefined {
  const intervalMs = batchInterval(peers, messagesPerSecond);
  return intervalMs === undefined ? undefined : { intervalMs, wider: intervalMs / shortestMs };
}

export interface CursorSenderOptions {
  clock: Clock;
  /** Sends a cursor; false if that is not possible now. */
  send: (command: CursorCommand) => boolean;
  /** Returns the pace; undefined if there is nobody to send to. */
  pace: () => Pace | undefined;
  /** Returns the width of the plan, in millimetres. */
  planWidth: () => number;
  /** Returns the previews of what is dragged here now. */
  previews: () => readonly Preview[];
  watch: () => Watch;
}

type Hand = "moving" | "resting";

const nothingWatched = JSON.stringify({});

/** The last preview that was sent of an item, and what the others predict from it. */
interface ToldPreview {
  preview: Preview;
  motion: Motion;
}

export class CursorSender {
  readonly #batch = new CursorBatch();
  readonly #timer: Timer;
  readonly #repeat: Timer;
  /** Where the pointer is; undefined before the first point, and after a finger was lifted. */
  #here: Spot | undefined;
  #movedAt = Number.NEGATIVE_INFINITY;
  /** What the others predict the cursor from; undefined while they display none. */
  #told: Motion | undefined;
  /** The last preview of each item, the longest untold first. */
  readonly #previews = new Map<string, ToldPreview>();
  #sentAt = Number.NEGATIVE_INFINITY;
  #lifted = false;
  /** The last watch that was sent, as JSON. */
  #toldWatch = nothingWatched;
  /** True if it has to be sent again. */
  #watchDue = false;
  readonly #repeatWatch: Timer;

  constructor(private readonly options: CursorSenderOptions) {
    this.#timer = new Timer(options.clock, () => this.#consider());
    this.#repeat = new Timer(options.clock, () => this.#sendAgain());
    this.#repeatWatch = new Timer(options.clock, () => this.#sendWatchAgain());
  }

  /** Takes the pointer's position, in millimetres. */
  point(x: number, y: number): void {
    this.#here = { x, y };
    this.#lifted = false;
    const pace = this.options.pace();
    if (!pace) return;
    const now = this.options.clock.now();
    this.#batch.add(x, y, now, pace.intervalMs);
    this.#moved();
  }

  /** Removes the cursor of a finger that was lifted (PR7). */
  lift(): void {
    this.#lifted ||= this.#told !== undefined;
    this.#forget();
    this.#consider();
  }

  /** An item was dragged to another place. */
  dragged(): void {
    this.#repeat.set(repeatMs);
    this.#moved();
  }

  /** This peer may see something else, or follow another peer; with `again` the others don't know it. */
  watched(again = false): void {
    this.#watchDue ||= again;
    this.#consider();
  }

  /** Sends the cursor, the previews and the watch again: there are new recipients. */
  again(): void {
    this.#told = undefined;
    this.#watchDue = this.#toldWatch !== nothingWatched;
    this.#sendAgain();
    this.#consider();
  }

  /** Discards the points not sent yet; previews of held items are still sent again. */
  stop(): void {
    this.#timer.clear();
    this.#repeatWatch.clear();
    this.#toldWatch = nothingWatched;
    this.#watchDue = false;
    this.#lifted = false;
    this.#forget();
  }

  close(): void {
    this.stop();
    this.#repeat.clear();
  }

  #forget(): void {
    this.#batch.restart();
    this.#here = undefined;
    this.#told = undefined;
  }

  #moved(): void {
    this.#movedAt = this.options.clock.now();
    this.#consider();
  }

  #sendAgain(): void {
    this.#previews.clear();
    if (this.options.previews().length === 0) return;
    this.#repeat.set(repeatMs);
    this.#consider();
  }

  #sendWatchAgain(): void {
    this.#watchDue = true;
    this.#consider();
  }

  /** Sends a batch if the others are wrong; else looks again when the interval is over, or the hand rests. */
  #consider(): void {
    const pace = this.options.pace();
    if (!pace) return;
    const { intervalMs } = pace;
    const now = this.options.clock.now();
    const hand = now - this.#movedAt < restMs ? "moving" : "resting";
    const wider = hand === "moving" ? pace.wider : 1;
    const wrong = this.#isCursorWrong(hand, wider);
    const dragged = () =>
      this.options.previews().some((preview) => this.#isPreviewWrong(preview, hand, wider));
    if (!wrong && !this.#lifted && !this.#isWatchWrong() && !dragged()) {
      if (hand === "resting") this.#batch.discard();
      else this.#timer.set(this.#movedAt + restMs - now);
      return;
    }
    const spanMs = Math.min(intervalMs, longestSpanMs);
    const due = Math.max(this.#sentAt + intervalMs, (this.#batch.since ?? 0) + spanMs);
    if (now < due) return this.#timer.set(due - now);
    if (this.#send(intervalMs, wrong)) this.#consider();
  }

  /** Reports whether the others display the cursor further off than its bound. */
  #isCursorWrong(hand: Hand, wider: number): boolean {
    if (!this.#here) return false;
    const now = this.options.clock.now();
    if (this.#batch.since !== undefined && now - (this.#told?.at ?? 0) >= refreshMs) return true;
    const bound = cursorParts[hand] * this.options.planWidth() * wider;
    return !this.#told || this.#isOff(this.#here, this.#told, hand, bound);
  }

  #isWatchWrong(): boolean {
    return this.#watchDue || JSON.stringify(this.options.watch()) !== this.#toldWatch;
  }

  /** Reports whether the others display a dragged item further off than its bound. */
  #isPreviewWrong(preview: Preview, hand: Hand, wider: number): boolean {
    const told = this.#previews.get(preview.id);
    if (!told || told.preview.token !== preview.token) return true;
    const turned = Math.abs(told.preview.rotation - preview.rotation);
    return turned > turnDegrees[hand] || this.#isOff(preview, told.motion, hand, previewMm[hand] * wider);
  }

  /** Returns the previews of the next batch: all that are not exact, the longest untold first. */
  #nextPreviews(): Preview[] {
    const order = [...this.#previews.keys()];
    return this.options
      .previews()
      .filter((preview) => this.#isPreviewWrong(preview, "resting", 1))
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
      .slice(0, maxPreviews);
  }

  /** Compares a position with that predicted for now, and at rest with where the predicted movement ends. */
  #isOff(here: Spot, motion: Motion, hand: Hand, bound: number): boolean {
    const at = hand === "moving" ? this.options.clock.now() : Number.POSITIVE_INFINITY;
    const { x, y } = predict(motion, at);
    return Math.hypot(here.x - x, here.y - y) > bound;
  }

  /** Returns false if nothing can be sent: it is dropped (PR5). */
  #send(intervalMs: number, pointed: boolean): boolean {
    const now = this.options.clock.now();
    const drag = this.#lifted ? [] : this.#nextPreviews();
    // Without a point and without a preview, a batch would say that the cursor is gone.
    if (this.#here && (pointed || drag.length === 0))
      this.#batch.add(this.#here.x, this.#here.y, now, intervalMs);
    const { points, motion } = this.#batch.take(now);
    const watch = this.options.watch();
    const command: CursorCommand = {
      action: "cursor",
      points,
      ...(drag.length > 0 ? { drag } : {}),
      ...watch,
    };
    this.#sentAt = now;
    this.#lifted = false;
    if (!this.options.send(command)) {
      this.#forget();
      return false;
    }
    this.#tellWatch(JSON.stringify(watch));
    this.#told = motion ?? this.#told;
    for (const preview of drag) {
      this.#previews.delete(preview.id);
      const { vx, vy, at } = motion ?? { vx: 0, vy: 0, at: now };
      this.#previews.set(preview.id, { preview, motion: { x: preview.x, y: preview.y, vx, vy, at } });
    }
    return true;
  }

  /** A watch that changed is sent once more: a batch may be lost. */
  #tellWatch(watch: string): void {
    if (watch !== this.#toldWatch) this.#repeatWatch.set(repeatMs);
    this.#toldWatch = watch;
    this.#watchDue = false;
  }
}
