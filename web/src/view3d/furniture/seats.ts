// Upholstery: sofas, armchairs and ottomans.

import { Vector3 } from "three";
import type { Size } from "../../model/index.ts";
import { block, cushion, type Extent, type Part, rod, type Skin, tilted } from "./part.ts";
import { shade } from "./shade.ts";

const legWood = "#8a6544";

interface Upholstery {
  base: Skin;
  soft: Skin;
  accent: Skin;
  leg: Skin;
}

function upholstery(colour: string): Upholstery {
  return {
    base: { stuff: "fabric", colour: shade(colour, -0.08) },
    soft: { stuff: "fabric", colour },
    accent: { stuff: "fabric", colour: shade(colour, 0.45) },
    leg: { stuff: "wood", colour: legWood },
  };
}

export function sofa({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const skin = upholstery(colour);
  const arm = Math.min(170, w / 7);
  const seats = Math.min(4, Math.max(2, Math.round((w - 2 * arm) / 680)));
  return [
    ...frame(skin, { width: w, depth: d, height: h }, arm),
    ...seatRow(skin, [-w / 2 + arm, w / 2 - arm], seats, { depth: d, height: h }),
    ...pillows(skin, w / 2 - arm, d, h),
  ];
}

export function armchair({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const skin = upholstery(colour);
  const arm = Math.min(140, w / 6);
  return [
    ...frame(skin, { width: w, depth: d, height: h }, arm),
    ...seatRow(skin, [-w / 2 + arm, w / 2 - arm], 1, { depth: d, height: h }),
  ];
}

/**
 * Returns an L-shaped sofa: the long back at the rear, the short one at the right, the chaise to the front.
 */
export function corner({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const skin = upholstery(colour);
  const deep = Math.min(980, w * 0.45, d * 0.62);
  const foot = h * 0.13;
  const seat = h * 0.36;
  const back = Math.min(170, deep * 0.2);
  const left = -w / 2;
  const right = w / 2;
  const front = d / 2;
  const arm = Math.min(150, w / 10);
  const split = right - deep;
  const long: Extent = { x: [left, right], y: [foot, seat], z: [-d / 2, -d / 2 + deep] };
  const chaise: Extent = { x: [split, right], y: [foot, seat], z: [-d / 2 + deep - 20, front] };
  return [
    block(skin.base, long, 30, 2),
    block(skin.base, chaise, 30, 2),
    block(skin.base, { x: [left, right], y: [foot, h * 0.8], z: [-d / 2, -d / 2 + back] }, 50, 2),
    block(skin.base, { x: [right - back, right], y: [foot, h * 0.8], z: [-d / 2, front] }, 50, 2),
    block(skin.base, { x: [left, left + arm], y: [foot, h * 0.66], z: [-d / 2, -d / 2 + deep] }, 45, 2),
    ...seatRow(skin, [left + arm, split], 2, { depth: d, height: h }, -d / 2 + deep),
    ...chaiseCushions(skin, { x: [split, right - back], z: [-d / 2 + back, front] }, h),
    ...feet(skin.leg, long, foot),
    ...feet(skin.leg, chaise, foot),
  ];
}

function chaiseCushions(
  { soft, accent }: Upholstery,
  { x, z }: { x: readonly [number, number]; z: readonly [number, number] },
  h: number,
): Part[] {
  const low = h * 0.34;
  const top = h * 0.52;
  const lean = Math.min(190, (x[1] - x[0]) / 4);
  const length = (z[1] - z[0]) / 2;
  const behind = [0, 1].map((i) => {
    const at = z[0] + i * length;
    const shape: Extent = { x: [x[1] - lean, x[1] + 20], y: [top - 40, h], z: [at + 6, at + length - 6] };
    return cushion(soft, shape, 5);
  });
  const pillow: Extent = {
    x: [x[1] - lean - 190, x[1] - lean - 40],
    y: [top, top + 330],
    z: [z[0] + 60, z[0] + 410],
  };
  return [
    cushion(soft, { x: [x[0] + 4, x[1]], y: [low, top], z: [z[0], z[1] + 0] }, 9),
    ...behind,
    cushion(accent, pillow, 3.4),
  ];
}

/** Returns base, back, arms and feet. */
function frame({ base, leg }: Upholstery, { width: w, depth: d, height: h }: Size, arm: number): Part[] {
  const foot = h * 0.15;
  const seat = h * 0.36;
  const back = Math.min(180, d * 0.2);
  const armTop = h * 0.68;
  const left = -w / 2;
  const right = w / 2;
  const sides = [
    [left, left + arm],
    [right - arm, right],
  ] as const;
  return [
    block(base, { x: [left + 10, right - 10], y: [foot, seat], z: [-d / 2 + 10, d / 2 - 30] }, 25, 2),
    block(
      base,
      { x: [left + arm * 0.5, right - arm * 0.5], y: [foot, h * 0.84], z: [-d / 2, -d / 2 + back] },
      60,
      3,
    ),
    ...sides.map((x) =>
      block(base, { x, y: [foot, armTop], z: [-d / 2 + 20, d / 2] }, Math.min(60, arm * 0.42), 3),
    ),
    ...feet(leg, { x: [-w / 2, w / 2], z: [-d / 2, d / 2] }, foot + 5),
  ];
}

/** Returns tapered feet a little inside a rectangle's corners. */
function feet(skin: Skin, { x, z }: Pick<Extent, "x" | "z">, height: number): Part[] {
  const inset = Math.min(90, (x[1] - x[0]) / 8, (z[1] - z[0]) / 8);
  return [x[0] + inset, x[1] - inset].flatMap((fx) =>
    [z[0] + inset, z[1] - inset].map((fz) =>
      rod(skin, new Vector3(fx, 0, fz), new Vector3(fx, height, fz), 24, 15),
    ),
  );
}

/** Returns seat and back cushions, side by side. */
function seatRow(
  { soft }: Upholstery,
  [from, to]: readonly [number, number],
  count: number,
  { depth: d, height: h }: { depth: number; height: number },
  front = d / 2,
): Part[] {
  const each = (to - from) / count;
  const low = h * 0.34;
  const top = h * 0.53;
  const back = Math.min(180, d * 0.2);
  const thick = Math.min(210, d * 0.22);
  return Array.from({ length: count }, (_, i) => {
    const x = [from + each * i + 3, from + each * (i + 1) - 3] as const;
    const behind = -d / 2 + back;
    const lean = cushion(soft, { x, y: [top - 30, h], z: [behind - 30, behind - 30 + thick] }, 4.5);
    return [
      cushion(soft, { x, y: [low, top], z: [behind - 10, front + 0] }, 9),
      tilted(lean, "x", -0.07, new Vector3(0, h, behind)),
    ];
  }).flat();
}

/** Returns two scatter cushions that lean in the corners. */
function pillows({ accent }: Upholstery, reach: number, d: number, h: number): Part[] {
  const side = Math.min(430, h * 0.5, reach * 0.5);
  const z = -d / 2 + Math.min(400, d * 0.44);
  const y = h * 0.5;
  return [-1, 1].map((hand) => {
    const x = hand * (reach - side * 0.56);
    const shape: Extent = { x: [x - side / 2, x + side / 2], y: [y, y + side], z: [z - 70, z + 70] };
    const leaning = tilted(cushion(accent, shape, 3.2), "x", -0.32, new Vector3(x, y, z));
    return tilted(leaning, "y", hand * -0.35, new Vector3(x, y, z));
  });
}

export function ottoman({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  const skin = upholstery(colour);
  const foot = h * 0.22;
  return [
    block(skin.base, { x: [-w / 2 + 8, w / 2 - 8], y: [foot, h * 0.62], z: [-d / 2 + 8, d / 2 - 8] }, 30, 2),
    cushion(skin.soft, { x: [-w / 2, w / 2], y: [h * 0.55, h], z: [-d / 2, d / 2] }, 8),
    ...feet(skin.leg, { x: [-w / 2, w / 2], z: [-d / 2, d / 2] }, foot + 10),
  ];
}
