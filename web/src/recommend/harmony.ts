// How well two colours go together.
//
// Colours are compared in OKLab (B. Ottosson, A perceptual color space for image processing, 2020). Hues go
// together by the types i, V and I of the templates of Y. Matsuda, as D. Cohen-Or and others use them (Color
// Harmonization, SIGGRAPH 2006): near each other, or opposite.

interface Lab {
  l: number;
  a: number;
  b: number;
}

/** Harmony of a colour with one without a hue, such as white or grey. */
const withNeutral = 0.7;
/** Chroma from which the hue of a colour counts fully. */
const vivid = 0.08;
/** Colours that differ by less are seen as the same. */
const same = 0.05;
/** Harmony by the difference of hues, up to so many degrees. */
const templates: readonly (readonly [degrees: number, harmony: number])[] = [
  [20, 1],
  [47, 0.8],
  [150, 0.35],
  [180, 0.8],
];

/** Returns how well two colours (`#rrggbb`) go together, from 0 to 1. */
export function harmony(one: string, other: string): number {
  const [p, q] = [labOf(one), labOf(other)];
  if (Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b) < same) return 1;
  const chroma = Math.min(Math.hypot(p.a, p.b), Math.hypot(q.a, q.b));
  const turn = Math.abs(hueOf(p) - hueOf(q));
  const apart = Math.min(turn, 360 - turn);
  const byHue = templates.find(([degrees]) => apart <= degrees)?.[1] ?? withNeutral;
  return withNeutral + (byHue - withNeutral) * Math.min(1, chroma / vivid);
}

function hueOf({ a, b }: Lab): number {
  return (Math.atan2(b, a) * 180) / Math.PI;
}

const labs = new Map<string, Lab>();

function labOf(colour: string): Lab {
  const known = labs.get(colour);
  if (known) return known;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lab = {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
  labs.set(colour, lab);
  return lab;
}

/** Converts a channel of sRGB, 0 to 1, to linear light. */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
