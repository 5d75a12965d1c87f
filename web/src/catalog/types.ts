// The shop's catalogue as the planner uses it. public/catalog/schema.json describes its JSON form,
// catalog.json; read.ts decodes it, and load.ts resolves its addresses.

import type { Kind, Mount, Size } from "../model/index.ts";

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
  tint?: Tint;
}

/** Colours (`#rrggbb`) by the names of a model's materials. */
export type Tint = Readonly<Record<string, string>>;

/** How a variant looks in a model that several variants share. */
export interface ModelLook {
  /** Names by which the file may call the variant: its id, its English name. */
  names: readonly string[];
  tint?: Tint;
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
  /** What holds it; by default what its kind needs, as `mountOf` says. */
  mount?: Mount;
  /** Height of its lowest point above the floor when it hangs on a wall, millimetres. */
  hangsAt?: number;
  /** Whether other pieces may stand on its top; by default what its kind allows, as `carries` says. */
  carries?: boolean;
  /** Whether it is also sold with left and right exchanged. */
  mirrorable?: boolean;
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

/** A surface of floors or walls. */
export interface Finish {
  id: string;
  on: "floor" | "wall";
  name: Localised;
  /** `#rrggbb` */
  colour: string;
  pattern: "plain" | "planks" | "herringbone" | "tiles" | "carpet";
  /** The shop's article number, if it sells the finish. */
  sku?: string;
  /** By the square metre. A finish without prices is not sold. */
  prices?: Prices;
  /** What is bought in addition for cutting, percent. */
  waste?: number;
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
  /** What floors and walls may be finished with; the first of each is the default. */
  finishes: readonly Finish[];
  /** Address of the products that stand together in the shop's rooms (RC8), resolved as the others. */
  pairs?: string;
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
  mount: Mount;
  /** Height of its lowest point when it hangs on a wall; 0 for others. */
  hangsAt: number;
  /** Whether other pieces may stand on its top. */
  carries: boolean;
  mirrorable: boolean;
  /** Whether left and right are exchanged; its clearance is already. */
  mirrored?: boolean;
  colour: string;
  prices: Prices;
  clearance: Clearance;
  packages: readonly Package[];
  /**
   * False for a product that the shop does not have (any more): it is drawn as a plain box, without a price.
   */
  known: boolean;
  /** Whether somebody has it already: it is on no bill, and is not delivered. */
  own: boolean;
  model?: string;
  /** Present if `model` is. */
  modelLook?: ModelLook;
}
