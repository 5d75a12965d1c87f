import type { Point } from "../model/index.ts";

// A drawing as plain data in millimetres, so that the plan (SVG), the picture (canvas)
// and the print (PDF) show the same. y grows downwards, the middle of a piece is 0, 0.
/** What a shape is made of; each medium has a colour for it. `fabric` is the piece's own colour. */
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
