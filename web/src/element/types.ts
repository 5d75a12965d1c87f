import type { Finding, Verdict } from "../model/index.ts";

// What the element tells its page, and what the page may ask of it. Money is in minor
// units (öre, cents), lengths in millimetres.
/** Why a verdict is what it is: the finding with its numbers, and a sentence in the element's language. */
export type Reason = Finding & { text: string };

/** One line of the cart: all items of the same product and variant. */
export interface CartLine {
  sku: string;
  product: string;
  variant: string;
  name: string;
  quantity: number;
  /** Of one; undefined when the catalogue has no price in the currency. */
  unitPrice: number | undefined;
  /** Of all. */
  price: number | undefined;
  verdict: Verdict;
  reasons: readonly Reason[];
  /** The items in the room, by id. */
  items: readonly string[];
}

/** The detail of a `cart` event: the room as it would be bought, and whether it fits. */
export interface CartDetail {
  room: string;
  /** The plan's version. */
  version: number;
  /** Of all items and the plan (SPEC SY4): what the verdicts were made for. */
  digest: number;
  currency: string;
  /** Of the lines that have a price. */
  total: number;
  /** The worst of all lines. */
  verdict: Verdict;
  lines: readonly CartLine[];
}

export interface PlacedItem {
  id: string;
  product: string;
  variant: string;
  x: number;
  y: number;
  rotation: number;
}

/** The detail of a `change` event. */
export interface ChangeDetail {
  items: readonly PlacedItem[];
  total: number;
  currency: string;
  /** The plan's version. */
  version: number;
  /** Of all items and the plan (SPEC SY4). */
  digest: number;
}

/** The detail of an `error` event; `code` is one of the errors in docs/embed.md. */
export interface ErrorDetail {
  code: string;
  message: string;
}

/** The detail of an `invite` event. */
export interface InviteDetail {
  role: "viewer" | "editor";
  link: string;
}

/** Who wants to enter which room: what is posted to `token-url`, and told to `getToken`. */
export interface TokenRequest {
  room: string;
  /** As the person is called now: they may have changed it. */
  name: string;
  /** A random id that this browser keeps. */
  sub: string;
  /** The code of the link that they came by. */
  invite?: string;
}

/** The element's own events, all bubbling and composed. */
export interface PlannerEventMap {
  change: CustomEvent<ChangeDetail>;
  cart: CustomEvent<CartDetail>;
  error: CustomEvent<ErrorDetail>;
  invite: CustomEvent<InviteDetail>;
}

/** The element's attributes, for whatever checks a page's markup. */
export interface PlannerAttributes {
  /** `wss://…/v1?room=ID`. */
  "room-url": string;
  "token-url"?: string;
  "invite-url"?: string;
  "catalog-url"?: string;
  "api-url"?: string;
  invite?: string;
  name?: string;
  product?: string;
  variant?: string;
  view?: "2d" | "3d";
  /** BCP 47. */
  lang?: string;
  /** ISO 4217. */
  currency?: string;
}

type Listening = boolean | AddEventListenerOptions;

/** The element as a page sees it: docs/embed.md is its reference. */
export interface PlannerElement extends HTMLElement {
  addEventListener<K extends keyof PlannerEventMap>(
    type: K,
    listener: (this: PlannerElement, event: PlannerEventMap[K]) => unknown,
    options?: Listening,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: Listening,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: Listening): void;
  /** Gets a room token; set it to use something other than `token-url`. */
  getToken: ((request: TokenRequest) => Promise<string>) | undefined;
  /** Resolves when the room is there. */
  readonly ready: Promise<void>;
  readonly items: readonly PlacedItem[];
  /** The cart as it would be handed over now. */
  readonly report: CartDetail;
  /** Adds a product, its first variant unless told; its id. Rejects where there is no such product. Needs `ready`. */
  add(product: string, variant?: string): Promise<string>;
  select(ids: readonly string[]): void;
  /** Shows the whole room. */
  fit(): void;
  undo(): void;
  redo(): void;
  setView(view: "2d" | "3d"): void;
  /** Hands the cart over: fires `cart`, and returns its detail. */
  cart(): CartDetail;
  exportAs(kind: "png" | "pdf" | "list"): Promise<Blob>;
  /** An invite link for others. Rejects when the shop gives none. */
  invite(role: "viewer" | "editor"): Promise<string>;
  /** Leaves the room. */
  close(): void;
}
