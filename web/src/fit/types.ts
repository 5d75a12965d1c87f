// Does it fit: what the check says of each item. Codes and numbers only; i18n has the words.

import type { Piece } from "../catalog/types.ts";
import type { Place, Plan, Point } from "../client/index.ts";

/** What is checked: the plan, and every item where it is shown. */
export interface FitInput {
  plan: Plan;
  items: readonly { id: string; place: Place; piece: Piece }[];
}

/** From fine to impossible; an item has the worst of its findings. */
export type Verdict = "fits" | "tight" | "blocked";

/** The walkway classes: enough for one, comfortable, and with a wheelchair or a pram. */
export type WalkwayClass = 60 | 75 | 90;

/** A part of the way that a package takes from the street to its place. */
export type WayPart = "door" | "corridor" | "stairs" | "lift" | "room-door";

/** One thing that is found. Lengths are millimetres; `with` is another item's id. */
export type Finding =
  | { code: "overlap"; verdict: "blocked"; with: string }
  | { code: "outside"; verdict: "blocked" }
  | { code: "wall"; verdict: "blocked" }
  | { code: "ceiling"; verdict: "tight" | "blocked"; height: number; ceiling: number }
  | { code: "door-swing"; verdict: "blocked"; door: string }
  /** Stands before a door; `blocked` when nobody gets past. */
  | { code: "door-way"; verdict: "tight" | "blocked"; door: string }
  | { code: "window"; verdict: "tight"; window: string }
  /**
   * A passage narrower than a class; `with` is what stands on its other side, a wall when absent.
   * `fits` when it is only too narrow for the widest class.
   */
  | {
      code: "walkway";
      verdict: Verdict;
      width: number;
      needs: WalkwayClass;
      with?: string;
      gap: readonly [Point, Point];
    }
  /** Nobody gets to it from the door. */
  | { code: "unreachable"; verdict: "blocked" }
  | {
      code: "clearance";
      verdict: "tight";
      side: "front" | "back" | "left" | "right";
      free: number;
      needs: number;
    }
  /** A package that does not get in: by which part of the way, and what it would need. */
  | {
      code: "delivery";
      verdict: "tight" | "blocked";
      at: WayPart;
      /** Which of the piece's packages, from 1. */
      package: number;
      needs: number;
      has: number;
    }
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
