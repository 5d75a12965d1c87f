// Furniture on legs: chairs, stools, benches, tables, desks.

import { Vector3 } from "three";
import type { Size } from "../../model/index.ts";
import { drawerFronts } from "./cases.ts";
import { block, cushion, type Part, rod, type Skin, turnedPart } from "./part.ts";
import { shade } from "./shade.ts";

function wooden(colour: string): Skin {
  return { stuff: "wood", colour };
}

const seatHeight = 450;
const frameWood = "#9a7350";

/** Returns four slightly splayed legs; `inset` is their distance from the outer corners at the top. */
function fourLegs(
  skin: Skin,
  { width: w, depth: d }: Size,
  height: number,
  thick: number,
  inset: number,
): Part[] {
  return [-1, 1].flatMap((sx) =>
    [-1, 1].map((sz) => {
      const foot = new Vector3(sx * (w / 2 - thick * 0.62), 0, sz * (d / 2 - thick * 0.62));
      const head = new Vector3(sx * (w / 2 - inset), height, sz * (d / 2 - inset));
      return rod(skin, foot, head, thick / 2, thick * 0.32);
    }),
  );
}

export function chair({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const seat = Math.min(seatHeight, h * 0.58);
  const wood = wooden(frameWood);
  const soft: Skin = { stuff: "fabric", colour };
  const size = { width: w, depth: d, height: h };
  const posts = [-1, 1].map((s) => {
    const low = new Vector3(s * (w / 2 - 45), seat - 30, -d / 2 + 45);
    return rod(wood, low, new Vector3(s * (w / 2 - 42), h - 20, -d / 2 + 16), 15);
  });
  const rest = cushion(
    soft,
    { x: [-w / 2 + 6, w / 2 - 6], y: [h - (h - seat) * 0.62, h], z: [-d / 2, -d / 2 + 46] },
    5,
  );
  return [
    ...fourLegs(wood, size, seat - 45, 38, 50),
    block(
      wood,
      { x: [-w / 2 + 24, w / 2 - 24], y: [seat - 70, seat - 40], z: [-d / 2 + 30, d / 2 - 24] },
      10,
    ),
    cushion(soft, { x: [-w / 2, w / 2], y: [seat - 48, seat + 12], z: [-d / 2 + 14, d / 2] }, 6),
    ...posts,
    rest,
  ];
}

export function stool({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const wood = wooden(colour);
  const size = { width: w, depth: d, height: h };
  const rail = h > 550 ? h * 0.35 : h * 0.45;
  return [
    cushion(wood, { x: [-w / 2, w / 2], y: [h - Math.min(42, h / 6), h], z: [-d / 2, d / 2] }, 5),
    ...fourLegs(wood, size, h - 20, 36, Math.min(w, d) * 0.24),
    ...[-1, 1].map((s) =>
      rod(wood, new Vector3(-w * 0.38, rail, s * d * 0.38), new Vector3(w * 0.38, rail, s * d * 0.38), 9),
    ),
    ...[-1, 1].map((s) =>
      rod(
        wood,
        new Vector3(s * w * 0.38, rail - 50, -d * 0.38),
        new Vector3(s * w * 0.38, rail - 50, d * 0.38),
        9,
      ),
    ),
  ];
}

export function bench({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const pad = Math.min(60, h * 0.14);
  const wood = wooden(frameWood);
  const size = { width: w, depth: d, height: h };
  return [
    ...fourLegs(wood, size, h - pad - 24, 46, Math.min(90, w / 6)),
    block(
      wood,
      { x: [-w / 2 + 6, w / 2 - 6], y: [h - pad - 34, h - pad + 4], z: [-d / 2 + 6, d / 2 - 6] },
      8,
    ),
    cushion({ stuff: "fabric", colour }, { x: [-w / 2, w / 2], y: [h - pad, h], z: [-d / 2, d / 2] }, 9),
  ];
}

export function table({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const wood = wooden(colour);
  const size = { width: w, depth: d, height: h };
  const board = Math.min(32, h / 6);
  const leg = Math.min(70, w / 12 + 20);
  const apron = Math.min(90, h * 0.16);
  const ax = w / 2 - leg - 20;
  const az = d / 2 - leg - 20;
  return [
    block(wood, { x: [-w / 2, w / 2], y: [h - board, h], z: [-d / 2, d / 2] }, Math.min(12, board * 0.4), 2),
    ...fourLegs(wood, size, h - board, leg, leg + 10),
    ...[-1, 1].map((s) =>
      block(wood, { x: [-ax, ax], y: [h - board - apron, h - board], z: [s * az - 11, s * az + 11] }, 3),
    ),
    ...[-1, 1].map((s) =>
      block(wood, { x: [s * ax - 11, s * ax + 11], y: [h - board - apron, h - board], z: [-az, az] }, 3),
    ),
  ];
}

/**
 * Returns a round table: a low one has three legs, a high one a pedestal. Oval when depth and width differ.
 */
export function roundTable({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const wood = wooden(colour);
  const r = w / 2;
  const board = Math.min(30, h / 6);
  const edge = board * 0.4;
  const top = turnedPart(
    wood,
    [
      [0, h - board],
      [r - edge * 2, h - board],
      [r, h - edge],
      [r - edge * 0.4, h - edge * 0.25],
      [r - edge, h],
      [0, h],
    ],
    [0, 0],
    56,
  );
  return [top, ...(h < 580 ? threeLegs(wood, r, h - board) : pedestal(wood, r, h - board))].map((part) => {
    part.geometry.scale(1, 1, d / w);
    return part;
  });
}

function threeLegs(skin: Skin, r: number, height: number): Part[] {
  return [0, 1, 2].map((i) => {
    const angle = (i / 3) * Math.PI * 2 + Math.PI / 2;
    const at = (reach: number, y: number) => new Vector3(Math.cos(angle) * reach, y, Math.sin(angle) * reach);
    return rod(skin, at(r * 0.82, 0), at(r * 0.5, height + 4), 20, 13);
  });
}

function pedestal(skin: Skin, r: number, height: number): Part[] {
  const foot = Math.min(r * 0.62, 330);
  return [
    turnedPart(skin, [
      [0, 0],
      [foot, 0],
      [foot, 12],
      [foot * 0.8, 26],
      [foot * 0.3, 60],
      [52, 130],
      [40, height * 0.5],
      [52, height - 90],
      [foot * 0.45, height - 18],
      [foot * 0.5, height],
    ]),
  ];
}

export function desk({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const wood = wooden(colour);
  const board = Math.min(28, h / 6);
  const unit = Math.min(420, w * 0.34);
  const x = [w / 2 - unit - 20, w / 2 - 20] as const;
  const z = [-d / 2 + 20, d / 2 - 14] as const;
  const low = h - board - Math.min(420, h * 0.56);
  const dark: Skin = { stuff: "metal", colour: "#3a3632" };
  const legs = [-1, 1].flatMap((sx) =>
    [-1, 1].map((sz) => {
      const fx = sx * (w / 2 - 50);
      const fz = sz * (d / 2 - 50);
      return rod(dark, new Vector3(fx, 0, fz), new Vector3(fx, h - board, fz), 16);
    }),
  );
  const rear = block(
    wood,
    { x: [-w / 2 + 60, w / 2 - 60], y: [h * 0.55, h - board], z: [-d / 2 + 40, -d / 2 + 56] },
    3,
  );
  const box = block(
    { stuff: "wood", colour: shade(colour, -0.1) },
    { x, y: [low, h - board], z: [z[0], z[1] - 18] },
    4,
  );
  return [
    block(wood, { x: [-w / 2, w / 2], y: [h - board, h], z: [-d / 2, d / 2] }, 8, 2),
    ...legs,
    rear,
    box,
    ...drawerFronts(wood, { x, y: [low + 4, h - board - 4], z: [z[1] - 20, z[1]] }, 1, 2),
  ];
}
