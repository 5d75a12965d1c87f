// The client's copy of the room (SY2, SY5). Pure functions: a merge returns a new copy and leaves the old one
// unchanged; unchanged parts keep their identity, so that a view can skip them. shared/room/replica.go has
// the same rules, and both are tested with shared/wire/testdata/merge.json.

import type { Own, Place, Plan } from "../model/index.ts";
import { digest } from "./digest.ts";
import { isLive, type Row } from "./protocol.ts";

/** The part of an item that its version orders: the higher version wins. */
export type Body =
  | ({
      version: number;
      removed: false;
      product: string;
      variant: string;
      own?: Own | undefined;
      mirrored?: boolean | undefined;
    } & Place)
  | { version: number; removed: true };

/** The part of an item that its token orders. Without a holder the item is free. */
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
  /** Ids of items that were in no message since the sync was sent; undefined when no sync is under way. */
  stale: ReadonlySet<string> | undefined;
  /**
   * Last known versions of items that a whole state lacked, so that an older event does not bring them back.
   */
  dropped: ReadonlyMap<string, number>;
}

/** Maximum number of dropped items remembered: events are late by seconds at most. */
const rememberedDrops = 1_000;

/** A whole state, assembled from its parts. */
export interface WholeState {
  plan: Plan;
  items: Row[];
}

/** A copy before anything was received. */
export const emptyReplica: Replica = {
  plan: { name: "", units: "cm", outline: [], walls: [], doors: [], windows: [], version: 0 },
  entries: new Map(),
  stale: undefined,
  dropped: new Map(),
};

/** Records that a sync is being sent: items that no message mentions from now on may be dropped (SY5). */
export function syncStarted(r: Replica): Replica {
  return { ...r, stale: new Set(r.entries.keys()) };
}

/** Merges the rows of an ack, error or event, and the plan if given. */
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

/** Merges a whole state, and drops items that were known before the sync and not mentioned since (SY5). */
export function mergeState(r: Replica, state: WholeState): Replica {
  const told = new Set(state.items.map((i) => i.id));
  // An item in the state is in the room, even if it was dropped before.
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

/** Returns the digest of the copy (SY4). */
export function digestOf(r: Replica): number {
  const live = [...r.entries.values()].filter((e) => !e.body.removed);
  return digest(
    r.plan.version,
    live.map((e) => ({ id: e.id, version: e.body.version })),
  );
}

/** Returns the entry as a row of the wire. */
export function rowOf({ id, body, lease }: Entry): Row {
  if (body.removed) return { id, version: body.version, token: lease.token, removed: true };
  const { removed, ...live } = body;
  return { id, ...live, ...lease };
}

function entryOf(row: Row): Entry {
  if (!isLive(row)) {
    return { id: row.id, body: { version: row.version, removed: true }, lease: { token: row.token } };
  }
  const { id, token, holder, holderName, expiresAt, ...body } = row;
  const lease = { token, ...(holder !== undefined && { holder, holderName, expiresAt }) } as Lease;
  return { id, body: { ...body, removed: false }, lease };
}

function mergeEntry(mine: Entry | undefined, theirs: Entry): Entry {
  if (!mine) return theirs;
  const body = theirs.body.version > mine.body.version ? theirs.body : mine.body;
  const lease = newerLease(mine.lease, theirs.lease);
  return body === mine.body && lease === mine.lease ? mine : { id: mine.id, body, lease };
}

/** Returns the later of two leases of one item; `a` when they are equal. */
function newerLease(a: Lease, b: Lease): Lease {
  if (a.token !== b.token) return b.token > a.token ? b : a;
  if (a.holder === undefined || b.holder === undefined) return a.holder === undefined ? a : b;
  return (b.expiresAt ?? 0) > (a.expiresAt ?? 0) ? b : a;
}

function newerPlan(a: Plan, b: Plan): Plan {
  return b.version > a.version ? b : a;
}
