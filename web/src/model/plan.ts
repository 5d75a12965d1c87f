// The plan of a room, and the places of items: SPEC sections 1 and 3 (WR10).

import type { Place } from "./place.ts";
import type { Point } from "./point.ts";

/** A piece that no shop sells: furniture that somebody has already. */
export interface Own {
  /** One of `kinds`; a kind that this version does not know is drawn as a box. */
  kind: string;
  name: string;
  /** `#rrggbb` */
  colour: string;
  width: number;
  depth: number;
  height: number;
}

/** A straight inner wall. */
export interface Wall {
  id: string;
  from: Point;
  to: Point;
  thickness: number;
}

/** An opening that people go through; x, y is its centre, width and height are those of the passage. */
export interface Door {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
  /** The side of the hinges, or the side to which a sliding door opens, seen from inside. */
  hinge: "left" | "right";
  /** Has no meaning for a sliding door, and for an opening. */
  opens: "in" | "out";
  /** Undefined for a hinged door with one leaf; an opening has no leaf. */
  kind?: "double" | "sliding" | "opening";
  /** Undefined if it was not measured. */
  height?: number;
  /** Leads outdoors: furniture is not delivered through it. */
  balcony?: boolean;
}

/** An opening in a wall; x, y is its centre. Not named Window, so as not to hide the browser's type. */
export interface PlanWindow {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
  /** Height of its lower edge above the floor; undefined if it was not measured. */
  sill?: number;
  /** From its lower edge to its upper; undefined if it was not measured. */
  height?: number;
}

/** A part of the room that can't be moved: a box with its front downwards when it is not rotated. */
export interface Fixture extends Place {
  id: string;
  kind: "pillar" | "radiator" | "socket";
  width: number;
  depth: number;
  height: number;
}

/**
 * A part of the ceiling that is lower towards a wall, as under a roof: a rectangle on the plan. At the middle
 * of its low side, x and y, the ceiling is at `low`; from there it rises evenly, in the direction of the front
 * of a product with that rotation, to the room's ceiling at `depth`.
 */
export interface Slope {
  id: string;
  x: number;
  y: number;
  rotation: number;
  /** Along the low side. */
  width: number;
  /** From the low side to where the ceiling is reached. */
  depth: number;
  /** Height of the ceiling at the low side. */
  low: number;
}

/** The finish of one wall: of the outline from its corner `side` to the next, or of both faces of an inner wall. */
export type WallFinish = { side: number; finish: string } | { wall: string; finish: string };

/** Surfaces, by their ids in the catalogue; those that are left out are the shop's default. */
export interface Finishes {
  floor?: string;
  walls?: string;
  /** Walls that differ from `walls`. */
  each?: WallFinish[];
}

/** A picture of the floor plan that lies under the room for everybody; x, y is its upper left corner. */
export interface PlanPicture {
  /** Its name in the HTTP API. */
  upload: string;
  x: number;
  y: number;
  width: number;
  height: number;
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
  fixtures?: Fixture[];
  slopes?: Slope[];
  finishes?: Finishes;
  picture?: PlanPicture;
}

/** A plan as it is stored. */
export interface Plan extends PlanBody {
  version: number;
}
