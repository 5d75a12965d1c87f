// Beds, rugs and plants.

import { BufferAttribute, BufferGeometry, Matrix4, Vector3 } from "three";
import type { Size } from "../../model/index.ts";
import { block, cushion, type Extent, type Part, rod, type Skin, tilted, turnedPart } from "./part.ts";
import { seededRandom, shade } from "./shade.ts";

const linen = "#f3ede3";

export function bed({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const frame: Skin = { stuff: "wood", colour: "#a47d57" };
  const sheet: Skin = { stuff: "fabric", colour: linen };
  const foot = Math.min(140, h * 0.16);
  const rail = Math.min(330, h * 0.36);
  const top = Math.min(540, h * 0.6);
  const head = -d / 2 + Math.min(60, d * 0.04);
  const x = [-w / 2 + 35, w / 2 - 35] as const;
  const z = [head, d / 2 - 35] as const;
  const fold = head + (z[1] - z[0]) * 0.3;
  return [
    block(frame, { x: [-w / 2, w / 2], y: [foot, rail], z: [-d / 2, d / 2] }, 16, 2),
    block(frame, { x: [-w / 2, w / 2], y: [foot, h], z: [-d / 2, head] }, 22, 2),
    ...bedLegs(frame, w, d, foot),
    block(sheet, { x, y: [rail - 20, top], z }, 60, 3),
    duvet(
      { stuff: "fabric", colour },
      { x: [x[0] - 26, x[1] + 26], y: [rail + 10, top + 50], z: [fold, z[1] + 20] },
    ),
    block(
      { stuff: "fabric", colour: shade(colour, 0.4) },
      { x: [x[0] - 28, x[1] + 28], y: [rail + 40, top + 56], z: [fold - 20, fold + 190] },
      40,
      2,
    ),
    ...bedPillows(sheet, x, top, head),
  ];
}

function bedLegs(skin: Skin, w: number, d: number, height: number): Part[] {
  return [-1, 1].flatMap((sx) =>
    [-1, 1].map((sz) => {
      const x = sx * (w / 2 - 80);
      const z = sz * (d / 2 - 80);
      return rod(skin, new Vector3(x, 0, z), new Vector3(x, height + 6, z), 34, 24);
    }),
  );
}

function duvet(skin: Skin, extent: Extent): Part {
  return cushion(skin, extent, 14);
}

function bedPillows(skin: Skin, x: readonly [number, number], top: number, head: number): Part[] {
  const count = x[1] - x[0] > 1150 ? 2 : 1;
  const each = (x[1] - x[0]) / count;
  const long = Math.min(720, each - 40);
  return Array.from({ length: count }, (_, i) => {
    const middle = x[0] + each * (i + 0.5);
    const shape: Extent = {
      x: [middle - long / 2, middle + long / 2],
      y: [top - 25, top + 135],
      z: [head + 30, head + 440],
    };
    return tilted(cushion(skin, shape, 3), "x", 0.22, new Vector3(middle, top, head + 240));
  });
}

export function rug({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const strip = Math.min(70, w * 0.06, d * 0.06);
  const inset = strip * 1.3;
  const [pile, border, fringe] = skins(colour);
  const fx = Math.min(45, w * 0.04);
  const low = Math.max(1, h * 0.5);
  const x = w / 2 - fx;
  const z = d / 2;
  const frame = (by: number, thick: number): Part[] => [
    flat(border, { x: [-x + by, x - by], z: [-z + by, -z + by + thick] }, h),
    flat(border, { x: [-x + by, x - by], z: [z - by - thick, z - by] }, h),
    flat(border, { x: [-x + by, -x + by + thick], z: [-z + by + thick, z - by - thick] }, h),
    flat(border, { x: [x - by - thick, x - by], z: [-z + by + thick, z - by - thick] }, h),
  ];
  const tufts = Math.max(4, Math.round(d / 60));
  const threads = [-1, 1].flatMap((side) =>
    Array.from({ length: tufts }, (_, i) => {
      const at = -z + ((i + 0.5) / tufts) * d;
      const a = side * (x - 4);
      const b = side * (w / 2);
      return block(fringe, { x: [Math.min(a, b), Math.max(a, b)], y: [0, low], z: [at - 9, at + 9] }, 0);
    }),
  );
  return [
    block(pile, { x: [-x, x], y: [0, h * 0.9], z: [-z, z] }, Math.min(4, h / 3)),
    ...frame(inset, strip),
    ...frame(inset + strip * 1.5, strip * 0.3),
    ...threads,
  ];
}

function skins(colour: string): [Skin, Skin, Skin] {
  return [
    { stuff: "fabric", colour },
    { stuff: "fabric", colour: shade(colour, 0.42) },
    { stuff: "fabric", colour: shade(colour, 0.6) },
  ];
}

/** Returns a woven-in stripe, whose upper side is slightly above the pile. */
function flat(skin: Skin, { x, z }: Omit<Extent, "y">, h: number): Part {
  return block(skin, { x, y: [h * 0.5, h], z }, 0);
}

export function roundRug({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const [pile, border] = skins(colour);
  const r = w / 2;
  const ring = (from: number, to: number): Part =>
    turnedPart(
      border,
      [
        [r * to, h * 0.5],
        [r * to, h],
        [r * from, h],
        [r * from, h * 0.5],
      ],
      [0, 0],
      64,
    );
  const base = turnedPart(
    pile,
    [
      [0, 0],
      [r, 0],
      [r, h * 0.6],
      [r - 3, h * 0.9],
      [0, h * 0.9],
    ],
    [0, 0],
    64,
  );
  return [base, ring(0.86, 0.93), ring(0.78, 0.8), ring(0.4, 0.44)].map((part) => {
    part.geometry.scale(1, 1, d / w);
    return part;
  });
}

const greens = ["#5f7f4f", "#6d8f5a", "#4d6c45", "#7b9a63"];

export function plant({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const r = Math.min(w, d) / 2;
  const pot = Math.min(h * 0.34, r * 1.1);
  const wide = Math.min(r * 0.55, pot * 0.6);
  const roll = seededRandom(`${w} ${d} ${h}`);
  const count = Math.max(9, Math.min(26, Math.round(h / 60)));
  const leaves = Array.from({ length: count }, (_, i) => leafOn(i / count, { r, pot, top: h }, roll)).flat();
  return [
    turnedPart({ stuff: "plain", colour }, [
      [0, 0],
      [wide * 0.74, 0],
      [wide * 0.8, 8],
      [wide, pot - 10],
      [wide * 1.02, pot],
      [wide * 0.92, pot],
      [wide * 0.9, pot - 24],
    ]),
    turnedPart(
      { stuff: "plain", colour: "#3d3027" },
      [
        [wide * 0.92, pot - 22],
        [0, pot - 16],
      ],
      [0, 0],
      20,
    ),
    ...leaves,
  ];
}

/** Returns a stem from the pot with a leaf at its end; low leaves lean outwards, high ones are upright. */
function leafOn(
  part: number,
  { r, pot, top }: { r: number; pot: number; top: number },
  roll: () => number,
): Part[] {
  const turn = part * Math.PI * 2 * 5.236 + roll() * 0.5;
  const rise = pot + (top - pot) * (0.25 + 0.6 * part);
  const out = r * (0.62 - 0.42 * part) * (0.8 + roll() * 0.3);
  const from = new Vector3(Math.cos(turn) * 12, pot - 20, Math.sin(turn) * 12);
  const to = new Vector3(Math.cos(turn) * out, rise, Math.sin(turn) * out);
  const long = Math.min(r * 0.62, (top - pot) * 0.36) * (0.8 + roll() * 0.35);
  const colour = greens[Math.floor(roll() * greens.length)] ?? "#5f7f4f";
  const geometry = leafBlade(long, long * 0.52);
  const droop = 0.75 - part * 0.95 + roll() * 0.3;
  geometry.applyMatrix4(new Matrix4().makeRotationZ(-droop + 0.3));
  geometry.applyMatrix4(new Matrix4().makeRotationY(-turn)).translate(to.x, to.y, to.z);
  return [rod({ stuff: "plain", colour: "#58703f" }, from, to, 3, 6, 5), { stuff: "leaf", colour, geometry }];
}

/** Returns a leaf along +x, folded a little along its midrib and bent down at its end. */
function leafBlade(long: number, wide: number): BufferGeometry {
  const steps = 6;
  const points: number[] = [];
  const at = (i: number, side: number): [number, number, number] => {
    const t = i / steps;
    const half = (wide / 2) * Math.sin(Math.PI * t ** 0.75);
    return [t * long, long * (0.16 * t - 0.34 * t * t) + Math.abs(side) * half * 0.28, side * half];
  };
  for (let i = 0; i < steps; i++) {
    for (const side of [-1, 1]) {
      const quad = [at(i, 0), at(i + 1, 0), at(i + 1, side), at(i, side)] as const;
      // At the stem and at the tip the quad is a triangle.
      const order = i === 0 ? [0, 1, 2] : i === steps - 1 ? [0, 1, 3] : [0, 1, 2, 0, 2, 3];
      if (side > 0) order.reverse();
      for (const corner of order) points.push(...(quad[corner] ?? quad[0]));
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  geometry.computeVertexNormals();
  return geometry;
}
