// Lamps: on the floor, on another piece, and on the ceiling.

import type { Size } from "../../model/index.ts";
import type { Turn } from "./lathe.ts";
import { type Part, type Skin, turnedPart } from "./part.ts";
import { shade } from "./shade.ts";

const dark: Skin = { stuff: "metal", colour: "#4a423a" };
const light: Skin = { stuff: "glow", colour: "#fff1cf" };

function cloth(colour: string): Skin {
  return { stuff: "glow", colour: shade(colour, 0.35) };
}

/** Returns a floor lamp: a foot, a pole, a glowing shade. */
export function lamp(size: Size, colour: string): Part[] {
  const { r, h } = measured(size);
  const tall = Math.min(h * 0.4, size.width * 0.85);
  const low = h - tall;
  const foot = Math.min(r * 0.72, 150);
  const base: Turn[] = [
    [0, 0],
    [foot, 0],
    [foot, 14],
    [foot * 0.85, 22],
    [16, 30],
    [0, 30],
  ];
  return oval(size, [
    turnedPart(dark, base),
    pole(9, 24, low + tall * 0.8),
    ...drum(cloth(colour), r, r * 0.66, low, h),
    bulb(low + tall * 0.42, Math.min(38, r * 0.3)),
  ]);
}

/** Returns a table lamp: a glazed foot, flat below, a neck, and a shade as wide as the lamp. */
export function tableLamp(size: Size, colour: string): Part[] {
  const { r, h } = measured(size);
  const low = h * 0.52;
  const belly = r * 0.58;
  const foot: Turn[] = [
    [0, 0],
    [belly * 0.7, 0],
    [belly * 0.74, low * 0.03],
    [belly * 0.94, low * 0.2],
    [belly, low * 0.38],
    [belly * 0.9, low * 0.56],
    [belly * 0.5, low * 0.74],
    [belly * 0.24, low * 0.86],
    [belly * 0.22, low * 0.9],
    [0, low * 0.9],
  ];
  return oval(size, [
    turnedPart({ stuff: "plain", colour: shade(colour, -0.3) }, foot),
    pole(Math.min(7, r * 0.12), low * 0.88, h * 0.8),
    ...drum(cloth(colour), r, r * 0.7, low, h),
    bulb(h * 0.72, Math.min(30, r * 0.28)),
  ]);
}

/** Returns a lamp whose size includes its cable: a shade at the bottom, a canopy on the ceiling. A low one has no cable. */
export function ceilingLamp(size: Size, colour: string): Part[] {
  const { r, h } = measured(size);
  return oval(size, h < r * 1.2 ? flush(r, h, colour) : pendant(r, h, colour));
}

/** Returns a drum close to the ceiling, with a diffuser below. */
function flush(r: number, h: number, colour: string): Part[] {
  const plate = h * 0.14;
  const body: Turn[] = [
    [0, h * 0.08],
    [r * 0.94, h * 0.08],
    [r * 0.97, 0],
    [r, 0],
    [r, h - plate],
    [0, h - plate],
  ];
  const lid: Turn[] = [
    [0, h - plate],
    [r * 0.8, h - plate],
    [r * 0.8, h],
    [0, h],
  ];
  return [
    turnedPart(cloth(colour), body, [0, 0], 48),
    turnedPart(
      light,
      [
        [0, h * 0.07],
        [r * 0.93, h * 0.07],
      ],
      [0, 0],
      48,
    ),
    turnedPart(dark, lid, [0, 0], 48),
  ];
}

/** Returns a bowl that is open below, on a cable. */
function pendant(r: number, h: number, colour: string): Part[] {
  const tall = Math.min(h * 0.62, r * 1.15);
  const canopy = Math.min(60, r * 0.5);
  const rise = Math.min(34, h * 0.06);
  const bowl = (by: number) =>
    Array.from({ length: 9 }, (_, i): Turn => {
      const angle = (i / 8) * (Math.PI / 2);
      return [
        r * by * Math.cos(angle) + (i === 8 ? 0 : r * 0.1 * Math.sin(angle)),
        tall * by * Math.sin(angle),
      ];
    });
  const cap: Turn[] = [
    [0, tall * 0.96],
    [r * 0.16, tall * 0.96],
    [r * 0.14, tall + rise * 0.6],
    [3, tall + rise],
  ];
  const plate: Turn[] = [
    [3, h - rise],
    [canopy * 0.9, h - rise * 0.5],
    [canopy, h - 2],
    [canopy, h],
    [0, h],
  ];
  return [
    turnedPart({ stuff: "plain", colour }, bowl(1), [0, 0], 48),
    turnedPart(light, [...bowl(0.97)].reverse(), [0, 0], 48),
    bulb(tall * 0.42, Math.min(45, r * 0.3)),
    turnedPart(dark, cap, [0, 0], 24),
    pole(3, tall, h - rise * 0.5),
    turnedPart(dark, plate, [0, 0], 24),
  ];
}

function measured({ width: w, depth: d, height: h }: Size): { r: number; h: number } {
  return { r: Math.min(w, d) / 2, h };
}

/** Makes round parts as wide and as deep as the lamp. */
function oval({ width: w, depth: d }: Size, parts: Part[]): Part[] {
  const across = Math.min(w, d);
  for (const { geometry } of parts) geometry.scale(w / across, 1, d / across);
  return parts;
}

function pole(r: number, from: number, to: number): Part {
  return turnedPart(
    dark,
    [
      [r, from],
      [r, to],
    ],
    [0, 0],
    12,
  );
}

/** Returns a shade that is open above and below, seen from outside and from inside; `r` is its radius below. */
function drum(skin: Skin, r: number, top: number, low: number, h: number): Part[] {
  const outside: Turn[] = [
    [r, low],
    [r * 0.98, low + 4],
    [top * 1.03, h - 2],
    [top, h],
  ];
  const inside: Turn[] = [
    [top, h - 1],
    [top * 0.97, h - 4],
    [top, h - 8],
    [r * 0.96, low + 4],
  ];
  return [outside, inside].map((outline) => turnedPart(skin, outline, [0, 0], 48));
}

function bulb(middle: number, r: number): Part {
  const outline = Array.from({ length: 9 }, (_, i): Turn => {
    const angle = (i / 8 - 0.5) * Math.PI;
    return [Math.cos(angle) * r, middle + Math.sin(angle) * r];
  });
  return turnedPart(light, outline, [0, 0], 16);
}
