// Computes what a page shows of the room: the local copy with everything on top that is not stored yet. Pure:
// the same input gives the same views.

import { isEqual } from "../json/equal.ts";
import { type Own, type Place, type Plan, placeOf } from "../model/index.ts";
import type { OptimisticUpdate } from "./commands.ts";
import type { Preview } from "./protocol.ts";
import type { Body, Lease, Replica } from "./replica.ts";

/** An item's lock from this client's point of view (CL6). */
export type LockView =
  | { state: "free" }
  /** This client holds the item; `expiresAt` is absent while the acquire is unanswered. */
  | { state: "mine"; expiresAt?: number }
  /** This client holds the item, with less than 5 s left: renewals are failing. */
  | { state: "expiring"; expiresAt: number }
  | { state: "held"; holder: string; name: string; colour: number }
  /** This client held the item and no longer does; `name` is the new holder's, undefined if there is none. */
  | { state: "lost"; name?: string | undefined };

/** An item as it is displayed. */
export interface ItemView extends Place {
  id: string;
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
  version: number;
  lock: LockView;
  /** True while the place is a preview, or a change of the item is not yet acknowledged. */
  tentative: boolean;
  /** Where the item is stored, while another peer drags it. */
  home?: Place | undefined;
}

/** Everything that the views depend on. */
export interface ViewInput {
  replica: Replica;
  overlays: readonly OptimisticUpdate[];
  /** This peer's id, once known. */
  you: string | undefined;
  /** The server's time, Unix milliseconds. */
  now: number;
  /** Place to which this client drags an item; undefined when it does not. */
  dragged: (id: string) => Place | undefined;
  /** Last preview sent for an item; valid only from its holder with the current token (PR4). */
  preview: (id: string) => { peer: string; preview: Preview } | undefined;
  /** Items that this client lost, with the new holder's name, undefined if there is none. */
  lost: ReadonlyMap<string, string | undefined>;
  colourOf: (peer: string) => number;
}

const expiringMs = 5_000;
const free: LockView = { state: "free" };

type Shown = Extract<Body, { removed: false }> & {
  id: string;
  lease: Lease;
  tentative: boolean;
  locking: boolean;
};

/** Returns the displayed items, by id. */
export function itemViews(input: ViewInput): Map<string, ItemView> {
  const views = new Map<string, ItemView>();
  for (const shown of withOverlays(input.replica, input.overlays).values()) {
    const { id, product, variant, own, mirrored, version, lease } = shown;
    const dragged = input.dragged(id);
    const told = dragged ? undefined : believed(input, id, lease);
    const moved = dragged ?? told;
    const tentative = shown.tentative || moved !== undefined;
    const look = { product, variant, own, mirrored };
    views.set(id, {
      id,
      ...look,
      version,
      ...placeOf(moved ?? shown),
      tentative,
      lock: lockView(input, shown),
      home: told && placeOf(shown),
    });
  }
  return views;
}

/** Returns the plan with unanswered changes applied. */
export function planView(replica: Replica, overlays: readonly OptimisticUpdate[]): Plan {
  const last = overlays.findLast((o) => o.kind === "plan");
  return last?.kind === "plan" ? { ...last.plan, version: replica.plan.version } : replica.plan;
}

function withOverlays(replica: Replica, overlays: readonly OptimisticUpdate[]): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const { id, body, lease } of replica.entries.values()) {
    if (!body.removed) shown.set(id, { ...body, id, lease, tentative: false, locking: false });
  }
  for (const overlay of overlays) lay(shown, overlay);
  return shown;
}

function lay(shown: Map<string, Shown>, overlay: OptimisticUpdate): void {
  const change = (id: string, change: Partial<Shown>) => {
    const item = shown.get(id);
    if (item) shown.set(id, { ...item, ...change });
  };
  switch (overlay.kind) {
    case "place":
      return change(overlay.id, { ...overlay.place, tentative: true });
    case "lock":
      return change(overlay.id, { locking: true });
    case "change": {
      const { place, ...look } = overlay.change;
      return change(overlay.id, { ...look, ...place, tentative: true });
    }
    case "remove":
      shown.delete(overlay.id);
      return;
    case "add": {
      const { token, ...body } = overlay.item;
      // The item may already be in the copy: an event can arrive before the ack.
      if (shown.has(body.id)) return;
      shown.set(body.id, { ...body, removed: false, lease: { token }, tentative: true, locking: false });
      return;
    }
    case "plan":
      return;
  }
}

/** Reports whether the lease is in force, by the server's clock. */
export function holds(lease: Lease, now: number): lease is Lease & { holder: string; expiresAt: number } {
  return lease.holder !== undefined && (lease.expiresAt ?? 0) > now;
}

function believed(input: ViewInput, id: string, lease: Lease): Place | undefined {
  const told = input.preview(id);
  if (!told || !holds(lease, input.now)) return undefined;
  return told.peer === lease.holder && told.preview.token === lease.token ? told.preview : undefined;
}

function lockView(input: ViewInput, { id, lease, locking }: Shown): LockView {
  if (input.lost.has(id)) return { state: "lost", name: input.lost.get(id) };
  if (lease.holder !== undefined && lease.holder === input.you) return ownLock(input, id, lease);
  if (!holds(lease, input.now)) return locking ? { state: "mine" } : free;
  const name = lease.holderName ?? "";
  return { state: "held", holder: lease.holder, name, colour: input.colourOf(lease.holder) };
}

function ownLock(input: ViewInput, id: string, lease: Lease): LockView {
  const expiresAt = lease.expiresAt ?? 0;
  const left = expiresAt - input.now;
  if (left > expiringMs) return { state: "mine", expiresAt };
  // While the item is dragged here, only the server can end the lease (LK7).
  return left > 0 || input.dragged(id) ? { state: "expiring", expiresAt } : free;
}

/** Returns when, after `now`, a lock view next changes by time alone; undefined when none will. */
export function nextChange(input: Pick<ViewInput, "replica" | "you" | "now">): number | undefined {
  let next: number | undefined;
  for (const { lease } of input.replica.entries.values()) {
    if (!holds(lease, input.now)) continue;
    const warning = lease.expiresAt - expiringMs;
    const at = lease.holder === input.you && warning > input.now ? warning : lease.expiresAt;
    if (next === undefined || at < next) next = at;
  }
  return next;
}

/** Returns the items whose lease expired in (from, to] without an event: the server should be asked (SY3). */
export function endedLeases(replica: Replica, from: number, to: number): string[] {
  return [...replica.entries.values()]
    .filter(({ lease }) => holds(lease, from) && !holds(lease, to))
    .map(({ id }) => id);
}

/** Replaces views equal to earlier ones by those, so that they keep their identity; returns the other ids. */
export function reuseViews(before: ReadonlyMap<string, ItemView>, after: Map<string, ItemView>): string[] {
  const changed = [...before.keys()].filter((id) => !after.has(id));
  for (const [id, view] of after) {
    const was = before.get(id);
    if (was && sameView(was, view)) after.set(id, was);
    else changed.push(id);
  }
  return changed;
}

/**
 * Compares two views; all views have the same members. Runs for every item at every step of a drag, where
 * most members are identical.
 */
function sameView(a: ItemView, b: ItemView): boolean {
  return (Object.keys(a) as (keyof ItemView)[]).every((key) => isEqual(a[key], b[key]));
}
