// Plays back what a peer's batches say of its cursor and the items that it drags, smoothly (PR7). No timers here.

import { fadeMs, lengthOf, type Motion, motionOf, pathOf, predict } from "./prediction.ts";
import type { CursorPoint } from "./protocol.ts";
import { hermite, type Sample, type Spot, splineAt } from "./spline.ts";

/**
 * The last point of the fastest batch is displayed this long after its receipt, and a part of the interval
 * between batches: so long, a movement is known and not predicted, and slower batches are in time.
 */
const leadMs = 40;
const leadPart = 0.4;
/** A batch may be slower than the fastest by this; a slower one delays what follows. */
const jitterMs = 60;
/** Shorter intervals are those of direct channels, whose latency and jitter are less in proportion. */
const serverMs = 125;
/** A first `dt` as long as this stands for a pause of unknown length. */
const pauseMs = 1_000;
/** A difference between what was predicted and what a batch says is evened out in this part of the interval. */
const blendPart = 0.8;
/** Number of past samples kept, for the curve's tangent. */
const keptBehind = 2;

/** Assigns times of the local clock to the points of one peer's batches. */
export class Timeline {
  #end: number | undefined;

  /** Returns a batch's points with the times at which they are displayed; it was received at `now`. */
  place(points: readonly CursorPoint[], now: number, intervalMs: number): Sample[] {
    if (points.length === 0) return [];
    const scale = Math.min(1, intervalMs / serverMs);
    const [lead, jitter] = [leadMs * scale, jitterMs * scale];
    const latest = now + lead + leadPart * intervalMs;
    const gap = points[0]?.[2] ?? 0;
    const known = this.#end !== undefined && gap > 0 && gap < pauseMs;
    const end = known ? (this.#end ?? 0) + gap + lengthOf(points) : latest - jitter / 3;
    this.#end = Math.max(latest - jitter, Math.min(latest, end));
    return pathOf(points, this.#end);
  }
}

/** Playback of a cursor, or of an item that a peer drags. */
export class Playback {
  #samples: Sample[] = [];
  #motion: Motion | undefined;
  /** What is added to the curve: the difference at the last batch's receipt, and how it changes a millisecond. */
  #blend = { x: 0, y: 0, vx: 0, vy: 0, at: Number.NEGATIVE_INFINITY, ms: 1 };

  /** Adds a batch's points at `now`, one or more; `from` is where it was displayed before the first batch. */
  push(points: readonly Sample[], now: number, intervalMs: number, from?: Spot): void {
    const [first] = points;
    if (!first) return;
    const here = this.at(now) ?? from;
    const before = this.at(now - 1) ?? here;
    this.#samples = [...this.#samples.filter(({ at }) => at < first.at), ...points];
    this.#motion = motionOf(points);
    const next = this.#curve(now);
    const last = this.#curve(now - 1);
    if (!here || !before || !next || !last) return;
    const [x, y] = [here.x - next.x, here.y - next.y];
    this.#blend = {
      x,
      y,
      vx: x - (before.x - last.x),
      vy: y - (before.y - last.y),
      at: now,
      ms: blendPart * intervalMs,
    };
  }

  /** Returns the position at a time; undefined before the first batch. */
  at(now: number): Spot | undefined {
    const spot = this.#curve(now);
    const { x, y, vx, vy, at, ms } = this.#blend;
    const t = (now - at) / ms;
    if (!spot || t >= 1) return spot;
    return { x: spot.x + hermite(x, vx * ms, 0, 0, t), y: spot.y + hermite(y, vy * ms, 0, 0, t) };
  }

  /** Reports whether the position changes after `now`. */
  moving(now: number): boolean {
    const { at = 0, vx = 0, vy = 0 } = this.#motion ?? {};
    return now < Math.max(at + (vx || vy ? fadeMs : 0), this.#blend.at + this.#blend.ms);
  }

  /** When the last point is reached. */
  get end(): number {
    return this.#motion?.at ?? 0;
  }

  #curve(now: number): Spot | undefined {
    if (this.#motion && now >= this.#motion.at) return predict(this.#motion, now);
    const next = this.#samples.findIndex((s) => s.at > now);
    if (next > keptBehind) this.#samples.splice(0, next - keptBehind);
    return splineAt(this.#samples, now);
  }
}
