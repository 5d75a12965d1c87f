// What a scan of a room consists of, and why a file is refused.

import type { Own, Place, PlanBody, Point } from "../model/index.ts";

/** Why a file can't be opened; the sentences are in i18n. */
export type ScanFault = "not-json" | "usdz" | "not-roomplan" | "no-walls" | "open-walls" | "too-large";

/** Thrown for a file that can't be opened. */
export class ScanError extends Error {
  constructor(readonly fault: ScanFault) {
    super(fault);
  }
}

/** RoomPlan's categories of objects. */
export const categories = [
  "storage",
  "refrigerator",
  "stove",
  "bed",
  "sink",
  "washerDryer",
  "toilet",
  "bathtub",
  "oven",
  "dishwasher",
  "table",
  "sofa",
  "chair",
  "fireplace",
  "television",
  "stairs",
] as const;
type Category = (typeof categories)[number];

/** Names of pieces by category; `other` is for a category that this version does not know. */
export type CategoryNames = Readonly<Record<Category | "other", string>>;

/** The parts of a plan that a scan has. */
export type ScannedShell = Pick<PlanBody, "outline" | "walls" | "doors" | "windows" | "ceiling">;

/** A piece of furniture that was found in the room. */
export interface ScannedPiece extends Place {
  own: Own;
}

export interface ScannedRoom {
  shell: ScannedShell;
  pieces: ScannedPiece[];
}

/** A wall, door, window or opening as captured: its line on the plan and its heights, millimetres. */
export interface Surface {
  from: Point;
  to: Point;
  bottom: number;
  top: number;
  /** True for a part of a curved wall. */
  curved: boolean;
}

/** An object as captured: the centre of its box on the plan, its sizes and its lowest point, millimetres. */
export interface Thing {
  category: string;
  /** The JSON of RoomPlan's attributes, such as the shape of a table; in lower case. */
  attributes: string;
  at: Point;
  /** Direction of its width on the plan, degrees clockwise. */
  degrees: number;
  width: number;
  depth: number;
  bottom: number;
  top: number;
}

/** A captured room, seen from above: x to the right and y downwards on the plan, in millimetres. */
export interface CapturedRoom {
  walls: Surface[];
  doors: Surface[];
  windows: Surface[];
  openings: Surface[];
  things: Thing[];
  /** Corners of the largest floor; empty if none was captured. */
  floor: Point[];
}
