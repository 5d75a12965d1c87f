// Shapes of seats and beds, seen from above. The front is at the bottom.

import { cornerDepth } from "../geometry/footprint.ts";
import { box, cushion, disc, line, times } from "./build.ts";
import type { Shape } from "./shapes.ts";

/** Approximate width of one seat of a sofa, millimetres. */
const seatMm = 650;

export function sofa(w: number, d: number): Shape[] {
  return upholstered(w, d, Math.max(2, Math.round((w - 340) / seatMm)), 2);
}

export function armchair(w: number, d: number): Shape[] {
  return upholstered(w, d, 1, 0);
}

function upholstered(w: number, d: number, count: number, loose: number): Shape[] {
  const arm = Math.min(170, w / 5);
  const back = Math.min(200, d / 4);
  const front = 20;
  const inner = w - 2 * arm;
  const left = -w / 2 + arm;
  const top = -d / 2;
  const seat = inner / count;
  const size = Math.min(360, seat * 0.55);
  return [
    box("fabric", -w / 2, top, w, d - front, 110),
    ...times(count, (i) => box("seat", left + seat * i + 5, top + back, seat - 10, d - back, 60)),
    ...times(count, (i) => box("fabric", left + seat * i + 12, top + 40, seat - 24, back + 50, 70)),
    box("fabric", -w / 2, top + 30, arm, d - 60, 75),
    box("fabric", w / 2 - arm, top + 30, arm, d - 60, 75),
    ...[-1, 1].slice(0, loose).map((side) => {
      const x = side * (inner / 2 - size * 0.55);
      return cushion(side < 0 ? "sheet" : "seat", x, top + back + size * 0.45, size * 0.8, side * 12);
    }),
  ];
}

/** Returns a corner sofa; its long part is on the right in the drawing. */
export function corner(w: number, d: number): Shape[] {
  const arm = Math.min(160, w / 10);
  const back = Math.min(200, d / 6);
  const deep = cornerDepth(w, d);
  const top = -d / 2;
  const right = w / 2;
  const left = -w / 2 + arm;
  const inner = w - arm - deep;
  const count = Math.max(1, Math.round(inner / seatMm));
  const seat = inner / count;
  const size = Math.min(360, seat * 0.5);
  return [
    box("fabric", -w / 2, top, w, deep, 110),
    box("fabric", right - deep, top, deep, d, 110),
    ...times(count, (i) => box("seat", left + seat * i + 5, top + back, seat - 10, deep - back, 60)),
    box("seat", right - deep + 5, top + back, deep - back - 10, d - back - 10, 60),
    ...times(count, (i) => box("fabric", left + seat * i + 12, top + 40, seat - 24, back + 50, 70)),
    box("fabric", right - deep + 12, top + 40, deep - back, back + 50, 70),
    box("fabric", right - back, top + 40, back - 10, d - 90, 75),
    box("fabric", -w / 2, top + 30, arm, deep - 40, 75),
    cushion("sheet", left + size * 0.55, top + back + size * 0.45, size * 0.8, -12),
    cushion("seat", right - back - size * 0.5, top + back + size * 0.5, size * 0.8, 40),
  ];
}

export function ottoman(w: number, d: number): Shape[] {
  return [
    box("fabric", -w / 2, -d / 2, w, d, 90),
    box("seat", -w / 2 + 35, -d / 2 + 35, w - 70, d - 70, 70),
    line([-w / 2 + 60, 0], [w / 2 - 60, 0]),
    line([0, -d / 2 + 60], [0, d / 2 - 60]),
    disc("fabric", 0, 0, Math.min(w, d) / 24),
  ];
}

export function chair(w: number, d: number): Shape[] {
  const rail = Math.min(70, d / 6);
  return [
    box("wood", -w / 2 + 15, -d / 2 + rail / 2, 35, d - rail, 15),
    box("wood", w / 2 - 50, -d / 2 + rail / 2, 35, d - rail, 15),
    box("fabric", -w / 2, -d / 2 + rail, w, d - rail, 90),
    box("seat", -w / 2 + 40, -d / 2 + rail + 40, w - 80, d - rail - 80, 70),
    box("wood", -w / 2 + 10, -d / 2, w - 20, rail, 35),
  ];
}

export function stool(w: number, d: number): Shape[] {
  return [
    disc("fabric", 0, 0, w / 2, d / 2),
    disc("seat", 0, 0, w / 2 - 30, d / 2 - 30),
    disc("none", 0, 0, w / 5, d / 5),
  ];
}

export function bench(w: number, d: number): Shape[] {
  const slats = Math.max(2, Math.round(d / 110));
  const deep = d / slats;
  return [
    box("wood", -w / 2 + 90, -d / 2, 60, d),
    box("wood", w / 2 - 150, -d / 2, 60, d),
    ...times(slats, (i) => box("fabric", -w / 2, -d / 2 + deep * i + 4, w, deep - 8, 14)),
  ];
}

export function bed(w: number, d: number): Shape[] {
  const top = -d / 2;
  const edge = 45;
  const head = 80;
  const pillows = w < 1300 ? 1 : 2;
  const share = (w - 2 * edge - 60) / pillows;
  const fold = top + Math.min(760, d * 0.38);
  return [
    box("wood", -w / 2, top, w, d, 45),
    box("sheet", -w / 2 + edge, top + head, w - 2 * edge, d - head - edge, 50),
    ...times(pillows, (i) =>
      box("sheet", -w / 2 + edge + 30 + share * i + 25, top + head + 50, share - 50, 400, 110),
    ),
    box("fabric", -w / 2 + edge, fold, w - 2 * edge, d / 2 - edge - fold, 50),
    box("seat", -w / 2 + edge, fold, w - 2 * edge, 170, 40),
    line([-w / 6, fold + 260], [-w / 8, d / 2 - edge - 90]),
    line([w / 5, fold + 330], [w / 7, d / 2 - edge - 140]),
  ];
}
