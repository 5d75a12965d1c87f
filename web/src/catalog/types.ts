// The shop's catalogue as the planner uses it. public/catalog/schema.json describes its JSON form,
// catalog.json; read.ts decodes it, and load.ts resolves its addresses.

import type { Kind, Size } from "../model/index.ts";

/** A parcel to be carried in: size in millimetres, weight in grams. */
export interface Package extends Size {
  weight: number;
}

/** Millimetres that should stay free on each side, e.g. to open drawers or to get out of bed. */
export interface Clearance {
  front?: number;
  back?: number;
  left?: number;
  right?: number;
}

/** Text by language; `en` is always present. */
export type Localised = { en: string } & Readonly<Record<string, string>>;

/** Prices by ISO 4217 currency, in its minor unit (öre, cents). */
export type Prices = Readonly<Record<string, number>>;

/** One choice of colour and size. Missing fields have the product's values. */
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
  /** A GLB like the product's. */
  model?: string;
}

export interface Product {
  id: string;
  /** The product's name, the same in all languages. */
  name: string;
  /** What the product is, in one or two words. */
  what: Localised;
  kind: Kind;
  category: string;
  size: Size;
  prices: Prices;
  clearance: Clearance;
  packages: readonly Package[];
  /** At least one; the first is the default. */
  variants: readonly [Variant, ...Variant[]];
  /** A picture, resolved against the catalogue's address. */
  image?: string;
  /** A GLB, in metres, with its front towards +z; without one the body is built from simple parts. */
  model?: string;
  /** The product's page in the shop. */
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

/** One product in one variant, with all values resolved: the input of views, lists and checks. */
export interface Piece {
  product: string;
  variant: string;
  sku: string;
  name: string;
  /** What it is, in the user's language; empty if unknown. */
  what: string;
  /** The variant's name; empty if unknown. */
  choice: string;
  kind: Kind;
  size: Size;
  colour: string;
  prices: Prices;
  clearance: Clearance;
  packages: readonly Package[];
  /**
   * False for a product that the shop does not have (any more): it is drawn as a plain box, without a price.
   */
  known: boolean;
  model?: string;
}
