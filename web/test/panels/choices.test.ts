import { expect, test } from "vitest";
import type { Product, Variant } from "../../src/catalog/types.ts";
import { choicesOf } from "../../src/panels/choices.ts";

const small = { width: 1600, depth: 900, height: 800 };
const large = { width: 2200, depth: 900, height: 800 };
const variant = (id: string, colour: string, size?: typeof small): Variant => ({
  id,
  sku: id,
  name: { en: id },
  colour,
  ...(size ? { size } : {}),
});
const sofa: Product = {
  id: "sofa",
  name: "Sofa",
  what: { en: "sofa" },
  kind: "sofa",
  category: "sofas",
  size: small,
  prices: {},
  clearance: {},
  packages: [],
  variants: [
    variant("sand", "#d8c4a6"),
    variant("moss", "#93a183"),
    variant("sand-l", "#d8c4a6", large),
    variant("clay-l", "#c07a5c", large),
  ],
};
const ids = (choices: readonly { variant: Variant; chosen: boolean }[]) =>
  choices.map((c) => (c.chosen ? `[${c.variant.id}]` : c.variant.id));

test("a colour keeps the size, and a size the colour, as far as they are made", () => {
  const { colours, sizes } = choicesOf(sofa, "sand-l");
  expect(ids(colours)).toEqual(["[sand-l]", "moss", "clay-l"]);
  expect(ids(sizes)).toEqual(["sand", "[sand-l]"]);
  expect(ids(choicesOf(sofa, "moss").sizes)).toEqual(["[moss]", "sand-l"]);
  expect(ids(choicesOf(sofa, "clay-l").colours)).toEqual(["sand-l", "moss", "[clay-l]"]);
});

test("a variant that is no longer made stands for the first", () => {
  expect(ids(choicesOf(sofa, "gone").colours)[0]).toBe("[sand]");
});
