// The room as it is drawn, and where things stand in it: SPEC section 3.

import type { Point } from "./point.ts";

/** Where an item stands: its centre in millimetres, and whole degrees clockwise, 0 to 359. */
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

/** An opening with a leaf that swings; x, y is the centre of the opening. */
export interface Door {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
  hinge: "left" | "right";
  opens: "in" | "out";
}

/** An opening in a wall; x, y is its centre. Named so as not to hide the browser's own Window. */
export interface PlanWindow {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
}

/**
 * The way that furniture takes into the room, as far as somebody measured it; millimetres.
 * What is left out is not known. The room's own doors are in the plan.
 */
export interface Delivery {
  /** The door of the house or flat. */
  door?: { width: number; height: number };
  /** Its narrowest part; a long package must also get round its corner. */
  corridor?: { width: number };
  /** Its narrowest flight. */
  stairs?: { width: number };
  /** Inside. */
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
  /** Millimetres; left out where nobody measured it. */
  ceiling?: number;
  delivery?: Delivery;
}

/** A stored plan. */
export interface Plan extends PlanBody {
  version: number;
}
