// Keeps the local copy and the views computed from it consistent: every change of either is made here, and
// listeners are notified of what is displayed differently.

import { isEqual } from "../json/equal.ts";
import type { Place, Plan } from "../model/index.ts";
import { type Clock, type ServerTime, Timer } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import type { OptimisticUpdate } from "./commands.ts";
import type { RowChange } from "./events.ts";
import { isLive, type Preview, type Row } from "./protocol.ts";
import {
  digestOf,
  emptyReplica,
  mergeRows,
  mergeState,
  type Replica,
  rowOf,
  syncStarted,
  type WholeState,
} from "./replica.ts";
import {
  endedLeases,
  holds,
  type ItemView,
  itemViews,
  nextChange,
  planView,
  reuseViews,
  type ViewInput,
} from "./view.ts";

export interface RoomStateOptions {
  clock: Clock;
  serverTime: ServerTime;
  /** Unanswered changes that are displayed on top of the copy. */
  overlays: () => OptimisticUpdate[];
  you: () => string | undefined;
  dragged: (id: string) => Place | undefined;
  preview: (id: string) => { peer: string; preview: Preview } | undefined;
  colourOf: (peer: string) => number;
  /** Called when items, or the plan, are displayed differently. */
  changed: (ids: readonly string[], plan: boolean) => void;
  /** Called when stored data in the copy changed; `by` as in the event `stored`. */
  stored: (by: string | undefined, rows: readonly RowChange[], plan?: { before: Plan; after: Plan }) => void;
  /** Called when a displayed lease expired without an event (SY3). */
  leaseEnded: () => void;
}

/** How long a lost item is displayed as lost. */
const lostShownMs = 8_000;

export class RoomState {
  #replica: Replica = emptyReplica;
  #items: ReadonlyMap<string, ItemView> = new Map();
  #plan: Plan = emptyReplica.plan;
  /** The server's time at which the views were computed. */
  #viewedAt = Number.NEGATIVE_INFINITY;
  readonly #lost = new Map<string, string | undefined>();
  readonly #byTime: Timer;
  readonly #forgiving: Timer;
  #stopped = false;
  #changing = false;

  constructor(private readonly options: RoomStateOptions) {
    this.#byTime = new Timer(options.clock, () => this.refresh());
    this.#forgiving = new Timer(options.clock, () => this.clearLost([...this.#lost.keys()]));
  }

  /** The displayed items, by id. */
  get items(): ReadonlyMap<string, ItemView> {
    return this.#items;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get planVersion(): number {
    return this.#replica.plan.version;
  }

  digest(): number {
    return digestOf(this.#replica);
  }

  /** Reports whether the copy has a row or a tombstone of the item. */
  knows(id: string): boolean {
    return this.#replica.entries.has(id);
  }

  /** Reports whether that peer holds the item with that token now. */
  isHeld(id: string, peer: string, token: number): boolean {
    const lease = this.#replica.entries.get(id)?.lease;
    return lease?.holder === peer && lease.token === token && holds(lease, this.options.serverTime.now());
  }

  /** Returns the stored row as this copy knows it, or its tombstone; undefined if the id is unknown. */
  row(id: string): Row | undefined {
    const entry = this.#replica.entries.get(id);
    return entry && rowOf(entry);
  }

  /**
   * Returns the stored version of an item in the room; throws a CommandError `not_found` if it is not there.
   */
  versionOf(id: string): number {
    const row = this.row(id);
    if (!row || "removed" in row) throw new CommandError("not_found", `There is no item ${id}.`);
    return row.version;
  }

  /** Returns the item's stored place, then the place of each unanswered command of this tab, in order. */
  places(id: string): Place[] {
    const row = this.row(id);
    const places: Place[] = row && isLive(row) ? [row] : [];
    for (const overlay of this.options.overlays()) {
      if (overlay.kind === "place" && overlay.id === id) places.push(overlay.place);
      if (overlay.kind === "add" && overlay.item.id === id) places.push(overlay.item);
    }
    return places;
  }

  syncStarted(): void {
    this.#replica = syncStarted(this.#replica);
  }

  /**
   * Merges rows that a peer changed, or whose author the server did not name (`by` undefined). The views are
   * not updated: call `refresh` when everything that belongs together is merged.
   */
  merge(rows: readonly Row[], plan?: Plan, by?: string): void {
    this.#become(mergeRows(this.#replica, rows, plan), by);
  }

  /** Merges a whole state, without updating the views. */
  mergeState(state: WholeState): void {
    this.#become(mergeState(this.#replica, state), undefined);
  }

  #become(next: Replica, by: string | undefined): void {
    const before = this.#replica;
    this.#replica = next;
    const rows = changedRows(before, next);
    const plan =
      before.plan.version === next.plan.version ? undefined : { before: before.plan, after: next.plan };
    if (rows.length > 0 || plan) this.options.stored(by, rows, plan);
  }

  /** Displays items as lost for a while; `name` is their new holder's. */
  markLost(ids: readonly string[], name: string | undefined): void {
    for (const id of ids) this.#lost.set(id, name);
    this.#forgiving.set(lostShownMs);
    this.refresh();
  }

  /** Stops displaying items as lost. */
  clearLost(ids: readonly string[]): void {
    for (const id of ids) this.#lost.delete(id);
    this.refresh();
  }

  /** Makes several changes, and computes the views once. */
  together(change: () => void): void {
    this.#changing = true;
    try {
      change();
    } finally {
      this.#changing = false;
      this.refresh();
    }
  }

  /** Computes the views again, and notifies of the differences. */
  refresh(): void {
    if (this.#stopped || this.#changing) return;
    const overlays = this.options.overlays();
    const input = this.#input(overlays);
    const items = itemViews(input);
    const plan = planView(this.#replica, overlays);
    const ids = reuseViews(this.#items, items);
    const planChanged = !isEqual(plan, this.#plan);
    // Keep the same objects as long as nothing in them differs: consumers compare references.
    if (ids.length > 0) this.#items = items;
    if (planChanged) this.#plan = plan;
    this.#watchLeases(input);
    if (ids.length > 0 || planChanged) this.options.changed(ids, planChanged);
  }

  /** Stops timers and updates; the views stay as they are. */
  stop(): void {
    this.#stopped = true;
    this.#byTime.clear();
    this.#forgiving.clear();
  }

  #watchLeases(input: ViewInput): void {
    const ended = endedLeases(this.#replica, this.#viewedAt, input.now).length > 0;
    this.#viewedAt = input.now;
    const next = nextChange(input);
    if (next === undefined) this.#byTime.clear();
    else this.#byTime.set(next - input.now);
    if (ended) this.options.leaseEnded();
  }

  #input(overlays: readonly OptimisticUpdate[]): ViewInput {
    const { you, serverTime, dragged, preview, colourOf } = this.options;
    return {
      replica: this.#replica,
      overlays,
      you: you(),
      now: serverTime.now(),
      lost: this.#lost,
      dragged,
      preview,
      colourOf,
    };
  }
}

/** Returns the rows whose stored version differs; differences of leases alone are ignored. */
function changedRows(before: Replica, after: Replica): RowChange[] {
  const rows: RowChange[] = [];
  for (const [id, entry] of after.entries) {
    const was = before.entries.get(id);
    if (was === entry || was?.body.version === entry.body.version) continue;
    rows.push({ id, before: was && rowOf(was), after: rowOf(entry) });
  }
  for (const [id, was] of before.entries) {
    // A whole state does not list items that were removed long ago.
    if (after.entries.has(id) || was.body.removed) continue;
    const { version } = was.body;
    rows.push({ id, before: rowOf(was), after: { id, version, token: was.lease.token, removed: true } });
  }
  return rows;
}
