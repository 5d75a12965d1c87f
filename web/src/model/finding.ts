// The findings of the fit check on an item, as codes and numbers;
// i18n has the texts. Host pages receive them with the cart.

import type { Point } from "./point.ts";
import type { Mount } from "./product.ts";

/** Result of the check, from best to worst; an item has the worst verdict of its findings. */
export type Verdict = "fits" | "tight" | "blocked";

/** Classes of walkways, centimetres: enough for one person, comfortable, and for a wheelchair or a pram. */
export type WalkwayClass = 60 | 75 | 90;

/** Part of the way that a package takes from the street to the room. */
export type WayPart = "door" | "corridor" | "stairs" | "lift" | "room-door";

/** One finding. Lengths are in millimetres; `with` is the id of another item. */
export type Finding =
  | { code: "overlap"; verdict: "blocked"; with: string }
  | { code: "outside"; verdict: "blocked" }
  | { code: "wall"; verdict: "blocked" }
  /** `height` is that of the item's top above the floor. */
  | { code: "ceiling"; verdict: "tight" | "blocked"; height: number; ceiling: number }
  /** The same under a slope: `ceiling` is the slope's least height above the item. */
  | { code: "slope"; verdict: "tight" | "blocked"; height: number; ceiling: number }
  /** Nothing of what its mount demands holds the item. */
  | { code: "unsupported"; verdict: "blocked"; mount: Mount }
  /** The item hangs at the height of heads, and nothing stands under it; `height` is that of its lowest point. */
  | { code: "headroom"; verdict: "tight"; height: number }
  /** The item is in a fixture, whose id is `fixture`. */
  | { code: "fixture"; verdict: "blocked"; fixture: string; kind: "pillar" | "radiator" }
  | { code: "radiator"; verdict: "tight"; fixture: string; free: number; needs: number }
  /** The item hides a socket. */
  | { code: "socket"; verdict: "tight"; fixture: string }
  | { code: "door-swing"; verdict: "blocked"; door: string }
  /** The item is in front of a door; `blocked` when it leaves too little to pass. */
  | { code: "door-way"; verdict: "tight" | "blocked"; door: string }
  | { code: "window"; verdict: "tight"; window: string }
  /**
   * A passage narrower than a class; `with` is the item on its other side,
   * undefined for a wall or a fixture. `fits` when it is too narrow for the widest class only.
   */
  | {
      code: "walkway";
      verdict: Verdict;
      width: number;
      needs: WalkwayClass;
      with?: string;
      gap: readonly [Point, Point];
    }
  /** The item can't be reached from the door. */
  | { code: "unreachable"; verdict: "blocked" }
  | {
      code: "clearance";
      verdict: "tight";
      side: "front" | "back" | "left" | "right";
      free: number;
      needs: number;
    }
  /** A package that doesn't pass, or only just: the part of the way, and what it would need there. */
  | {
      code: "delivery";
      verdict: "tight" | "blocked";
      at: WayPart;
      /** Number of the package among the piece's packages, from 1. */
      package: number;
      needs: number;
      has: number;
    }
  | { code: "delivery-unknown"; verdict: "fits" };
