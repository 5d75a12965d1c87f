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

test("sizes are told by width and depth, those of what hangs on a wall by width and height", () => {
  expect(choicesOf(sofa, "sand").sizes.map(({ sides }) => sides)).toEqual([
    [1600, 900],
    [2200, 900],
  ]);
  const framed: [Variant, Variant] = [
    variant("s", "#d8c4a6", { width: 500, depth: 30, height: 700 }),
    variant("l", "#d8c4a6"),
  ];
  const picture: Product = {
    ...sofa,
    kind: "picture",
    size: { width: 700, depth: 30, height: 1000 },
    variants: framed,
  };
  expect(choicesOf(picture, "s").sizes.map(({ sides }) => sides)).toEqual([
    [500, 700],
    [700, 1000],
  ]);
});

test("sizes that differ only in the third length are told by all three", () => {
  const high = variant("high", "#d8c4a6", { width: 1600, depth: 900, height: 1100 });
  const { sizes } = choicesOf({ ...sofa, variants: [...sofa.variants, high] }, "sand");
  expect(sizes.map(({ sides }) => sides)).toEqual([
    [1600, 900, 800],
    [2200, 900],
    [1600, 900, 1100],
  ]);
});
