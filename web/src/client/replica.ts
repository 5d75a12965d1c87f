// The copy of the room that a client keeps (SY2, SY5). Pure: a merge returns a new
// copy and leaves the old one alone; what did not change keeps its identity, so
// that a view can skip it. shared/room/replica.go is the same rules, and both run
// shared/wire/testdata/merge.json.

import type { Place, Plan } from "../model/index.ts";
import { digest } from "./digest.ts";
import { isLive, type Row } from "./protocol.ts";

/** What a version decides of an item. */
export type Body =
  | ({ version: number; removed: false; product: string; variant: string } & Place)
  | { version: number; removed: true };

/** What a token decides of an item. Without a holder it is free. */
export interface Lease {
  token: number;
  holder?: string;
  holderName?: string;
  expiresAt?: number;
}

/** One row of the copy, tombstones included. */
export interface Entry {
  id: string;
  body: Body;
  lease: Lease;
}

export interface Replica {
  plan: Plan;
  entries: ReadonlyMap<string, Entry>;
  /** Items that nothing was heard of since the sync was sent; undefined when none is under way. */
  stale: ReadonlySet<string> | undefined;
  /** Versions of items that a whole state lacked, as they were known: an event of before must not bring them back. */
  dropped: ReadonlyMap<string, number>;
}

/** So many dropped items are remembered: events are late by seconds. */
const rememberedDrops = 1_000;

/** A whole state, its parts put together. */
export interface WholeState {
  plan: Plan;
  items: Row[];
}

/** A copy that knows nothing yet. */
export const emptyReplica: Replica = {
  plan: { name: "", units: "cm", outline: [], walls: [], doors: [], windows: [], version: 0 },
  entries: new Map(),
  stale: undefined,
  dropped: new Map(),
};

/** Notes that a sync is being sent: what stays unmentioned from here on may be dropped (SY5). */
export function syncStarted(r: Replica): Replica {
  return { ...r, stale: new Set(r.entries.keys()) };
}

/** Takes rows of an ack, error or event, and the plan if there is one. */
export function mergeRows(r: Replica, rows: readonly Row[], plan?: Plan): Replica {
  if (rows.length === 0) return plan ? { ...r, plan: newerPlan(r.plan, plan) } : r;
  const entries = new Map(r.entries);
  const stale = r.stale && new Set(r.stale);
  for (const row of rows) {
    if (!entries.has(row.id) && row.version <= (r.dropped.get(row.id) ?? 0)) continue;
    stale?.delete(row.id);
    entries.set(row.id, mergeEntry(entries.get(row.id), entryOf(row)));
  }
  return { ...r, plan: plan ? newerPlan(r.plan, plan) : r.plan, entries, stale };
}

/** Takes a whole state, and drops what the copy had before, unheard of since (SY5). */
export function mergeState(r: Replica, state: WholeState): Replica {
  const told = new Set(state.items.map((i) => i.id));
  // What the state has is in the room, whatever was dropped before.
  const dropped = new Map([...r.dropped].filter(([id]) => !told.has(id)));
  const merged = mergeRows({ ...r, dropped }, state.items, state.plan);
  const entries = new Map(merged.entries);
  for (const id of merged.stale ?? []) {
    const version = entries.get(id)?.body.version;
    if (version !== undefined) dropped.set(id, version);
    entries.delete(id);
  }
  return { ...merged, entries, stale: undefined, dropped: new Map([...dropped].slice(-rememberedDrops)) };
}

/** The fingerprint of the copy (SY4). */
export function digestOf(r: Replica): number {
  const live = [...r.entries.values()].filter((e) => !e.body.removed);
  return digest(
    r.plan.version,
    live.map((e) => ({ id: e.id, version: e.body.version })),
  );
}

/** The row in its wire shape. */
export function rowOf({ id, body, lease }: Entry): Row {
  if (body.removed) return { id, version: body.version, token: lease.token, removed: true };
  const { product, variant, x, y, rotation, version } = body;
  return { id, product, variant, x, y, rotation, version, ...lease };
}

function entryOf(row: Row): Entry {
  if (!isLive(row)) {
    return { id: row.id, body: { version: row.version, removed: true }, lease: { token: row.token } };
  }
  const { id, product, variant, x, y, rotation, version, ...lease } = row;
  return { id, body: { version, removed: false, product, variant, x, y, rotation }, lease };
}

function mergeEntry(mine: Entry | undefined, theirs: Entry): Entry {
  if (!mine) return theirs;
  const body = theirs.body.version > mine.body.version ? theirs.body : mine.body;
  const lease = newerLease(mine.lease, theirs.lease);
  return body === mine.body && lease === mine.lease ? mine : { id: mine.id, body, lease };
}

/** The later of two leases of one item; `a` when they are the same. */
function newerLease(a: Lease, b: Lease): Lease {
  if (a.token !== b.token) return b.token > a.token ? b : a;
  if (a.holder === undefined || b.holder === undefined) return a.holder === undefined ? a : b;
  return (b.expiresAt ?? 0) > (a.expiresAt ?? 0) ? b : a;
}

function newerPlan(a: Plan, b: Plan): Plan {
  return b.version > a.version ? b : a;
}
