import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { colourFamilies, colourFamily } from "../../src/catalog/colours.ts";
import { readCatalog } from "../../src/catalog/read.ts";
import { type Filters, isPrepared, prepare, search } from "../../src/catalog/search.ts";

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

describe("synonyms", () => {
  test.each([
    ["en", "couch", "sofa.tallo"],
    ["en", "settee", "sofa.tallo"],
    ["en", "closet", "wardrobe.gomman"],
    ["en", "bookcase", "shelf.lovsta"],
    ["sv", "klädskåp", "wardrobe.gomman"],
    ["sv", "bokhylla", "shelf.lovsta"],
    ["sv", "couch", "sofa.tallo"],
    ["de", "couch", "sofa.tallo"],
    ["de", "bücherregal", "shelf.lovsta"],
  ])("in %s: %s finds %s", (lang, text, id) => {
    expect(find(text, {}, lang)).toContain(id);
  });

  test("come after the word itself", () => {
    const named = catalog.products.map((p) => (p.id === "sofa.tallo" ? { ...p, name: "Couch" } : p));
    expect(search({ ...catalog, products: named }, "couch").map((p) => p.id)[0]).toBe("sofa.tallo");
  });
});

/** What people type, and what is found first: products whose ids begin so. */
const everyday: Record<string, readonly (readonly [asked: string, first: string])[]> = {
  en: [
    ["couch", "sofa."],
    ["couches", "sofa."],
    ["sofas", "sofa."],
    ["3 seater", "sofa.klinte"],
    ["three seater sofa", "sofa.klinte"],
    ["2 seater", "sofa.tallo"],
    ["loveseat", "sofa.tallo"],
    ["desk lamp", "lamp.kvallsro"],
    ["desk lamps", "lamp.kvallsro"],
    ["bedside lamp", "lamp.kvallsro"],
    ["byrå", "drawers."],
    ["Kommode", "drawers."],
    ["skrivbordslampa", "lamp.kvallsro"],
    ["king size bed", "bed.d"],
    ["queen bed", "bed.d"],
    ["dresser", "drawers."],
    ["dressers", "drawers."],
    ["tv stand", "tv."],
    ["night stand", "nightstand."],
    ["nightstands", "nightstand."],
    ["bookshelves", "shelf."],
    ["kitchen table", "table."],
    ["chandelier", "lamp.taklunda"],
    ["carpets", "rug."],
    ["benches", "bench."],
    ["office chair", "chair.pappra"],
    ["closets", "wardrobe."],
    ["l shaped sofa", "sofa.torpa"],
    ["lovseat", "sofa.tallo"],
  ],
  sv: [
    ["matgrupp", "chair."],
    ["golvlampor", "lamp.manljus"],
    ["soffor", "sofa."],
    ["3-sits soffa", "sofa.(klinte|havsro)"],
    ["3-sitssoffa", "sofa.(klinte|havsro)"],
    ["2-sits", "sofa.tallo"],
    ["tresits", "sofa.klinte"],
    ["stolar", "chair."],
    ["byråer", "drawers."],
    ["fåtöljer", "armchair."],
    ["speglar", "mirror."],
    ["garderober", "wardrobe."],
    ["mattor", "rug."],
    ["taklampor", "lamp.taklunda"],
    ["skrivbordslampa", "lamp.kvallsro"],
    ["tv-möbel", "tv."],
    ["nattduksbord", "nightstand."],
    ["köksbord", "table."],
    ["bokhyllor", "shelf.lovsta"],
    ["sängar", "bed."],
    ["hörnsoffor", "sofa.torpa"],
    ["gardiner", "curtain."],
    ["loveseat", "sofa.tallo"],
    ["Schreibtisch", "desk.skrivan"],
  ],
  de: [
    ["Essgruppe", "chair."],
    ["Schreibtischlampe", "lamp.kvallsro"],
    ["Schreibtischlampen", "lamp.kvallsro"],
    ["Stehlampen", "lamp.manljus"],
    ["Stühle", "chair."],
    ["Schränke", "(wardrobe|storage)."],
    ["Kleiderschränke", "wardrobe.gomman"],
    ["Betten", "bed."],
    ["Ehebett", "bed.d"],
    ["3-Sitzer", "sofa.klinte"],
    ["2er Sofa", "sofa.tallo"],
    ["Wohnlandschaft", "sofa.torpa"],
    ["Teppiche", "rug."],
    ["Kommoden", "drawers."],
    ["Nachttische", "nightstand."],
    ["Bücherregale", "shelf."],
    ["Fernsehtisch", "tv."],
    ["Deckenlampe", "lamp.taklunda"],
    ["Küchentisch", "table."],
    ["Sessel", "armchair."],
    ["Vorhänge", "curtain."],
    ["Spiegel", "mirror."],
    ["Bilder", "picture."],
    ["byrå", "drawers."],
  ],
};

describe("everyday words", () => {
  const table = Object.entries(everyday).flatMap(([lang, list]) =>
    list.map((row) => [lang, ...row] as const),
  );
  test.each(table)("in %s: %s finds %s first", (lang, asked, first) => {
    expect(find(asked, {}, lang)[0]).toMatch(new RegExp(`^${first}`));
  });

  test("for a width find the pieces of that width alone, or first", () => {
    expect(find("loveseat")).toEqual(["sofa.tallo"]);
    expect(find("3 seater")).toEqual(["sofa.klinte", "sofa.havsro"]);
    expect(find("king size bed")).toEqual(["bed.dvala", "bed.dromlund", "bed.nattro"]);
  });

  test.each([
    ["en", "dining set"],
    ["sv", "matgrupp"],
    ["de", "Essgruppe"],
  ])("in %s: %s finds tables to eat at, and chairs", (lang, asked) => {
    const found = find(asked, {}, lang);
    expect(found).toEqual(expect.arrayContaining(["table.norrsken", "table.rundlo", "chair.stavre"]));
    expect(found.some((id) => /^(sofa|bed|lamp|table\.alvik)/.test(id))).toBe(false);
  });

  test("of a kind come after the product's own words", () => {
    const named = catalog.products.map((p) => (p.id === "rug.ljung" ? { ...p, name: "Loveseat" } : p));
    expect(search({ ...catalog, products: named }, "loveseat").map((p) => p.id)).toEqual([
      "rug.ljung",
      "sofa.tallo",
    ]);
  });

  test("of another language count only if nothing has them in the page's", () => {
    const named = catalog.products.map((p) => (p.id === "rug.ljung" ? { ...p, name: "Byrå" } : p));
    expect(search({ ...catalog, products: named }, "byrå").map((p) => p.id)).toEqual(["rug.ljung"]);
  });

  test("find a shop's products that say what they are in no language but English", () => {
    const plain = catalog.products.map((p) => ({ ...p, what: { en: "" }, category: "" }));
    const products = plain as unknown as typeof catalog.products;
    expect(search({ ...catalog, products }, "golvlampor", {}, "sv")[0]?.id).toBe("lamp.manljus");
  });
});

describe("typing errors", () => {
  test.each([
    ["en", "klimte", "sofa.klinte"],
    ["en", "klnite", "sofa.klinte"],
    ["en", "wardorbe", "wardrobe.gomman"],
    ["en", "wardrob", "wardrobe.gomman"],
    ["sv", "sofa", "sofa.tallo"],
    ["sv", "soffaa", "sofa.tallo"],
    ["sv", "lövtsa", "shelf.lovsta"],
    ["de", "kleiderschrnak", "wardrobe.gomman"],
    ["de", "gruen", "sofa.klinte"],
    ["en", "coutch", "sofa.tallo"], // of a synonym
    ["en", "gren sofa", "sofa.klinte"],
  ])("in %s: %s finds %s", (lang, text, id) => {
    expect(find(text, {}, lang)).toContain(id);
  });

  test("count only if nothing has the word itself", () => {
    const renamed = catalog.products.map((p, i) => ({
      ...p,
      name: i === 0 ? "Klante" : i === 1 ? "Klinte" : "Other",
    }));
    const ids = search({ ...catalog, products: renamed }, "klinte").map((p) => p.id);
    expect(ids).toEqual([renamed[1]?.id]);
  });

  test("are not forgiven in short words and in numbers", () => {
    expect(find("xug")).toEqual([]);
    expect(find("HS-9007-01")).toEqual([]);
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

/** Returns a catalogue of this many products, each with a name of its own. */
function largeCatalog(count: number) {
  const [product] = catalog.products;
  if (!product) throw new Error("The catalogue is empty.");
  const products = Array.from({ length: count }, (_, i) => ({
    ...product,
    id: `p${i}`,
    name: `Klinte ${i}`,
  }));
  return { ...catalog, products };
}

/** Counts the texts that are read while `run` runs. */
async function textsRead(run: () => unknown): Promise<number> {
  const read = vi.spyOn(String.prototype, "normalize");
  try {
    await run();
    return read.mock.calls.length;
  } finally {
    read.mockRestore();
  }
}

test("the words of a large catalogue are found once, and not for each letter that is typed", async () => {
  const large = largeCatalog(5_000);
  expect(await textsRead(() => search(large, "k"))).toBeGreaterThan(5_000);
  const typed = await textsRead(() => {
    expect(search(large, "klinte 4999").map((p) => p.id)).toEqual(["p4999"]);
    expect(search(large, "klinte", { maxWidth: 1 })).toEqual([]);
  });
  expect(typed).toBeLessThan(10);
});

test("a large catalogue is indexed in slices with pauses, a small one without any", async () => {
  const large = largeCatalog(5_000);
  const slices: number[] = [];
  let seen = 0;
  const read = vi.spyOn(String.prototype, "normalize");
  try {
    await prepare(large, "en", async () => {
      slices.push(read.mock.calls.length - seen);
      seen = read.mock.calls.length;
    });
  } finally {
    read.mockRestore();
  }
  expect(slices.length).toBeGreaterThan(20);
  expect(Math.max(...slices)).toBeLessThan(400);
  expect(isPrepared(large, "en")).toBe(true);
  expect(isPrepared(large, "sv")).toBe(false);
  const pauses = vi.fn();
  void prepare({ ...catalog }, "en", pauses);
  expect(pauses).not.toHaveBeenCalled();
});
