// The shapes of what hangs on walls, seen from the front: from above it is too thin to be recognised in a list.

import type { Piece } from "../catalog/types.ts";
import type { Kind } from "../model/index.ts";
import { box, clipped, disc, line, times } from "./build.ts";
import type { Shape, Tone } from "./shapes.ts";

type Draw = (width: number, height: number) => Shape[];

const draws: Partial<Record<Kind, Draw>> = { mirror, picture, curtain, "wall-shelf": wallShelf };

/** Returns a piece's shapes from the front, with its middle at (0, 0); undefined if it is shown from above. */
export function frontView({ kind, size: { width, height } }: Piece): readonly Shape[] | undefined {
  return draws[kind]?.(width, height).map((shape) => clipped(shape, width, height));
}

/** Returns the two sides of a piece that lists show, millimetres: its width, and its depth or else its height. */
export function listedSides({ kind, size }: Pick<Piece, "kind" | "size">): [number, number] {
  return [size.width, kind in draws ? size.height : size.depth];
}

/** Returns the longer side of a piece that lists show, millimetres. */
export function listedSide(piece: Piece): number {
  return Math.max(...listedSides(piece));
}

/** Returns a rectangle that is smaller than the piece by `rim` on each side. */
function within(tone: Tone, w: number, h: number, rim: number): Shape {
  return box(tone, rim - w / 2, rim - h / 2, w - 2 * rim, h - 2 * rim);
}

function mirror(w: number, h: number): Shape[] {
  const gleam = (at: number) => line([w * at, h * 0.3], [w * (at + 0.22), h * (0.3 - 0.2)]);
  return [within("fabric", w, h, 0), within("glass", w, h, Math.min(45, w / 8)), gleam(-0.3), gleam(-0.15)];
}

function picture(w: number, h: number): Shape[] {
  const rim = Math.min(w, h) * 0.16;
  const sun = Math.min(w, h) * 0.13;
  return [
    within("wood", w, h, 0),
    within("sheet", w, h, Math.min(25, w / 8)),
    within("seat", w, h, rim),
    disc("fabric", w * 0.1, -h * 0.1, sun),
    box("fabric", rim - w / 2, h * 0.14, w - 2 * rim, h * 0.36 - rim),
  ];
}

function curtain(w: number, h: number): Shape[] {
  const folds = 5;
  const wide = (w * 0.3) / folds;
  const side = (left: number) =>
    times(folds, (i) => box(i % 2 ? "seat" : "fabric", left + i * wide, -h / 2 + 20, wide, h - 20, 20));
  return [...side(-w / 2 + 40), ...side(w / 2 - 40 - folds * wide), box("metal", -w / 2, -h / 2, w, 45, 20)];
}

function wallShelf(w: number, h: number): Shape[] {
  const thick = Math.min(h, 40);
  const boards = h > 300 ? 1 + Math.round(h / 320) : 1;
  return [
    ...[-0.38, 0.38].map((at) => box("metal", w * at - 10, -h / 2, 20, h)),
    ...times(boards, (i) =>
      box("fabric", -w / 2, -h / 2 + (i * (h - thick)) / Math.max(1, boards - 1), w, thick, 6),
    ),
  ];
}
