// The shop's furniture: true sizes in millimetres, seen from above.

/** How a product is drawn; drawing.ts has one way for each. */
export type Kind =
  | "sofa"
  | "corner"
  | "armchair"
  | "chair"
  | "table"
  | "round-table"
  | "bed"
  | "storage"
  | "shelf"
  | "desk"
  | "lamp"
  | "rug"
  | "round-rug"
  | "plant";

export interface Product {
  id: string;
  name: string;
  /** What it is, in a word or two. */
  what: string;
  kind: Kind;
  /** Across, when it stands unturned. */
  width: number;
  /** Front to back. */
  depth: number;
  /** Kronor. */
  price: number;
  /** The first is what is added. Empty: there is only one. */
  variants: readonly Variant[];
}

/** The colours that the style sheet knows. */
export type Variant = "sand" | "moss" | "clay" | "ink";

/** All fabrics, beginning with the one that a product is shown in. */
function fabrics(first: Variant): readonly Variant[] {
  const all: readonly Variant[] = ["sand", "moss", "clay", "ink"];
  return [first, ...all.filter((v) => v !== first)];
}

export const catalogue: readonly Product[] = [
  product("sofa.klinte", "Klinte", "three-seat sofa", "sofa", 2180, 930, 8490, fabrics("sand")),
  product("sofa.torpa", "Torpa", "corner sofa", "corner", 2560, 1640, 12990, fabrics("ink")),
  product("armchair.myrten", "Myrten", "armchair", "armchair", 820, 840, 3290, fabrics("moss")),
  product("table.alvik", "Alvik", "coffee table", "round-table", 900, 900, 1890),
  product("table.norrsken", "Norrsken", "dining table", "table", 1800, 900, 4990),
  product("chair.stavre", "Stavre", "dining chair", "chair", 460, 520, 790, fabrics("sand")),
  product("bed.dvala", "Dvala", "double bed", "bed", 1680, 2080, 7490, fabrics("ink")),
  product("storage.fjordby", "Fjordby", "sideboard", "storage", 1600, 420, 3990),
  product("shelf.lovsta", "Lövsta", "bookcase", "shelf", 800, 300, 1290),
  product("desk.skrivan", "Skrivan", "desk", "desk", 1400, 700, 2490),
  product("lamp.manljus", "Månljus", "floor lamp", "lamp", 380, 380, 990),
  product("rug.ljung", "Ljung", "rug", "rug", 2400, 1700, 2190, fabrics("clay")),
  product("rug.maste", "Måste", "round rug", "round-rug", 1950, 1950, 1790, fabrics("moss")),
  product("plant.gronska", "Grönska", "potted plant", "plant", 620, 620, 349),
];

function product(
  id: string,
  name: string,
  what: string,
  kind: Kind,
  width: number,
  depth: number,
  price: number,
  variants: readonly Variant[] = [],
): Product {
  return { id, name, what, kind, width, depth, price, variants };
}

const byId = new Map(catalogue.map((p) => [p.id, p]));

/** The product of an item. One that this shop does not have (any more) is shown as a plain box. */
export function productOf(id: string): Product {
  return byId.get(id) ?? product(id, id, "", "storage", 600, 600, 0);
}

/** The word after `v-` in a class: a variant this page can draw, or its first. */
export function variantOf(product: Product, variant: string): Variant | undefined {
  return product.variants.find((v) => v === variant) ?? product.variants[0];
}

/** True for what lies on the floor, under everything else. */
export function flat(product: Product): boolean {
  return product.kind === "rug" || product.kind === "round-rug";
}
