import { expect, test } from "vitest";
import { coloursOf } from "../../src/panels/filter-form.ts";
import { catalog } from "../planner/harness.ts";

test("the colours of a catalogue are looked for once, each shown by the first of its kind", () => {
  const [product] = catalog.products;
  if (!product) throw new Error("The catalogue is empty.");
  let read = 0;
  const products = Array.from({ length: 5_000 }, (_, i) => ({
    ...product,
    id: `p${i}`,
    get variants() {
      read += 1;
      return product.variants;
    },
  }));
  const large = { ...catalog, products };
  const colours = coloursOf(large);
  expect([...colours.values()]).toEqual(["#d9c6a9", "#96a383"]);
  expect(read).toBe(5_000);
  expect(coloursOf(large)).toBe(colours);
  expect(read).toBe(5_000);
});
