// What the shop sells, as the planner uses it. catalog.json is its form on the wire
// (public/catalog/schema.json describes it); load.ts turns one into the other.

import type { Kind, Size } from "../model/index.ts";

/** A box that is carried in: millimetres, and grams. */
export interface Package extends Size {
  weight: number;
}

/** Millimetres that should stay free on a side, to open drawers or to get out of bed. */
export interface Clearance {
  front?: number;
  back?: number;
  left?: number;
  right?: number;
}

/** Text by language, `en` always there. */
export type Localised = { en: string } & Readonly<Record<string, string>>;

/** Prices by ISO 4217 currency, in its minor unit (öre, cents). */
export type Prices = Readonly<Record<string, number>>;

/** One choice of colour and size. What it doesn't say is the product's. */
export interface Variant {
  /** WR4: `[A-Za-z0-9._-]{1,64}`. */
  id: string;
  /** The shop's article number. */
  sku: string;
  name: Localised;
  /** `#rrggbb`: the fabric, or the surface. */
  colour: string;
  size?: Size;
  prices?: Prices;
  packages?: readonly Package[];
  image?: string;
  /** A GLB of its own, as the product's. */
  model?: string;
}

export interface Product {
  id: string;
  /** The name it is sold under, in every language. */
  name: string;
  /** What it is, in a word or two. */
  what: Localised;
  kind: Kind;
  category: string;
  size: Size;
  prices: Prices;
  clearance: Clearance;
  packages: readonly Package[];
  /** At least one; the first is what is added. */
  variants: readonly [Variant, ...Variant[]];
  /** A picture, resolved against the catalogue's address. */
  image?: string;
  /** A GLB, in metres, its front towards +z; else the body is built from parts. */
  model?: string;
  /** Its page in the shop. */
  url?: string;
}

export interface Category {
  id: string;
  name: Localised;
}

export interface Catalog {
  shop: string;
  /** In the shop's order of preference. */
  currencies: readonly [string, ...string[]];
  categories: readonly Category[];
  products: readonly Product[];
}

/** One product in one variant, with everything settled: what views, lists and checks work with. */
export interface Piece {
  product: string;
  variant: string;
  sku: string;
  name: string;
  /** What it is, in the person's language; empty when it is not known. */
  what: string;
  /** The variant in words; empty when it is not known. */
  choice: string;
  kind: Kind;
  size: Size;
  colour: string;
  prices: Prices;
  clearance: Clearance;
  packages: readonly Package[];
  /** False for a product that the shop does not have (any more): drawn as a plain box, without a price. */
  known: boolean;
  model?: string;
}
