// What is found of an item, in codes and numbers; i18n has the words. Pages get it with the cart.

import type { Point } from "./point.ts";

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
