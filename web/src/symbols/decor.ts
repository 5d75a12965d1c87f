// Shapes of lamps, rugs, plants, mirrors, pictures and curtains, seen from above.

import { box, disc, leaf, line, times } from "./build.ts";
import type { Shape } from "./shapes.ts";

export function lamp(w: number, d: number): Shape[] {
  return [
    disc("glow", 0, 0, w / 2, d / 2),
    disc("fabric", 0, 0, w * 0.4, d * 0.4),
    disc("glow", 0, 0, w * 0.22, d * 0.22),
    disc("metal", 0, 0, w * 0.07, d * 0.07),
  ];
}

/** Returns a shade over a foot, whose cord leads to the back. */
export function tableLamp(w: number, d: number): Shape[] {
  return [
    disc("fabric", 0, 0, w / 2, d / 2),
    disc("glow", 0, 0, w * 0.3, d * 0.3),
    disc("metal", 0, 0, w * 0.1, d * 0.1),
    line([0, -d * 0.1], [0, -d / 2]),
  ];
}

/** Returns a shade crossed by two lines, the sign for a lamp on the ceiling, and the canopy above it. */
export function ceilingLamp(w: number, d: number): Shape[] {
  const x = w * 0.35;
  const y = d * 0.35;
  return [
    disc("glow", 0, 0, w / 2, d / 2),
    line([-x, -y], [x, y]),
    line([-x, y], [x, -y]),
    disc("fabric", 0, 0, w * 0.16, d * 0.16),
  ];
}

const fringeMm = 45;

export function rug(w: number, d: number): Shape[] {
  const ends = Math.max(2, Math.round(d / 85));
  const body = w - 2 * fringeMm;
  const inner = (by: number) => box("none", -body / 2 + by, -d / 2 + by, body - 2 * by, d - 2 * by, 8);
  return [
    ...times(ends, (i) => -d / 2 + ((i + 0.5) * d) / ends).flatMap((y) => [
      line([-w / 2, y], [-body / 2, y]),
      line([body / 2, y], [w / 2, y]),
    ]),
    box("fabric", -body / 2, -d / 2, body, d, 15),
    box("seat", -body / 2 + 110, -d / 2 + 110, body - 220, d - 220, 8),
    inner(60),
    inner(150),
    ...diamonds(body - 520, d),
  ];
}

/** Returns a row of diamonds along the middle. */
function diamonds(length: number, d: number): Shape[] {
  const half = Math.min(170, d / 6);
  const count = Math.floor(length / (2 * half));
  return times(count, (i) => {
    const x = (i - (count - 1) / 2) * 2 * half;
    return line([x - half, 0], [x, -half], [x + half, 0], [x, half], [x - half, 0]);
  });
}

export function roundRug(w: number, d: number): Shape[] {
  const ring = (tone: "fabric" | "seat" | "none", part: number) =>
    disc(tone, 0, 0, (w / 2) * part, (d / 2) * part);
  return [
    ring("fabric", 1),
    ring("seat", 0.86),
    ring("none", 0.8),
    ring("fabric", 0.52),
    ring("seat", 0.4),
    ring("none", 0.2),
  ];
}

/** Returns a pot with long leaves, and shorter ones above and between them. */
export function plant(w: number, d: number): Shape[] {
  const reach = Math.min(w, d) / 2;
  return [
    disc("pot", 0, 0, reach * 0.5),
    disc("none", 0, 0, reach * 0.4),
    ...times(7, (i) => leaf(i * (360 / 7) + 8, reach, reach * 0.2)),
    ...times(6, (i) => leaf(i * 60 + 35, reach * 0.72, reach * 0.16)),
    ...times(3, (i) => leaf(i * 120 + 70, reach * 0.42, reach * 0.12)),
  ];
}

/** Returns the frame of a standing mirror, with the glass at the front. */
export function mirror(w: number, d: number): Shape[] {
  const frame = Math.min(30, w / 8);
  const glass = Math.min(40, d * 0.4);
  return [
    box("fabric", -w / 2, -d / 2, w, d, 8),
    box("glass", -w / 2 + frame, d / 2 - glass, w - 2 * frame, glass),
    line([-w / 2 + frame, d / 2 - glass], [w / 2 - frame, d / 2 - glass]),
  ];
}

/** Returns a frame with the canvas at the front. */
export function picture(w: number, d: number): Shape[] {
  return [box("wood", -w / 2, -d / 2, w, d), box("fabric", -w * 0.46, 0, w * 0.92, d / 2)];
}

/** Width of a curtain's fold, millimetres. */
const foldMm = 75;

/** Returns a rail, and a curtain drawn aside to each of its ends. */
export function curtain(w: number, d: number): Shape[] {
  const folds = Math.max(1, Math.round((w * 0.3) / foldMm));
  const wide = (w * 0.3) / folds;
  return [
    box("metal", -w / 2, -d * 0.1, w, d * 0.2),
    ...[-1, 1].flatMap((side) =>
      times(folds, (i) =>
        disc(i % 2 ? "seat" : "fabric", side * (w / 2 - (i + 0.5) * wide), 0, wide * 0.7, d / 2),
      ),
    ),
  ];
}
