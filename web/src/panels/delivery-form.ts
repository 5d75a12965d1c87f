import type { Delivery } from "../model/index.ts";

// The delivery as it is typed, one length after the other. A door of which only the width is known
// can't be checked, so a part is only stored in the plan when all its sides are typed.
type Part = keyof Delivery;
export type Side = "width" | "depth" | "height";
/** Lengths in millimetres by `part.side`, as far as they are typed. */
export type Typed = Readonly<Record<string, number>>;

/** Sides that are measured of each part. */
export const sides: Readonly<Record<Part, readonly Side[]>> = {
  door: ["width", "height"],
  corridor: ["width"],
  stairs: ["width"],
  lift: ["width", "depth", "height"],
};
export const parts = Object.keys(sides) as Part[];

/** Returns all known lengths: those stored in the plan, and those of parts that aren't complete yet. */
export function typedOf(delivery: Delivery | undefined, waiting: Typed): Typed {
  const known: Record<string, number> = { ...waiting };
  for (const part of parts) {
    for (const [side, length] of Object.entries(delivery?.[part] ?? {})) known[`${part}.${side}`] = length;
  }
  return known;
}

/** Returns a delivery of the parts of which every side is typed. */
export function deliveryOf(typed: Typed): Delivery {
  const whole = parts.filter((part) => sides[part].every((side) => typed[`${part}.${side}`] !== undefined));
  return Object.fromEntries(
    whole.map((part) => [
      part,
      Object.fromEntries(sides[part].map((side) => [side, typed[`${part}.${side}`]])),
    ]),
  );
}

/** Returns the lengths with one of them set, or removed if `length` is undefined. */
export function withLength(typed: Typed, part: Part, side: Side, length: number | undefined): Typed {
  const { [`${part}.${side}`]: _, ...rest } = typed;
  return length === undefined ? rest : { ...rest, [`${part}.${side}`]: length };
}

/** Reports whether some sides of a part are typed, but not all. */
export function isPartial(typed: Typed, part: Part): boolean {
  const known = sides[part].filter((side) => typed[`${part}.${side}`] !== undefined).length;
  return known > 0 && known < sides[part].length;
}

/** Returns the lengths that can't be stored yet: those of parts that aren't complete. */
export function waitingOf(typed: Typed): Typed {
  const partial = parts.filter((part) => isPartial(typed, part));
  return Object.fromEntries(
    Object.entries(typed).filter(([key]) => partial.some((part) => key.startsWith(`${part}.`))),
  );
}
