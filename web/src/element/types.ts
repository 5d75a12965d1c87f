import type { Finding, Own, Verdict } from "../model/index.ts";

// The element's API: the data of its events, and what the page may call. Money is in minor units (öre,
// cents), lengths in millimetres.
/** The reason of a verdict: the finding with its numbers, and a sentence in the element's language. */
export type Reason = Finding & { text: string };

/** One line of the cart: all items of the same product and variant that are mirrored, or all that are not. */
export interface CartLine {
  sku: string;
  product: string;
  variant: string;
  name: string;
  /** True if left and right of the items are exchanged; else left out. */
  mirrored?: true;
  quantity: number;
  /** Price of one item; undefined when the catalogue has no price in the currency. */
  unitPrice: number | undefined;
  /** Price of all items of the line; undefined as `unitPrice` is. */
  price: number | undefined;
  verdict: Verdict;
  reasons: readonly Reason[];
  /** Ids of the items in the room. */
  items: readonly string[];
}

/** A floor or wall paint that somebody chose and that the shop sells. */
export interface FinishLine {
  /** Empty if the catalogue has none. */
  sku: string;
  /** Id in the catalogue. */
  finish: string;
  name: string;
  /** Its area in tenths, rounded up, with the catalogue's waste. */
  squareMetres: number;
  /** Price of a square metre; undefined when the catalogue has no price in the currency. */
  unitPrice: number | undefined;
  /** Price of all of it; undefined as `unitPrice` is. */
  price: number | undefined;
}

/** Names a stored state of the room, of which the shop's back end can make a copy, or which an owner can restore. */
export interface StateName {
  /** The server's time, Unix milliseconds, as estimated. */
  at: number;
  /** The digest of that state (SPEC SY4), by which the server recognizes it. */
  digest: number;
}

/** The detail of a `cart` event: the room as it would be bought, and whether it fits. */
export interface CartDetail {
  room: string;
  /** The plan's version; `state` names the state of the whole room. */
  version: number;
  /** Digest of all items and the plan (SPEC SY4) for which the verdicts were computed. */
  digest: number;
  state: StateName;
  currency: string;
  /** Total of the lines and finishes that have a price. */
  total: number;
  /** The worst verdict of all lines. */
  verdict: Verdict;
  lines: readonly CartLine[];
  finishes: readonly FinishLine[];
}

export interface PlacedItem {
  id: string;
  /** Empty for a piece that is somebody's `own`. */
  product: string;
  variant: string;
  own?: Own;
  /** True if left and right of the product are exchanged. */
  mirrored?: boolean;
  /** The centre on the floor, and the height of the lower edge above it, millimetres. */
  x: number;
  y: number;
  z: number;
  /** Degrees, clockwise. */
  rotation: number;
}

/** The detail of a `change` event. */
export interface ChangeDetail {
  items: readonly PlacedItem[];
  total: number;
  currency: string;
  /** The plan's version; `state` names the state of the whole room. */
  version: number;
  /** Digest of all items and the plan (SPEC SY4). */
  digest: number;
  state: StateName;
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

/**
 * The detail of a `copied` event: a state of the room that was copied into a new one. A page that opens the copy
 * itself cancels the event; else the person gets a link to it.
 */
export interface CopiedDetail extends StateName {
  /** The room that was copied. */
  room: string;
  /** The new room. */
  copy: string;
}

/** A request to enter a room: posted to `token-url`, or passed to `getToken`. */
export interface TokenRequest {
  room: string;
  /** The user's current name, which may differ from the attribute. */
  name: string;
  /** A random id that this browser keeps. */
  sub: string;
  /** The code of the invitation link that was opened. */
  invite?: string;
}

/** The element's own events; all bubble and are composed. */
export interface PlannerEventMap {
  change: CustomEvent<ChangeDetail>;
  cart: CustomEvent<CartDetail>;
  error: CustomEvent<ErrorDetail>;
  invite: CustomEvent<InviteDetail>;
  copied: CustomEvent<CopiedDetail>;
}

/** The element's attributes, for tools that check a page's markup. */
export interface PlannerAttributes {
  /** `wss://…/v1?room=ID`. */
  "room-url": string;
  "token-url"?: string;
  "invite-url"?: string;
  "copy-url"?: string;
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

/** Formats of `exportAs`: a picture, a plan to scale, a shopping list, 3D models, and a picture of the 3D view. */
export type ExportKind = "png" | "pdf" | "list" | "glb" | "usdz" | "4k";

type Listening = boolean | AddEventListenerOptions;

/** The element's public interface; docs/embed.md is its reference. */
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
  /** Fetches a room token; set it to use something other than `token-url`. */
  getToken: ((request: TokenRequest) => Promise<string>) | undefined;
  /** Resolves when the room can be edited. */
  readonly ready: Promise<void>;
  readonly items: readonly PlacedItem[];
  /** The cart of the current room. Throws when no room is open. */
  readonly report: CartDetail;
  /**
   * Adds a product, by default in its first variant, or a piece that somebody has already; resolves to the
   * item's id, or rejects. Needs `ready`.
   */
  add(piece: string | Own, variant?: string): Promise<string>;
  select(ids: readonly string[]): void;
  /** Zooms to the whole room. */
  fit(): void;
  undo(): void;
  redo(): void;
  setView(view: "2d" | "3d"): void;
  /** Dispatches `cart`, and returns its detail. */
  cart(): CartDetail;
  /**
   * Creates a file of the room; of one item alone with its id, as "glb" or "usdz". "4k" needs the 3D view.
   * Rejects when it can't be made.
   */
  exportAs(kind: ExportKind, item?: string): Promise<Blob>;
  /** Creates an invitation link. Rejects when the shop refuses. */
  invite(role: "viewer" | "editor"): Promise<string>;
  /** Leaves the room. */
  close(): void;
}
