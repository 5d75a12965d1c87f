// The content of a wall's openings, in the wall's own axes: frames, panes, and doors that are ajar.

import { type BufferGeometry, Matrix4 } from "three";
import type { Door } from "../../model/index.ts";
import { box, type Frame } from "./slab.ts";
import type { Opening } from "./walls.ts";

export interface Fitting {
  of: "trim" | "glass" | "leaf" | "metal";
  geometry: BufferGeometry;
}

const bar = 55;
const leafThickness = 40;
/** Angle at which doors are open, radians. */
const ajar = 0.42;

export function fittings(opening: Opening, frame: Frame): Fitting[] {
  return opening.kind === "window" ? window(opening, frame) : door(opening, frame);
}

function window({ from, to, bottom, top }: Opening, { thickness }: Frame): Fitting[] {
  const z = [-thickness * 0.75, -thickness * 0.25] as const;
  const middle = (from + to) / 2;
  const trim = [
    box({ x: [from, to], y: [bottom, bottom + bar], z }),
    box({ x: [from, to], y: [top - bar, top], z }),
    box({ x: [from, from + bar], y: [bottom + bar, top - bar], z }),
    box({ x: [to - bar, to], y: [bottom + bar, top - bar], z }),
    ...(to - from > 800
      ? [box({ x: [middle - bar / 2, middle + bar / 2], y: [bottom + bar, top - bar], z })]
      : []),
    box({ x: [from - 40, to + 40], y: [bottom - 30, bottom], z: [-thickness * 0.25, 70] }),
  ];
  const pane = box({
    x: [from + bar, to - bar],
    y: [bottom + bar, top - bar],
    z: [-thickness * 0.52, -thickness * 0.48],
  });
  return [...trim.map((geometry): Fitting => ({ of: "trim", geometry })), { of: "glass", geometry: pane }];
}

function door({ from, to, top, door: hung }: Opening, { thickness }: Frame): Fitting[] {
  const z = [-thickness - 6, 6] as const;
  const trim = [
    box({ x: [from, from + 40], y: [0, top], z }),
    box({ x: [to - 40, to], y: [0, top], z }),
    box({ x: [from + 40, to - 40], y: [top - 40, top], z }),
  ];
  const parts = leaves({ from: from + 43, to: to - 43 }, top - 46, thickness, hung);
  return [...trim.map((geometry): Fitting => ({ of: "trim", geometry })), ...parts];
}

interface Span {
  from: number;
  to: number;
}

/** Returns a door's leaves by its kind: one or two that are ajar, one beside the opening, or none. */
function leaves({ from, to }: Span, height: number, thickness: number, door: Door | undefined): Fitting[] {
  const { kind, hinge = "left", opens = "in", balcony = false } = door ?? {};
  const width = to - from;
  const middle = (from + to) / 2;
  const hang = (span: Span, side: "left" | "right") =>
    turned(leaf(span.to - span.from, height, balcony), hinged(span, thickness, side, opens));
  switch (kind) {
    case "opening":
      return [];
    case "double":
      return [...hang({ from, to: middle }, "left"), ...hang({ from: middle, to }, "right")];
    case "sliding": {
      const by = hinge === "left" ? -width / 2 : width / 2;
      return turned(leaf(width, height, balcony), new Matrix4().setPosition(from + by, 0, leafThickness));
    }
    default:
      return hang({ from, to }, hinge);
  }
}

function turned(parts: Fitting[], matrix: Matrix4): Fitting[] {
  for (const { geometry } of parts) geometry.applyMatrix4(matrix);
  return parts;
}

/** Returns a leaf with a handle on either side, its hinge at x = 0: with two panels, or `glazed` in a frame. */
function leaf(width: number, height: number, glazed: boolean): Fitting[] {
  const inset = Math.min(110, width / 5);
  const half = leafThickness / 2;
  const panel = (low: number, high: number) =>
    box({ x: [inset, width - inset], y: [low, high], z: [-half - 5, half + 5] });
  const z = [-half, half] as const;
  const frame = [
    box({ x: [0, inset], y: [8, height], z }),
    box({ x: [width - inset, width], y: [8, height], z }),
    box({ x: [inset, width - inset], y: [8, 140], z }),
    box({ x: [inset, width - inset], y: [height - 130, height], z }),
  ];
  const solid = [
    box({ x: [0, width], y: [8, height], z }),
    panel(140, height * 0.42),
    panel(height * 0.5, height - 130),
  ];
  const pane = box({ x: [inset, width - inset], y: [140, height - 130], z: [-3, 3] });
  return [
    ...(glazed ? frame : solid).map((geometry): Fitting => ({ of: "leaf", geometry })),
    ...(glazed ? [{ of: "glass", geometry: pane } as const] : []),
    {
      of: "metal",
      geometry: box({ x: [width - 160, width - 50], y: [1010, 1028], z: [half + 35, half + 50] }),
    },
    {
      of: "metal",
      geometry: box({ x: [width - 160, width - 50], y: [1010, 1028], z: [-half - 50, -half - 35] }),
    },
    {
      of: "metal",
      geometry: box({ x: [width - 66, width - 50], y: [1010, 1028], z: [-half - 40, half + 40] }),
    },
  ];
}

/**
 * Returns the matrix of a hung leaf. Left is as seen from
 * inside, facing the door: a wall's face begins there.
 */
function hinged(
  { from, to }: { from: number; to: number },
  thickness: number,
  hinge: "left" | "right",
  opens: "in" | "out",
): Matrix4 {
  const z = opens === "in" ? -leafThickness / 2 : -thickness + leafThickness / 2;
  const inwards = opens === "in" ? 1 : -1;
  const mirrored = hinge === "left" ? 0 : Math.PI;
  const turn = mirrored + (hinge === "left" ? -1 : 1) * inwards * ajar;
  return new Matrix4().makeRotationY(turn).setPosition(hinge === "left" ? from : to, 0, z);
}
