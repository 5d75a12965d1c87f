// The page's colours, read from the element's style sheet: the 3D view is light or dark as the page is.

import { Color } from "three";

const names = [
  "paper",
  "surface",
  "ink",
  "muted",
  "line",
  "accent",
  "focus",
  "mine",
  "held",
  "expiring",
  "lost",
  "wall",
  "floor",
  "measure",
] as const;

export type Palette = Readonly<Record<(typeof names)[number], Color>> & { dark: boolean };

/** Brightness of surfaces in the dark scheme, relative to the light one. */
const dusk = 0.62;

/** Returns the colour of a surface of the room, `#rrggbb`, which is darker in the dark scheme. */
export function shaded(colour: string, dark: boolean): Color {
  return new Color(colour).multiplyScalar(dark ? dusk : 1);
}

/** The colours that the room itself depends on. */
export type RoomPalette = Pick<Palette, "wall" | "dark">;

/** Returns the colour of ceilings, level and sloped, `#rrggbb`. */
export function ceilingColour({ dark }: Pick<RoomPalette, "dark">): string {
  return dark ? "#b9ae9f" : "#faf6ef";
}

/** Reads the colour tokens at an element; grey for a token that is not defined. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => new Color(style.getPropertyValue(`--${name}`).trim() || "#888888");
  const found = Object.fromEntries(names.map((name) => [name, colour(name)])) as Record<
    (typeof names)[number],
    Color
  >;
  const { r, g, b } = found.paper;
  return { ...found, dark: r + g + b < 0.9 };
}
