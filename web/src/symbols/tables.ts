// Shapes of tables and storage furniture, seen from above. The front is at the bottom.

import { box, disc, line, seams, times } from "./build.ts";
import type { Shape } from "./shapes.ts";

/** Drawn thickness of a front, millimetres. */
const boardMm = 40;

export function table(w: number, d: number): Shape[] {
  return [
    box("fabric", -w / 2, -d / 2, w, d, 45),
    ...seams(w, d, Math.max(1, Math.round(d / 300) - 1), 30),
    ...[-1, 1].map((side) => line([side * (w / 2 - 90), -d / 2 + 20], [side * (w / 2 - 90), d / 2 - 20])),
  ];
}

export function roundTable(w: number, d: number): Shape[] {
  const x = w / 2;
  const y = d / 2;
  return [
    disc("fabric", 0, 0, x, y),
    disc("none", 0, 0, x * 0.9, y * 0.9),
    line([-x * 0.52, -y * 0.4], [x * 0.52, -y * 0.4]),
    line([-x * 0.72, 0], [x * 0.72, 0]),
    line([-x * 0.52, y * 0.4], [x * 0.52, y * 0.4]),
  ];
}

/** Returns a desk with a screen and a keyboard, which show on which side to sit. */
export function desk(w: number, d: number): Shape[] {
  const screen = Math.min(560, w * 0.45);
  return [
    box("fabric", -w / 2, -d / 2, w, d, 25),
    ...seams(w, d, 1, 30),
    box("metal", -90, -d / 2 + 70, 180, 110, 20),
    box("metal", -screen / 2, -d / 2 + 60, screen, 50, 18),
    box("sheet", -210, d / 2 - Math.min(300, d * 0.42), 420, Math.min(140, d / 4), 18),
    disc("metal", Math.min(310, w / 2 - 60), d / 2 - Math.min(230, d * 0.32), 32, 50),
  ];
}

export function nightstand(w: number, d: number): Shape[] {
  return [
    ...carcass(w, d),
    disc("glow", 0, -boardMm / 2, Math.min(w, d) * 0.28),
    disc("metal", 0, -boardMm / 2, Math.min(w, d) * 0.06),
    ...handles(w, d, 1),
  ];
}

/** Returns a wardrobe with doors at the front, and a rail with hangers behind them. */
export function wardrobe(w: number, d: number): Shape[] {
  const doors = Math.max(2, Math.round(w / 500));
  const hangers = Math.floor((w - 160) / 130);
  return [
    ...carcass(w, d),
    line([-w / 2 + 60, -boardMm / 2], [w / 2 - 60, -boardMm / 2]),
    ...times(hangers, (i) => {
      const x = -w / 2 + 80 + ((i + 0.5) * (w - 160)) / hangers;
      const lean = (i % 3) * 14 - 14;
      return line([x - lean, -d * 0.3], [x + lean, d * 0.22]);
    }),
    ...fronts(w, d, doors),
    ...handles(w, d, doors),
  ];
}

export function drawers(w: number, d: number): Shape[] {
  const columns = w > 1000 ? 2 : 1;
  return [
    ...carcass(w, d),
    ...seams(w - 2 * boardMm, d, 1),
    ...fronts(w, d, columns),
    ...handles(w, d, columns * 2),
  ];
}

export function storage(w: number, d: number): Shape[] {
  const doors = Math.max(1, Math.round(w / 530));
  return [...carcass(w, d), ...fronts(w, d, doors), ...handles(w, d, doors)];
}

/** Returns a shelf with books of various thicknesses and some gaps. */
export function shelf(w: number, d: number): Shape[] {
  const thick = [46, 30, 58, 36, 0, 70, 28, 42];
  const tones = ["sheet", "wood", "seat", "pot", "metal", "leaf"] as const;
  const books: Shape[] = [];
  let x = -w / 2 + 30;
  for (let i = 0; x + 70 < w / 2 - 30; i++) {
    const width = thick[i % thick.length] ?? 40;
    const deep = d * (0.42 + 0.11 * ((i * 5) % 4));
    if (width > 0) books.push(box(tones[(i * 7) % tones.length] ?? "sheet", x, -d / 2 + 25, width, deep, 4));
    x += width === 0 ? 55 : width + 5;
  }
  return [
    box("fabric", -w / 2, -d / 2, w, d, 10),
    line([-w / 2, -d / 2 + 18], [w / 2, -d / 2 + 18]),
    ...books,
  ];
}

/** Returns a board, with the brackets that hold it shown through it. */
export function wallShelf(w: number, d: number): Shape[] {
  return [
    box("fabric", -w / 2, -d / 2, w, d, 8),
    line([-w / 2, -d * 0.4], [w / 2, -d * 0.4]),
    ...[-1, 1].map((side) => box("metal", side * w * 0.34 - 12, -d / 2, 24, d * 0.7)),
  ];
}

/** Returns a box of an unknown thing: crossed by a diagonal, with a label at its front. */
export function other(w: number, d: number): Shape[] {
  return [
    box("fabric", -w / 2, -d / 2, w, d, 25),
    line([-w / 2, d / 2], [w / 2, -d / 2]),
    box("sheet", -w / 4, d * 0.12, w / 2, d * 0.24, 12),
  ];
}

export function tvUnit(w: number, d: number): Shape[] {
  const screen = Math.min(1230, w * 0.8);
  const doors = Math.max(2, Math.round(w / 600));
  return [
    ...carcass(w, d),
    ...fronts(w, d, doors),
    ...handles(w, d, doors),
    box("metal", -screen / 8, -d / 2 + d * 0.22, screen / 4, d * 0.34, 20),
    box("metal", -screen / 2, -d / 2 + d * 0.3, screen, Math.min(60, d * 0.16), 18),
  ];
}

function carcass(w: number, d: number): Shape[] {
  return [box("fabric", -w / 2, -d / 2, w, d, 14), line([-w / 2, d / 2 - boardMm], [w / 2, d / 2 - boardMm])];
}

/** Returns the lines between `count` fronts. */
function fronts(w: number, d: number, count: number): Shape[] {
  return times(count - 1, (i) => {
    const x = -w / 2 + ((i + 1) * w) / count;
    return line([x, -d / 2], [x, d / 2]);
  });
}

function handles(w: number, d: number, count: number): Shape[] {
  const width = Math.min(110, w / count / 3);
  return times(count, (i) =>
    box(
      "metal",
      -w / 2 + ((i + 0.5) * w) / count - width / 2,
      d / 2 - boardMm * 0.68,
      width,
      boardMm * 0.36,
      8,
    ),
  );
}
