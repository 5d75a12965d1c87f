import type { Place, Plan } from "../model/index.ts";

// What is known of a room's life: who changed what, and the room as it was.

/** Who, and when in Unix milliseconds. */
export interface Author {
  name: string;
  at: number;
}

/** An item as it stood. */
export interface Stood extends Place {
  id: string;
  product: string;
  variant: string;
  version: number;
}

/** One row as somebody left it. */
export type Change =
  | { kind: "item"; by: Author; item: Stood; removed: boolean }
  | { kind: "plan"; by: Author; plan: Plan };

/** The room at a moment, made of the newest version of each row. */
export interface Past {
  /** Undefined before there was a room. */
  plan: Plan | undefined;
  items: ReadonlyMap<string, Stood>;
  /** The versions of removed items, so that an older change can't bring them back. */
  gone: ReadonlyMap<string, number>;
}

/** A moment that somebody named. */
export interface Moment {
  at: number;
  name: string;
  by: Author;
}

/** Before the room's life. */
export const nothingYet: Past = { plan: undefined, items: new Map(), gone: new Map() };
