import type { Point } from "../model/index.ts";

// Drawings as plain data in millimetres, so that the plan (SVG), the exported picture (canvas) and the print
// (PDF) show the same. y grows downwards; the middle of an item is (0, 0).
/** Material of a shape; each output maps it to a colour. `fabric` is the item's own colour. */
export type Tone =
  | "fabric"
  | "seat"
  | "wood"
  | "sheet"
  | "leaf"
  | "pot"
  | "glow"
  | "glass"
  | "metal"
  | "wall"
  | "floor"
  | "line"
  | "none";

export type Shape =
  | { kind: "rect"; x: number; y: number; width: number; height: number; radius?: number; tone: Tone }
  | { kind: "ellipse"; x: number; y: number; rx: number; ry: number; tone: Tone }
  | { kind: "polygon"; points: readonly Point[]; tone: Tone }
  /** An open line, `dashed` or not. */
  | { kind: "line"; points: readonly Point[]; dashed?: boolean };
