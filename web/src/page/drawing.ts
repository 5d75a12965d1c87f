// Furniture from above, in simple shapes. The front is at the bottom; the middle is
// 0, 0. Colours come from classes: `soft` is the fabric, `hard` wood, `line` detail.

import type { Kind, Product } from "./catalogue.ts";
import { svg } from "./dom.ts";
import { direction } from "./geometry.ts";

type Draw = (width: number, depth: number) => SVGElement[];

/** The shapes of a product, true to size in millimetres. */
export function drawing(product: Product): SVGElement[] {
  return draws[product.kind](product.width, product.depth);
}

const draws: Record<Kind, Draw> = {
  sofa: (w, d) => seats(w, d, 3),
  armchair: (w, d) => seats(w, d, 1),
  corner: (w, d) => {
    const [back, deep] = [210, 950];
    const seat = (w - deep) / 2;
    return [
      box("soft arm", -w / 2, -d / 2, w, back + 40, 90),
      box("soft arm", w / 2 - back, -d / 2, back, d, 90),
      box("soft arm", -w / 2, -d / 2 + 60, 150, deep - 90, 80),
      ...[0, 1].map((i) => {
        const x = -w / 2 + 150 + i * (seat - 75) + 8;
        return box("soft seat", x, -d / 2 + back, seat - 91, deep - back - 20, 70);
      }),
      box("soft seat", w / 2 - deep + 8, -d / 2 + back, deep - back - 16, d - back - 12, 70),
    ];
  },
  chair: (w, d) => [
    box("soft", -w / 2, -d / 2 + 60, w, d - 60, 90),
    box("hard", -w / 2 + 20, -d / 2, w - 40, 80, 40),
  ],
  table: (w, d) => [box("hard", -w / 2, -d / 2, w, d, 50), path("line", grain(w, d))],
  "round-table": (w) => [circle("hard", w / 2), circle("line", w / 2 - 50)],
  bed: (w, d) => [
    box("hard", -w / 2, -d / 2, w, d, 40),
    box("sheet", -w / 2 + 50, -d / 2 + 70, w - 100, d - 120, 60),
    box("pillow", -w / 2 + 110, -d / 2 + 120, w / 2 - 150, 420, 90),
    box("pillow", 40, -d / 2 + 120, w / 2 - 150, 420, 90),
    box("soft", -w / 2 + 50, -d / 2 + 700, w - 100, d - 750, 60),
    path("line", `M${-w / 2 + 50} ${-d / 2 + 860}H${w / 2 - 50}`),
  ],
  storage: (w, d) => [
    box("hard", -w / 2, -d / 2, w, d, 20),
    path(
      "line",
      `M${-w / 6} ${-d / 2}V${d / 2}M${w / 6} ${-d / 2}V${d / 2}M${-w / 2} ${d / 2 - 50}H${w / 2}`,
    ),
  ],
  shelf: (w, d) => [
    box("hard", -w / 2, -d / 2, w, d, 15),
    path("line", `M${-w / 2} ${-d / 2 + 40}H${w / 2}M0 ${-d / 2 + 40}V${d / 2}`),
  ],
  desk: (w, d) => [
    box("hard", -w / 2, -d / 2, w, d, 30),
    box("screen", -280, -d / 2 + 90, 560, 60, 20),
    box("line", -230, -d / 2 + 300, 460, 150, 20),
  ],
  lamp: (w) => [circle("glow", w / 2), circle("line", w / 4), circle("dot", 24)],
  rug: (w, d) => [
    box("soft woven", -w / 2, -d / 2, w, d, 20),
    box("line", -w / 2 + 110, -d / 2 + 110, w - 220, d - 220, 10),
    path("line", fringe(w, d)),
  ],
  "round-rug": (w) => [circle("soft woven", w / 2), circle("line", w / 2 - 120), circle("line", w / 2 - 360)],
  plant: (w) => [...[0, 45, 90, 135, 180, 225, 270, 315].map((a) => leaf(a, w / 2)), circle("pot", w / 6)],
};

function seats(w: number, d: number, count: number): SVGElement[] {
  const [arm, back] = [Math.min(170, w / 5), 210];
  const seat = (w - 2 * arm) / count;
  const cushions = Array.from({ length: count }, (_, i) =>
    box("soft seat", -w / 2 + arm + seat * i + 8, -d / 2 + back, seat - 16, d - back - 20, 70),
  );
  return [
    box("soft arm", -w / 2, -d / 2, w, back + 40, 90),
    box("soft arm", -w / 2, -d / 2 + 60, arm, d - 90, 80),
    box("soft arm", w / 2 - arm, -d / 2 + 60, arm, d - 90, 80),
    ...cushions,
  ];
}

function box(kind: string, x: number, y: number, width: number, height: number, rx: number): SVGElement {
  return svg("rect", { class: kind, x, y, width, height, rx });
}

function circle(kind: string, r: number): SVGElement {
  return svg("circle", { class: kind, r });
}

function path(kind: string, d: string): SVGElement {
  return svg("path", { class: kind, d });
}

function grain(w: number, d: number): string {
  return [-0.25, 0, 0.25].map((at) => `M${-w / 2 + 60} ${d * at}H${w / 2 - 60}`).join("");
}

function fringe(w: number, d: number): string {
  const ends = Array.from({ length: Math.floor(d / 85) }, (_, i) => -d / 2 + 45 + i * 85);
  return ends.map((y) => `M${-w / 2} ${y}h-45M${w / 2} ${y}h45`).join("");
}

function leaf(angle: number, reach: number): SVGElement {
  const [x, y] = direction(angle).map((part) => part * reach);
  const [sx, sy] = direction(angle + 40).map((part) => part * reach * 0.62);
  const [tx, ty] = direction(angle - 40).map((part) => part * reach * 0.62);
  return path("leaf", `M0 0Q${sx} ${sy} ${x} ${y}Q${tx} ${ty} 0 0Z`);
}
