import type { Own, Place, Plan } from "../model/index.ts";

// Types of a room's history: changes with their authors, and past states.

/** Author of a change, and its time in Unix milliseconds. */
export interface Author {
  name: string;
  at: number;
}

/** An item in a past state. */
export interface Stood extends Place {
  id: string;
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
  version: number;
}

/** A stored change: the new value of one row, and its author. */
export type Change =
  | { kind: "item"; by: Author; item: Stood; removed: boolean }
  | { kind: "plan"; by: Author; plan: Plan };

/** State of the room at a moment: the newest version of each row. */
export interface Past {
  /** Undefined before there was a room. */
  plan: Plan | undefined;
  items: ReadonlyMap<string, Stood>;
  /** The versions of removed items, so that an older change can't bring them back. */
  gone: ReadonlyMap<string, number>;
}

/** A moment with a name; `by` gave it. */
export interface Moment {
  at: number;
  name: string;
  by: Author;
}

/** The state before the room was created. */
export const nothingYet: Past = { plan: undefined, items: new Map(), gone: new Map() };
