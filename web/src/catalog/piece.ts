// Resolves an item's product and variant to a Piece with all its data.

import type { Catalog, Localised, Piece, Product } from "./types.ts";

/** Size of a piece that the shop no longer has, but that is still in the room; large enough to be visible. */
const unknownSize = { width: 600, depth: 600, height: 600 };
const unknownColour = "#b9aa98";

/** Returns a function that looks up items. It returns the same object each time: views compare references. */
export function pieceOf(
  catalog: Catalog,
  lang: string,
): (item: { product: string; variant: string }) => Piece {
  const products = new Map(catalog.products.map((p) => [p.id, p]));
  const made = new Map<string, Piece>();
  return ({ product, variant }) => {
    const key = `${product}/${variant}`;
    const found = made.get(key);
    if (found) return found;
    const sold = products.get(product);
    const piece = sold ? known(sold, variant, lang) : unknown(product, variant);
    made.set(key, piece);
    return piece;
  };
}

/** Returns the text for the language with its region, for the language alone, or in English. */
export function inLanguage(text: Localised, lang: string): string {
  const primary = lang.split("-")[0] ?? lang;
  return text[lang] ?? text[primary] ?? text.en;
}

/**
 * Returns the piece of a product; the first variant replaces one that the product does not have (any more).
 */
function known(product: Product, variantId: string, lang: string): Piece {
  const variant = product.variants.find((v) => v.id === variantId) ?? product.variants[0];
  const { id, name, kind, clearance } = product;
  const model = variant.model ?? product.model;
  return {
    product: id,
    variant: variant.id,
    sku: variant.sku,
    name,
    what: inLanguage(product.what, lang),
    choice: inLanguage(variant.name, lang),
    kind,
    size: variant.size ?? product.size,
    colour: variant.colour,
    prices: variant.prices ?? product.prices,
    clearance,
    packages: variant.packages ?? product.packages,
    known: true,
    ...(model === undefined ? {} : { model }),
  };
}

function unknown(product: string, variant: string): Piece {
  return {
    product,
    variant,
    sku: "",
    name: product,
    what: "",
    choice: "",
    kind: "storage",
    size: unknownSize,
    colour: unknownColour,
    prices: {},
    clearance: {},
    packages: [],
    known: false,
  };
}
