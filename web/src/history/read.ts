// Decodes the answers of the HTTP API (docs/openapi.yaml).

import { itemFields, plan } from "../client/decode.ts";
import {
  array,
  DecodeError,
  type DecodeIssue,
  type Decoder,
  integer,
  isRecord,
  lenientArray,
  object,
  oneOf,
  optional,
  string,
} from "../json/decoder.ts";
import { type Author, type Change, type Moment, nothingYet, type Past, type Stood } from "./past.ts";

/** A page of history; `next` is the cursor of the following one, undefined in the last. */
export interface Page {
  changes: Change[];
  next: string | undefined;
}

/** Result of a restore. */
export interface Restored {
  changed: number;
  /** What was not restored: an item, or the plan if `item` is undefined. */
  kept: { item?: string; code: string; detail: string }[];
  /** The moment that undoes this restore when it is restored, Unix milliseconds. */
  undo: number;
}

const count = integer(0);
const money: Decoder<number> = (v, path) => {
  if (typeof v === "number" && Number.isFinite(v) && v >= 0) return v;
  throw new DecodeError({ path, message: "must be an amount of money" });
};
const author = object<Author>({ name: string, at: count });
const stood = object<Stood>(itemFields);

const change: Decoder<Change> = (v, path, skipped) => {
  const { by, item, plan: drawn, removed } = told(v, path, skipped);
  if (item) return { kind: "item", by, item, removed: removed === true };
  if (drawn) return { kind: "plan", by, plan: drawn };
  throw new DecodeError({ path, message: "must have an item or a plan" });
};
const told = object<{ by: Author; item?: Stood; removed?: true; plan?: NonNullable<Past["plan"]> }>({
  by: author,
  item: optional(stood),
  removed: optional(oneOf(true)),
  plan: optional(plan),
});

const history = object<{ changes: Change[]; next?: string }>({
  changes: lenientArray(change),
  next: optional(string),
});
const state = object<{ plan: NonNullable<Past["plan"]>; items: Stood[] }>({
  plan,
  items: lenientArray(stood),
});
const named = object<{ moments: Moment[] }>({
  moments: lenientArray(object<Moment>({ at: count, name: string, by: author })),
});
const restored = object<Restored>({
  changed: count,
  kept: array(object<Restored["kept"][number]>({ item: optional(string), code: string, detail: string })),
  undo: count,
});
const dates = object<{ snapshots: number[] }>({ snapshots: array(count) });

// All but readProblem throw a DecodeError.

export function readPage(answer: unknown): Page {
  const { changes, next } = read(history, answer);
  return { changes, next };
}

export function readPast(answer: unknown): Past {
  const { plan: drawn, items } = read(state, answer);
  return { ...nothingYet, plan: drawn, items: new Map(items.map((i) => [i.id, i])) };
}

export function readMoments(answer: unknown): Moment[] {
  return read(named, answer).moments;
}

export function readSnapshots(answer: unknown): number[] {
  return read(dates, answer).snapshots;
}

/** Reads the room's cost in the requested days, US dollars. */
export function readCost(answer: unknown): number {
  return read(object<{ usd: number }>({ usd: money }), answer).usd;
}

export function readRestored(answer: unknown): Restored {
  return read(restored, answer);
}

/** Reads the code of a problem; undefined if the answer isn't one of this API. */
export function readProblem(answer: unknown): string | undefined {
  return isRecord(answer) && typeof answer.code === "string" ? answer.code : undefined;
}

function read<T>(shape: Decoder<T>, answer: unknown): T {
  const skipped: DecodeIssue[] = [];
  const value = shape(answer, "", skipped);
  for (const { path, message } of skipped) console.warn(`history: left out: ${path} ${message}`);
  return value;
}
