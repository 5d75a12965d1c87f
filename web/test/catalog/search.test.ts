import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { colourFamilies, colourFamily } from "../../src/catalog/colours.ts";
import { readCatalog } from "../../src/catalog/read.ts";
import { type Filters, search } from "../../src/catalog/search.ts";

const url = new URL("../../public/catalog/catalog.json", import.meta.url);
const { catalog } = readCatalog(JSON.parse(readFileSync(url, "utf8")));
const find = (text: string, filters: Filters = {}, lang = "en") =>
  search(catalog, text, filters, lang).map((p) => p.id);

describe("words", () => {
  test.each([
    ["klinte", "sofa.klinte"],
    ["LÖVSTA", "shelf.lovsta"],
    ["lovsta", "shelf.lovsta"],
    ["lov", "shelf.lovsta"],
    ["round dining", "table.rundlo"],
    ["dining round", "table.rundlo"],
    ["HS-1007-01", "sofa.klinte"],
  ])("%j finds %s first", (text, id) => {
    expect(find(text)[0]).toBe(id);
  });

  test("in the person's language and in English", () => {
    expect(find("soffa", {}, "sv")).toContain("sofa.torpa");
    expect(find("hörnsoffa", {}, "sv")[0]).toBe("sofa.torpa");
    expect(find("kleiderschrank", {}, "de")[0]).toBe("wardrobe.gomman");
    expect(find("sofa", {}, "sv")).toContain("sofa.torpa");
  });

  test("for colours, in any language", () => {
    expect(find("green sofa")[0]).toBe("sofa.klinte");
    expect(find("grön soffa", {}, "sv")).toContain("sofa.klinte");
    expect(find("grun sofa", {}, "de")).toContain("sofa.klinte");
  });

  test("that are nowhere find nothing, and none find all in the shop's order", () => {
    expect(find("klinte zeppelin")).toEqual([]);
    expect(find("  ")).toEqual(catalog.products.map((p) => p.id));
  });

  test("of any kind are no error, and more of them never find more", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const few = find(a);
        const more = find(`${a} ${b}`);
        expect(few).toEqual(expect.arrayContaining(more));
      }),
    );
  });
});

describe("filters", () => {
  test("keep a category, a width, a price and a colour", () => {
    expect(find("", { category: "beds" })).toContain("bed.dvala");
    expect(find("", { category: "beds" }).every((id) => /^(bed|nightstand)\./.test(id))).toBe(true);
    expect(find("", { category: "storage", maxWidth: 400 })).toEqual(["drawers.tofsen", "shelf.lovsta"]);
    expect(find("sofa", { maxPrice: 649000, currency: "SEK" })).toEqual(["sofa.tallo"]);
    expect(find("", { colour: "violet" })).toEqual(["sofa.ekviken", "ottoman.mossto", "curtain.skymma"]);
  });

  test("leave out what has no price in a currency, only when the price is asked for", () => {
    expect(find("", { maxPrice: 1e9, currency: "NOK" })).toEqual([]);
    expect(find("", { currency: "NOK" })).toHaveLength(catalog.products.length);
  });
});

describe("colours", () => {
  test.each([
    ["#f4f1ea", "white"],
    ["#2f2c2a", "black"],
    ["#55565a", "grey"],
    ["#d8c4a6", "beige"],
    ["#93a183", "green"],
    ["#6d8299", "blue"],
    ["#8b6750", "brown"],
    ["#c98a3c", "yellow"],
    ["#303a5c", "blue"],
    ["#777777", "grey"],
    ["#b03040", "red"],
    ["#d2b08a", "beige"],
    ["#cf9d45", "yellow"],
    ["#d3a59b", "pink"],
    ["#7c5670", "violet"],
    ["#ff0000", "red"],
    ["#ff8800", "orange"],
    ["#ffee00", "yellow"],
    ["#FF69B4", "pink"],
  ])("%s is %s", (colour, family) => {
    expect(colourFamily(colour)).toBe(family);
  });

  test("of any kind have a family", () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).padStart(2, "0"));
    fc.assert(
      fc.property(channel, channel, channel, (r, g, b) => {
        expect(colourFamilies).toContain(colourFamily(`#${r}${g}${b}`));
      }),
    );
  });
});

test("the words of a large catalogue are found once, and not for each letter that is typed", () => {
  const [product] = catalog.products;
  if (!product) throw new Error("The catalogue is empty.");
  const products = Array.from({ length: 5_000 }, (_, i) => ({
    ...product,
    id: `p${i}`,
    name: `Klinte ${i}`,
  }));
  const large = { ...catalog, products };
  const read = vi.spyOn(String.prototype, "normalize");
  try {
    expect(search(large, "k", {}, "en")).toHaveLength(5_000);
    expect(read.mock.calls.length).toBeGreaterThan(5_000);
    read.mockClear();
    expect(search(large, "klinte 4999", {}, "en").map((p) => p.id)).toEqual(["p4999"]);
    expect(read.mock.calls.length).toBeLessThan(10);
  } finally {
    read.mockRestore();
  }
});
