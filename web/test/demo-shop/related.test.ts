import { afterEach, expect, test, vi } from "vitest";
import { roleOf } from "../../src/arrange/roles.ts";
import { relatedTo } from "../../src/demo-shop/related.ts";
import { catalog, sold } from "../recommend/rooms.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const asked = {
  piece: sold("sofa.klinte", "moss"),
  catalog,
  pieceOf: ({ product, variant }: { product: string; variant: string }) => sold(product, variant),
  currency: "SEK",
  lang: "de",
  language: "de" as const,
};

test("RC3 four products of different roles go with a sofa, each with its reason in the page's language", async () => {
  const related = await relatedTo(asked);
  expect(related).toHaveLength(4);
  expect(new Set(related.map(({ piece }) => roleOf(piece))).size).toBe(4);
  for (const { piece, why } of related) {
    expect(roleOf(piece)).not.toBe("sofa");
    expect(why).toMatch(/Klinte/);
  }
});

test("RC3 what stands with the product in the shop's rooms comes first", async () => {
  const file = { schema: 1, minRooms: 5, pairs: { "desk.skrivan": { "sofa.klinte": 6 } } };
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(file)));
  const related = await relatedTo({
    ...asked,
    catalog: { ...catalog, pairs: "https://shop.example/pairs.json" },
  });
  expect(related[0]?.piece.product).toBe("desk.skrivan");
  expect(related[0]?.why).toBe("Steht oft im selben Raum wie Klinte.");
});

test("RC10 a file of pairs that can't be read changes nothing", async () => {
  vi.stubGlobal("fetch", async () => new Response("{}"));
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const related = await relatedTo({
    ...asked,
    catalog: { ...catalog, pairs: "https://shop.example/pairs.json" },
  });
  expect(warn).toHaveBeenCalledOnce();
  expect(related).toEqual(await relatedTo(asked));
});
