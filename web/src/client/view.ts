// What a page shows of the room: the copy, with everything on top that is not
// stored yet. Pure: the same input gives the same views.

import { isEqual } from "../json/equal.ts";
import type { Place, Plan } from "../model/index.ts";
import type { OptimisticUpdate } from "./commands.ts";
import type { Preview } from "./protocol.ts";
import type { Body, Lease, Replica } from "./replica.ts";

/** An item's lock as this client sees it (CL6). */
export type LockView =
  | { state: "free" }
  /** Mine; without an end while the acquire is on its way. */
  | { state: "mine"; expiresAt?: number }
  /** Mine, with less than 5 s left: renewals are not getting through. */
  | { state: "expiring"; expiresAt: number }
  | { state: "held"; holder: string; name: string; colour: number }
  /** It was mine, and is not any more; `name` has it now, or nobody. */
  | { state: "lost"; name?: string | undefined };

/** An item as it is shown. */
export interface ItemView extends Place {
  id: string;
  product: string;
  variant: string;
  version: number;
  lock: LockView;
  /** True while the place is a preview, or anything of it not yet acknowledged. */
  tentative: boolean;
}

/** What a view depends on. */
export interface ViewInput {
  replica: Replica;
  overlays: readonly OptimisticUpdate[];
  /** This peer's id, once known. */
  you: string | undefined;
  /** The server's time, Unix milliseconds. */
  now: number;
  /** Where this client drags an item. */
  dragged: (id: string) => Place | undefined;
  /** Where the holder of an item drags it; believed only under the same token (PR4). */
  preview: (id: string) => { peer: string; preview: Preview } | undefined;
  /** Items this client lost, with the name of who has them. */
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

/** The items that people see, by id. */
export function itemViews(input: ViewInput): Map<string, ItemView> {
  const views = new Map<string, ItemView>();
  for (const shown of withOverlays(input.replica, input.overlays).values()) {
    const { id, product, variant, version, lease } = shown;
    const moved = input.dragged(id) ?? believed(input, id, lease);
    const { x, y, rotation } = moved ?? shown;
    const tentative = shown.tentative || moved !== undefined;
    views.set(id, { id, product, variant, version, x, y, rotation, tentative, lock: lockView(input, shown) });
  }
  return views;
}

/** The plan with what is on its way. */
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
    case "variant":
      return change(overlay.id, { variant: overlay.variant, tentative: true });
    case "remove":
      shown.delete(overlay.id);
      return;
    case "add": {
      const { token, ...body } = overlay.item;
      // The item itself may be there already: an event can overtake the ack.
      if (shown.has(body.id)) return;
      shown.set(body.id, { ...body, removed: false, lease: { token }, tentative: true, locking: false });
      return;
    }
    case "plan":
      return;
  }
}

/** True while the lease keeps others out, by the server's clock. */
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
  // While it is dragged here, only the server can say that it is over (LK7).
  return left > 0 || input.dragged(id) ? { state: "expiring", expiresAt } : free;
}

/** When, after `now`, a lock view changes by time alone; undefined when none will. */
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

/** The items of which a lease ended in (from, to] and nothing was heard: ask the server (SY3). */
export function endedLeases(replica: Replica, from: number, to: number): string[] {
  return [...replica.entries.values()]
    .filter(({ lease }) => holds(lease, from) && !holds(lease, to))
    .map(({ id }) => id);
}

/** Gives views that say the same as before their identity back; returns the ids of the others. */
export function reuseViews(before: ReadonlyMap<string, ItemView>, after: Map<string, ItemView>): string[] {
  const changed = [...before.keys()].filter((id) => !after.has(id));
  for (const [id, view] of after) {
    const was = before.get(id);
    if (was && sameView(was, view)) after.set(id, was);
    else changed.push(id);
  }
  return changed;
}

/** Runs for every item at every step of a drag: most members are the same by identity. All views have the same ones. */
function sameView(a: ItemView, b: ItemView): boolean {
  return (Object.keys(a) as (keyof ItemView)[]).every((key) => isEqual(a[key], b[key]));
}
