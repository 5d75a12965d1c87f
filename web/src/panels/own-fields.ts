// The fields that describe a piece that somebody has already: its lengths and its colour.

import { html, type TemplateResult } from "lit-html";
import { colourFamily, colourNames } from "../catalog/colours.ts";
import { inLanguage } from "../catalog/index.ts";
import type { Size } from "../model/index.ts";
import { ownLength } from "../model/limits.ts";
import { type LengthField, lengthField } from "../ui/length-field.ts";
import { swatch } from "../ui/swatch.ts";
import type { Context } from "./context.ts";

export const sides = ["width", "depth", "height"] as const satisfies readonly (keyof Size)[];
type Side = (typeof sides)[number];

/** Colours to choose without a mixer: woods, fabrics and paints. */
const colours = [
  "#f3efe8",
  "#d2b08a",
  "#86614a",
  "#2f2c2a",
  "#a3a19c",
  "#6d8299",
  "#93a183",
  "#c07a5c",
] as const;

/** Draws the three lengths; `take` gets one that was typed. */
export function sizeFields(
  { scene, pageWords }: Context,
  size: Size,
  rest: Pick<LengthField, "of" | "readonly">,
  take: (side: Side, length: number) => void,
): TemplateResult {
  const one = (side: Side) =>
    lengthField(scene, {
      ...rest,
      ...ownLength,
      label: pageWords.own[side],
      name: `own-${side}`,
      value: size[side],
      commit: (length) => length !== undefined && take(side, length),
    });
  return html`<div class="own-size">${sides.map(one)}</div>`;
}

/** Draws the colours; `choose` gets one as `#rrggbb`. */
export function colourField(
  { scene, pageWords }: Context,
  chosen: string,
  choose: (colour: string) => void,
  disabled = false,
): TemplateResult {
  const say = pageWords.own;
  const mix = (event: Event) => choose((event.target as HTMLInputElement).value.toLowerCase());
  return html`<div class="inspector-choice"><h4>${say.colour}</h4>
    <div class="swatches" role="group" aria-label=${say.colour}>${colours.map((colour) =>
      swatch(
        colour,
        inLanguage(colourNames[colourFamily(colour)], scene.lang),
        colour === chosen,
        () => choose(colour),
        disabled,
      ),
    )}<input type="color" class="own-mixer" data-field="own-colour" aria-label=${say.anyColour} title=${say.anyColour}
        .value=${chosen} ?disabled=${disabled} @change=${mix} /></div></div>`;
}
