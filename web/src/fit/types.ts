// Does it fit: what the check says of each item. Codes and numbers only; i18n has the words.

import type { Point } from "../client/index.ts";

/** From fine to impossible; an item has the worst of its findings. */
export type Verdict = "fits" | "tight" | "blocked";

/** The walkway classes: enough for one, comfortable, and with a wheelchair or a pram. */
export type WalkwayClass = 60 | 75 | 90;

/** One thing that is found. Lengths are millimetres; `with` is another item's id. */
export type Finding =
  | { code: "overlap"; verdict: "blocked"; with: string }
  | { code: "outside"; verdict: "blocked" }
  | { code: "wall"; verdict: "blocked" }
  | { code: "ceiling"; verdict: "blocked"; height: number; ceiling: number }
  | { code: "door-swing"; verdict: "blocked"; door: string }
  | { code: "door-way"; verdict: "blocked"; door: string }
  | { code: "window"; verdict: "tight"; window: string }
  /** A passage narrower than a class; `with` is what stands on its other side, a wall when absent. */
  | { code: "walkway"; verdict: "tight" | "blocked"; width: number; needs: WalkwayClass; with?: string; gap: readonly [Point, Point] }
  | { code: "clearance"; verdict: "tight"; side: "front" | "back" | "left" | "right"; free: number; needs: number }
  /** A package that does not get in: by which part of the way, and what it would need. */
  | { code: "delivery"; verdict: "tight" | "blocked"; at: "door" | "corridor" | "stairs" | "lift" | "room-door"; package: number; needs: number; has: number }
  | { code: "delivery-unknown"; verdict: "fits" };

export interface ItemFit {
  id: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

export interface FitReport {
  /** Every item that stands in the room. */
  items: ReadonlyMap<string, ItemFit>;
  /** The worst of all. */
  verdict: Verdict;
  counts: Readonly<Record<Verdict, number>>;
}
