// What hangs on a wall, its back at -z: mirrors, pictures, shelves and curtains.

import { BufferAttribute, BufferGeometry, Vector3 } from "three";
import type { Size } from "../../model/index.ts";
import { books } from "./cases.ts";
import { block, type Extent, type Part, rod, type Skin, tilted, turnedPart } from "./part.ts";
import { seededRandom, shade } from "./shade.ts";

const iron: Skin = { stuff: "metal", colour: "#3a3632" };

function wooden(colour: string): Skin {
  return { stuff: "wood", colour };
}

/** Returns four rounded strips around a rectangle. */
function frame(skin: Skin, { width: w, depth: d, height: h }: Size, rim: number): Part[] {
  const z: readonly [number, number] = [-d / 2, d / 2];
  return [
    block(skin, { x: [-w / 2, w / 2], y: [0, rim], z }, 6, 2),
    block(skin, { x: [-w / 2, w / 2], y: [h - rim, h], z }, 6, 2),
    block(skin, { x: [-w / 2, -w / 2 + rim], y: [0, h], z }, 6, 2),
    block(skin, { x: [w / 2 - rim, w / 2], y: [0, h], z }, 6, 2),
  ];
}

/** Returns a standing mirror, or one for the wall. */
export function mirror(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const rim = Math.min(34, w / 8, h / 8);
  const face = d / 2 - Math.min(10, d / 3);
  const inner = { x: [-w / 2 + rim, w / 2 - rim], y: [rim, h - rim] } as const;
  return [
    ...frame(wooden(colour), size, rim),
    block({ stuff: "plain", colour: shade(colour, -0.4) }, { ...inner, z: [-d / 2, 0] }, 0),
    block({ stuff: "mirror", colour: "#eef3f4" }, { ...inner, z: [face - 4, face] }, 0),
  ];
}

/** Returns a frame with a passe-partout, and in it a low sun over hills, in shades of the colour. */
export function picture(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const rim = Math.min(22, w / 10, h / 10);
  const mat = Math.min(w, h) * 0.13;
  const face = d / 2 - Math.min(8, d / 3);
  const paint = (by: number): Skin => ({ stuff: "plain", colour: shade(colour, by) });
  const x = [-w / 2 + rim + mat, w / 2 - rim - mat] as const;
  const y = [rim + mat, h - rim - mat] as const;
  const [wide, tall] = [x[1] - x[0], y[1] - y[0]];
  const sun = Math.min(wide, tall) * 0.19;
  const layer = (part: number) => face - 1.5 + part * 1.4;
  const disc = turnedPart(
    paint(-0.12),
    [
      [0, -0.2],
      [sun, -0.2],
      [sun, 0],
      [0, 0],
    ],
    [0, 0],
    40,
  );
  tilted(disc, "x", Math.PI / 2, new Vector3()).geometry.translate(
    x[0] + wide * 0.63,
    y[0] + tall * 0.64,
    layer(0.75),
  );
  return [
    ...frame(wooden("#8a6a4c"), size, rim),
    block(
      { stuff: "plain", colour: "#f6f1e7" },
      { x: [-w / 2 + rim, w / 2 - rim], y: [rim, h - rim], z: [-d / 2, face - 1.5] },
      0,
    ),
    block(paint(0.72), { x, y, z: [face - 4, layer(0.5)] }, 0),
    disc,
    hill(paint(0.3), { x, y: [y[0], y[0] + tall * 0.46], z: [face - 4, layer(1)] }, 0.25),
    hill(paint(-0.3), { x, y: [y[0], y[0] + tall * 0.28], z: [face - 4, layer(1.3)] }, 0.7),
  ];
}

const hillSteps = 20;

/** Returns a hill, a front that is highest at `peak`, a part of its width. */
function hill(skin: Skin, { x, y, z }: Extent, peak: number): Part {
  const points: number[] = [];
  const at = (i: number): [number, number] => {
    const part = i / hillSteps;
    return [
      x[0] + (x[1] - x[0]) * part,
      y[0] + (y[1] - y[0]) * (0.62 + 0.38 * Math.cos((part - peak) * 2.6)),
    ];
  };
  for (let i = 0; i < hillSteps; i++) {
    const [[ax, ay], [bx, by]] = [at(i), at(i + 1)];
    points.push(ax, y[0], z[1], bx, y[0], z[1], bx, by, z[1], ax, y[0], z[1], bx, by, z[1], ax, ay, z[1]);
  }
  return { ...skin, geometry: withNormals(points) };
}

function withNormals(points: readonly number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  geometry.computeVertexNormals();
  return geometry;
}

/** Height of a shelf's compartment, and of a board; millimetres. */
const compartmentMm = 300;
const boardMm = 26;

/** Returns a board: alone when it is thin, on brackets when there is space for them, else with others below. */
export function wallShelf(size: Size, colour: string): Part[] {
  const { width: w, depth: d, height: h } = size;
  const skin = wooden(colour);
  const thick = h <= boardMm * 3 ? h : boardMm;
  const x = [-w / 2, w / 2] as const;
  const board = (top: number) => block(skin, { x, y: [top - thick, top], z: [-d / 2, d / 2] }, 4, 2);
  if (thick === h) return [board(h)];
  const sides = [-1, 1].map((side) => side * (w / 2 - Math.min(90, w / 6)));
  if (h <= compartmentMm) return [board(h), ...sides.flatMap((at) => bracket(at, d, h - thick))];
  const rows = Math.round((h - thick) / compartmentMm);
  const each = (h - thick) / rows;
  const roll = seededRandom(`${w} ${d} ${h}`);
  const compartments = Array.from({ length: rows }, (_, i): Extent => {
    const y = [thick + i * each, (i + 1) * each] as const;
    return { x: [-w / 2 + 110, w / 2 - 110], y, z: [-d / 2 + 12, d / 2 - 12] };
  });
  return [
    ...Array.from({ length: rows + 1 }, (_, i) => board(thick + i * each)),
    ...sides.map((at) => block(iron, { x: [at - 8, at + 8], y: [0, h - 2], z: [-d / 2, -d / 2 + 8] }, 0)),
    ...compartments.flatMap((within) => books(within, roll)),
  ];
}

/** Returns an angle of iron below a board, with a stay. */
function bracket(x: number, d: number, top: number): Part[] {
  const back = -d / 2;
  const wide: readonly [number, number] = [x - 10, x + 10];
  const arm = d * 0.78;
  return [
    block(iron, { x: wide, y: [0, top], z: [back, back + 6] }, 0),
    block(iron, { x: wide, y: [top - 6, top], z: [back, back + arm] }, 0),
    rod(iron, new Vector3(x, top * 0.15, back + 5), new Vector3(x, top - 5, back + arm * 0.85), 5, 5, 8),
  ];
}

/** Usual width of a curtain's fold, millimetres. */
const foldMm = 110;

/** Returns a rail with finials, and a curtain drawn aside to each of its ends. */
export function curtain({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const r = Math.min(14, h / 20, d / 6);
  const rail = h - Math.min(h * 0.1, r * 1.6);
  const end = Math.min(r * 2.2, w * 0.05);
  const wide = w * 0.3;
  const knob = (side: number) =>
    block(iron, {
      x: side < 0 ? [-w / 2, -w / 2 + end] : [w / 2 - end, w / 2],
      y: [2 * rail - h, h],
      z: [-r * 1.6, r * 1.6],
    });
  const cloth = (from: number) =>
    folds({ stuff: "fabric", colour }, { x: [from, from + wide], y: [0, rail], z: [-d / 2, d / 2] });
  return [
    rod(iron, new Vector3(-w / 2 + 2, rail, 0), new Vector3(w / 2 - 2, rail, 0), r),
    knob(-1),
    knob(1),
    cloth(-w / 2 + end),
    cloth(w / 2 - end - wide),
  ];
}

/** Thickness of cloth, and steps of a fold. */
const clothMm = 4;
const foldSteps = 10;

/** Returns a hanging cloth: a wave from above, a front and a back. */
function folds(skin: Skin, { x, y, z }: Extent): Part {
  const [long, middle] = [x[1] - x[0], (z[0] + z[1]) / 2];
  const thick = Math.min(clothMm, (z[1] - z[0]) / 8);
  const reach = (z[1] - z[0] - thick) / 2;
  const turns = Math.max(1, Math.round(long / foldMm)) * 2 * Math.PI;
  const steps = Math.round((turns / 2 / Math.PI) * foldSteps);
  const at = (i: number) => {
    const turn = (i / steps) * turns;
    const slope = (Math.cos(turn) * reach * turns) / long;
    const flat = Math.hypot(slope, 1);
    return {
      x: x[0] + (i / steps) * long,
      z: middle + Math.sin(turn) * reach,
      nx: -slope / flat,
      nz: 1 / flat,
    };
  };
  const position: number[] = [];
  const normal: number[] = [];
  for (let i = 0; i < steps; i++) {
    const [a, b] = [at(i), at(i + 1)];
    for (const side of [1, -1]) {
      const quad = [
        [a, y[0]],
        [b, y[0]],
        [b, y[1]],
        [a, y[1]],
      ] as const;
      for (const corner of side > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]) {
        const [p, height] = quad[corner] ?? quad[0];
        position.push(p.x, height, p.z + (side * thick) / 2);
        normal.push(p.nx * side, 0, p.nz * side);
      }
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(position), 3));
  geometry.setAttribute("normal", new BufferAttribute(new Float32Array(normal), 3));
  return { ...skin, geometry };
}
