// Resolves an item's product and variant to a Piece with all its data.

import { isolated } from "../i18n/isolated.ts";
import { carries, drawnKind, mountOf, type Own, ownCarries } from "../model/index.ts";
import type { Catalog, Localised, Piece, Product } from "./types.ts";

/** Size of a piece that the shop no longer has, but that is still in the room; large enough to be visible. */
const unknownSize = { width: 600, depth: 600, height: 600 };
const unknownColour = "#b9aa98";

/** What an item says of its piece. */
export interface Chosen {
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
}

/** Returns a function that looks up items. It returns the same object each time: views compare references. */
export function pieceOf(catalog: Catalog, lang: string): (item: Chosen) => Piece {
  const products = new Map(catalog.products.map((p) => [p.id, p]));
  const made = new Map<string, Piece>();
  return ({ product, variant, own, mirrored = false }) => {
    const key = `${own ? JSON.stringify(own) : `${product}/${variant}`} ${mirrored}`;
    const found = made.get(key);
    if (found) return found;
    const sold = products.get(product);
    const plain = own ? ownPiece(own) : sold ? known(sold, variant, lang) : unknown(product, variant);
    const piece = mirrored && plain.mirrorable ? mirroredPiece(plain) : plain;
    made.set(key, piece);
    return piece;
  };
}

/** Returns a piece with left and right exchanged. */
function mirroredPiece(piece: Piece): Piece {
  const { left, right, ...rest } = piece.clearance;
  const clearance = { ...rest, left: right ?? 0, right: left ?? 0 };
  return { ...piece, mirrored: true, clearance };
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
  const { id, name, kind, clearance, hangsAt = 0, mirrorable = false } = product;
  const { model = product.model, tint } = variant;
  return {
    product: id,
    variant: variant.id,
    sku: variant.sku,
    name,
    what: inLanguage(product.what, lang),
    choice: inLanguage(variant.name, lang),
    kind,
    size: variant.size ?? product.size,
    mount: product.mount ?? mountOf(kind),
    hangsAt,
    carries: product.carries ?? carries(kind),
    mirrorable,
    colour: variant.colour,
    prices: variant.prices ?? product.prices,
    clearance,
    packages: variant.packages ?? product.packages,
    known: true,
    own: false,
    ...(model && { model, modelLook: { names: [variant.id, variant.name.en], ...(tint && { tint }) } }),
  };
}

const nothing = {
  sku: "",
  what: "",
  choice: "",
  hangsAt: 0,
  mirrorable: false,
  prices: {},
  clearance: {},
  packages: [],
};

function unknown(product: string, variant: string): Piece {
  return {
    ...nothing,
    product,
    variant,
    name: product,
    kind: "storage",
    size: unknownSize,
    mount: "floor",
    carries: true,
    colour: unknownColour,
    known: false,
    own: false,
  };
}

/** Returns the piece that somebody has already. Its name is typed by people, so its direction is isolated (AC9). */
function ownPiece({ kind, name, colour, width, depth, height }: Own): Piece {
  const drawn = drawnKind(kind);
  return {
    ...nothing,
    product: "",
    variant: "",
    name: isolated(name),
    kind: drawn,
    size: { width, depth, height },
    mount: mountOf(drawn),
    carries: ownCarries(drawn),
    mirrorable: drawn === "corner",
    colour,
    known: true,
    own: true,
  };
}
