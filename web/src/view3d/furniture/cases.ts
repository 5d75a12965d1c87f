// Case furniture: a carcass with doors, drawers or shelves.

import { Vector3 } from "three";
import type { Size } from "../../model/index.ts";
import { block, type Extent, type Part, rod, type Skin, tilted } from "./part.ts";
import { seededRandom, shade } from "./shade.ts";

const board = 20;
/** Gap between two fronts. */
const gap = 4;
const brass: Skin = { stuff: "metal", colour: "#b08d57" };

function wooden(colour: string): Skin {
  return { stuff: "wood", colour };
}

/** Returns the box behind the fronts. */
function carcass(colour: string, extent: Extent): Part {
  return block({ stuff: "wood", colour: shade(colour, -0.12) }, extent, 5, 2);
}

/** Returns a grid of drawer fronts, each with a handle. */
export function drawerFronts(skin: Skin, { x, y, z }: Extent, columns: number, rows: number): Part[] {
  return cells({ x, y, z }, columns, rows).flatMap((front) => {
    const cx = (front.x[0] + front.x[1]) / 2;
    const cy = front.y[1] - Math.min(60, (front.y[1] - front.y[0]) * 0.4);
    const half = Math.min(90, (front.x[1] - front.x[0]) * 0.22);
    return [block(skin, front, 4), bar([cx - half, cy, z[1]], [cx + half, cy, z[1]])];
  });
}

/** Returns a row of doors; they open in pairs, so the handles of a pair are next to each other. */
function doorFronts(skin: Skin, extent: Extent, count: number): Part[] {
  const tall = extent.y[1] - extent.y[0];
  return cells(extent, count, 1).flatMap((front, i) => {
    const x = i % 2 === 0 && count > 1 ? front.x[1] - 35 : front.x[0] + 35;
    const middle = tall > 1200 ? extent.y[0] + tall * 0.47 : extent.y[1] - Math.min(tall * 0.3, 130);
    const half = Math.min(tall > 1200 ? 160 : 60, tall * 0.2);
    return [block(skin, front, 4), bar([x, middle - half, extent.z[1]], [x, middle + half, extent.z[1]])];
  });
}

/** Returns a handle on the front. It stays within the piece's depth. */
function bar(from: readonly [number, number, number], to: readonly [number, number, number]): Part {
  return rod(brass, new Vector3(...from), new Vector3(...to), handle, handle, 8);
}
const handle = 6;

function cells({ x, y, z }: Extent, columns: number, rows: number): Extent[] {
  const w = (x[1] - x[0]) / columns;
  const h = (y[1] - y[0]) / rows;
  return Array.from({ length: columns * rows }, (_, i) => {
    const c = i % columns;
    const r = Math.floor(i / columns);
    const left = x[0] + c * w;
    const low = y[0] + r * h;
    return { x: [left + gap / 2, left + w - gap / 2], y: [low + gap / 2, low + h - gap / 2], z };
  });
}

/** Returns tapered legs below a carcass. */
function legs({ width: w, depth: d }: Size, height: number): Part[] {
  const skin = wooden("#8a6544");
  const ix = Math.min(70, w / 6);
  const iz = Math.min(60, d / 5);
  return [-1, 1].flatMap((sx) =>
    [-1, 1].map((sz) => {
      const x = sx * (w / 2 - ix);
      const z = sz * (d / 2 - iz);
      return rod(skin, new Vector3(x + sx * 18, 0, z + sz * 14), new Vector3(x, height + 4, z), 18, 11);
    }),
  );
}

/** Returns the fronts' extent in z, which leaves room for handles in front, and where the carcass ends. */
function faces({ depth: d }: Size): { z: readonly [number, number]; back: number } {
  const front = d / 2 - handle;
  return { z: [front - Math.min(18, d / 6), front], back: front - Math.min(16, d / 8) };
}

function cased(size: Size, colour: string, foot: number): Part[] {
  const { width: w, depth: d, height: h } = size;
  const { back, z } = faces(size);
  const top = Math.min(board, h / 8);
  return [
    carcass(colour, { x: [-w / 2 + 2, w / 2 - 2], y: [foot, h - top + 1], z: [-d / 2, back] }),
    block(wooden(colour), { x: [-w / 2, w / 2], y: [h - top, h], z: [-d / 2, d / 2] }, 5, 2),
    ...(z[1] > 0 && foot > 0 ? legs(size, foot) : []),
  ];
}

export function nightstand(size: Size, colour: string): Part[] {
  const { width: w, height: h } = size;
  const foot = h * 0.3;
  const inner: Extent = { x: [-w / 2 + 8, w / 2 - 8], y: [foot + 6, h - board - 2], z: faces(size).z };
  return [...cased(size, colour, foot), ...drawerFronts(wooden(colour), inner, 1, h > 620 ? 3 : 2)];
}

export function drawers(size: Size, colour: string): Part[] {
  const { width: w, height: h } = size;
  const foot = Math.min(120, h * 0.14);
  const inner: Extent = { x: [-w / 2 + 8, w / 2 - 8], y: [foot + 6, h - board - 2], z: faces(size).z };
  const rows = Math.max(2, Math.min(7, Math.round((h - foot) / 230)));
  return [...cased(size, colour, foot), ...drawerFronts(wooden(colour), inner, w > 900 ? 2 : 1, rows)];
}

export function storage(size: Size, colour: string): Part[] {
  const { width: w, height: h } = size;
  const foot = Math.min(150, h * 0.2);
  const count = Math.max(1, Math.round(w / 480));
  const drawer = count > 2;
  const { z } = faces(size);
  const split = -w / 2 + (drawer ? w / count : 0);
  const y = [foot + 6, h - board - 2] as const;
  const fronts = doorFronts(wooden(colour), { x: [split + 4, w / 2 - 8], y, z }, drawer ? count - 1 : count);
  const stack = drawer ? drawerFronts(wooden(colour), { x: [-w / 2 + 8, split], y, z }, 1, 3) : [];
  return [...cased(size, colour, foot), ...fronts, ...stack];
}

export function wardrobe(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const plinth = Math.min(70, h * 0.05);
  const { z, back } = faces(size);
  const x = [-w / 2 + 6, w / 2 - 6] as const;
  const low = h > 1500 ? h * 0.16 : plinth;
  const chest =
    h > 1500
      ? drawerFronts(wooden(colour), { x, y: [plinth + 4, low], z }, Math.max(1, Math.round(w / 900)), 1)
      : [];
  return [
    carcass(colour, { x: [-w / 2, w / 2], y: [plinth, h], z: [-d / 2, back] }),
    block(
      { stuff: "plain", colour: shade(colour, -0.45) },
      { x: [-w / 2 + 20, w / 2 - 20], y: [0, plinth], z: [-d / 2 + 20, d / 2 - 40] },
      0,
    ),
    block(wooden(colour), { x: [-w / 2, w / 2], y: [h - board, h], z: [-d / 2, d / 2] }, 4),
    ...chest,
    ...doorFronts(wooden(colour), { x, y: [low + 2, h - board - 2], z }, Math.max(2, Math.round(w / 500))),
  ];
}

/** Returns a unit with doors at the sides and open shelves between them. */
export function tvUnit(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const foot = h * 0.26;
  const { z, back } = faces(size);
  const side = w * 0.32;
  const top = Math.min(board, h / 8);
  const dark = shade(colour, -0.12);
  const y = [foot + 4, h - top - 2] as const;
  const niche = w / 2 - side;
  return [
    block(wooden(colour), { x: [-w / 2, w / 2], y: [h - top, h], z: [-d / 2, d / 2] }, 5, 2),
    block(wooden(dark), { x: [-w / 2, w / 2], y: [foot, foot + top], z: [-d / 2, back] }, 4),
    carcass(colour, { x: [-w / 2 + 2, -niche], y: [foot, h - top], z: [-d / 2, back] }),
    carcass(colour, { x: [niche, w / 2 - 2], y: [foot, h - top], z: [-d / 2, back] }),
    block(
      wooden(shade(colour, -0.35)),
      { x: [-niche, niche], y: [foot, h - top], z: [-d / 2, -d / 2 + 12] },
      0,
    ),
    block(
      wooden(colour),
      { x: [-niche, niche], y: [(y[0] + y[1]) / 2 - 8, (y[0] + y[1]) / 2 + 8], z: [-d / 2, back] },
      2,
    ),
    ...doorFronts(wooden(colour), { x: [-w / 2 + 6, -niche + 2], y, z }, 1),
    ...doorFronts(wooden(colour), { x: [niche - 2, w / 2 - 6], y, z }, 1),
    ...legs(size, foot),
  ];
}

const bindings = ["#8c4a3c", "#c9a36a", "#4d6472", "#e2d8c6", "#6f7f5c", "#2f3a44", "#b9754f", "#d7c7ae"];

/** Returns uprights, boards, and books or a basket in each compartment. */
export function shelf(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const thick = Math.min(24, w / 10, h / 10);
  const rows = Math.max(1, Math.round((h - thick) / 360));
  const columns = Math.max(1, Math.round(w / 700));
  const skin = wooden(colour);
  const cw = (w - thick) / columns;
  const ch = (h - thick) / rows;
  const uprights = Array.from({ length: columns + 1 }, (_, i) => {
    const x = -w / 2 + i * cw;
    return block(skin, { x: [x, x + thick], y: [0, h], z: [-d / 2, d / 2] }, 3);
  });
  const boards = Array.from({ length: rows + 1 }, (_, i) =>
    block(skin, { x: [-w / 2, w / 2], y: [i * ch, i * ch + thick], z: [-d / 2, d / 2 - 3] }, 3),
  );
  const behind = block(
    wooden(shade(colour, -0.25)),
    { x: [-w / 2 + 2, w / 2 - 2], y: [2, h - 2], z: [-d / 2, -d / 2 + 6] },
    0,
  );
  const roll = seededRandom(`${w} ${d} ${h}`);
  const things = cells(
    { x: [-w / 2 + thick / 2, w / 2 - thick / 2], y: [thick / 2, h - thick / 2], z: [0, 0] },
    columns,
    rows,
  ).flatMap(({ x, y }) => {
    const within: Extent = {
      x: [x[0] + thick / 2, x[1] - thick / 2],
      y: [y[0] + thick / 2 - 2, y[1] - thick / 2 - 2],
      z: [-d / 2 + 10, d / 2 - 14],
    };
    return roll() < 0.3 ? basket(within, roll) : books(within, roll);
  });
  return [...uprights, ...boards, behind, ...things];
}

/** Returns a row of books that fills a part of the compartment, the last one leaning if there is space. */
export function books({ x, y, z }: Extent, roll: () => number): Part[] {
  const room = x[1] - x[0];
  const tall = Math.min(290, (y[1] - y[0]) * 0.86);
  const deep = Math.min(210, z[1] - z[0]);
  if (tall < 60 || room < 60) return [];
  const end = x[0] + room * (0.35 + roll() * 0.5);
  const row: Part[] = [];
  for (let at = x[0] + 6; at < end; ) {
    const thick = 16 + roll() * 26;
    const height = tall * (0.7 + roll() * 0.3);
    const colour = bindings[Math.floor(roll() * bindings.length)] ?? "#8c4a3c";
    const front = z[1] - 8 - roll() * 16;
    const shape: Extent = {
      x: [at, at + thick - 1],
      y: [y[0], y[0] + height],
      z: [Math.max(z[0], front - deep), front],
    };
    row.push(block({ stuff: "plain", colour }, shape, 0));
    at += thick;
  }
  const last = row.at(-1);
  const space = x[1] - end;
  if (last && space > tall * 0.5) tilted(last, "z", 0.14, new Vector3(end, y[0], 0));
  return row;
}

function basket({ x, y, z }: Extent, roll: () => number): Part[] {
  const w = Math.min(330, (x[1] - x[0]) * 0.7);
  const h = Math.min(200, (y[1] - y[0]) * 0.62);
  if (w < 60 || h < 40) return [];
  const left = x[0] + 20 + roll() * Math.max(0, x[1] - x[0] - w - 40);
  const skin: Skin = { stuff: "fabric", colour: "#b79a72" };
  return [block(skin, { x: [left, left + w], y: [y[0], y[0] + h], z: [z[0] + 4, z[1] - 10] }, 24, 2)];
}
