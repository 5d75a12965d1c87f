// A catalogue of any size, made of the demo shop's: each product with a name, sizes and prices of its own.

import { readFileSync } from "node:fs";

interface Product {
  id: string;
  name: string;
  size: { width: number };
  prices: Record<string, number>;
  variants: { sku: string }[];
}

const shop = JSON.parse(readFileSync(new URL("../public/catalog/catalog.json", import.meta.url), "utf8")) as {
  products: Product[];
};

const starts = [
  "Bjö",
  "Dal",
  "Ek",
  "Fal",
  "Gran",
  "Hav",
  "Is",
  "Kul",
  "Lin",
  "Mal",
  "Nor",
  "Ros",
  "Sand",
  "Tor",
  "Vin",
];
const middles = ["ber", "dun", "gel", "hol", "kar", "len", "mar", "nes", "rik", "sta", "tor", "vik"];
const ends = ["a", "by", "dal", "fors", "holm", "lund", "mo", "näs", "rum", "sund", "torp", "vall", "ås"];

/** Returns a catalogue of `count` products; always the same one. */
export function largeCatalog(count: number): unknown {
  const products = Array.from({ length: count }, (_, i) => {
    const product = shop.products[i % shop.products.length] as Product;
    return {
      ...product,
      id: `${product.id}.${i}`,
      name: nameOf(i),
      size: { ...product.size, width: product.size.width + (i % 7) * 10 },
      prices: Object.fromEntries(Object.entries(product.prices).map(([c, p]) => [c, p + (i % 50) * 1000])),
      variants: product.variants.map((v) => ({ ...v, sku: `${v.sku}-${i}` })),
    };
  });
  return { ...shop, products };
}

function nameOf(i: number): string {
  const of = (list: readonly string[], n: number) => list[n % list.length] ?? "";
  const [a, b] = [starts.length, starts.length * middles.length];
  return `${of(starts, i)}${of(middles, Math.floor(i / a))}${of(ends, Math.floor(i / b))}`;
}
