// The plan of a room, and the places of items: SPEC sections 1 and 3 (WR10).

import type { Point } from "./point.ts";

/** Place of an item: its centre in millimetres, and whole degrees clockwise, 0 to 359. */
export interface Place {
  x: number;
  y: number;
  rotation: number;
}

/** A straight inner wall. */
export interface Wall {
  id: string;
  from: Point;
  to: Point;
  thickness: number;
}

/** An opening with a leaf that swings; x, y is its centre. */
export interface Door {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
  hinge: "left" | "right";
  opens: "in" | "out";
}

/** An opening without a leaf; x, y is its centre. Not named Window, so as not to hide the browser's type. */
export interface PlanWindow {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
}

/**
 * The way that furniture takes into the room, as far as it was measured, in millimetres.
 * Parts that are left out are unknown. The room's own doors are in the plan.
 */
export interface Delivery {
  /** The door of the house or flat. */
  door?: { width: number; height: number };
  /** Its narrowest part; a long package must also get round a corner of it. */
  corridor?: { width: number };
  /** Their narrowest flight. */
  stairs?: { width: number };
  /** Inner dimensions. */
  lift?: { width: number; depth: number; height: number };
}

/** The room as drawn, without furniture. */
export interface PlanBody {
  name: string;
  units: "cm" | "m" | "ft" | "in";
  outline: Point[];
  walls: Wall[];
  doors: Door[];
  windows: PlanWindow[];
  /** Height of the room in millimetres; undefined if it was not measured. */
  ceiling?: number;
  delivery?: Delivery;
}

/** A plan as it is stored. */
export interface Plan extends PlanBody {
  version: number;
}
