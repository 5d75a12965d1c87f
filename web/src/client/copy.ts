// The copy and what is shown of it, kept in step: every change of either goes
// through here, and listeners hear what is shown differently.

import { type Clock, type ServerTime, Timer } from "./clock.ts";
import { CommandError, type Overlay } from "./commands.ts";
import type { Place, Plan, Preview, Row } from "./protocol.ts";
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
  changedViews,
  endedLeases,
  type ItemView,
  itemViews,
  nextChange,
  planView,
  type ViewInput,
} from "./view.ts";

export interface CopyOptions {
  clock: Clock;
  serverTime: ServerTime;
  /** What lies on top of the copy. */
  overlays: () => Overlay[];
  you: () => string | undefined;
  dragged: (id: string) => Place | undefined;
  preview: (id: string) => { peer: string; preview: Preview } | undefined;
  colourOf: (peer: string) => number;
  /** Items, or the plan, are shown differently. */
  changed: (ids: readonly string[], plan: boolean) => void;
  /** A lease that was shown is over and no event said so (SY3). */
  leaseEnded: () => void;
}

/** How long an item that was lost is shown so. */
const lostShownMs = 8_000;

export class Copy {
  #replica: Replica = emptyReplica;
  #items: ReadonlyMap<string, ItemView> = new Map();
  #plan: Plan = emptyReplica.plan;
  /** The server's time at which the views were made. */
  #viewedAt = Number.NEGATIVE_INFINITY;
  readonly #lost = new Map<string, string | undefined>();
  readonly #byTime: Timer;

  constructor(private readonly options: CopyOptions) {
    this.#byTime = new Timer(options.clock, () => this.refresh());
  }

  /** What is shown. */
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

  /** True when the copy has the row, be it a tombstone. */
  knows(id: string): boolean {
    return this.#replica.entries.has(id);
  }

  /** The stored row as this copy knows it. */
  row(id: string): Row | undefined {
    const entry = this.#replica.entries.get(id);
    return entry && rowOf(entry);
  }

  /** The stored version of an item that is in the room; throws a CommandError `not_found`. */
  versionOf(id: string): number {
    const row = this.row(id);
    if (!row || "removed" in row) throw new CommandError("not_found", `There is no item ${id}.`);
    return row.version;
  }

  syncStarted(): void {
    this.#replica = syncStarted(this.#replica);
  }

  /** Takes rows, without showing them yet: `refresh` follows when all that belongs together is taken. */
  merge(rows: readonly Row[], plan?: Plan): void {
    this.#replica = mergeRows(this.#replica, rows, plan);
  }

  /** Takes a whole state, without showing it yet. */
  mergeState(state: WholeState): void {
    this.#replica = mergeState(this.#replica, state);
  }

  /** Shows items as lost for a while; `name` has them now. */
  lose(ids: readonly string[], name: string | undefined): void {
    for (const id of ids) this.#lost.set(id, name);
    this.options.clock.after(lostShownMs, () => this.forgive(ids));
    this.refresh();
  }

  /** Ends showing items as lost. */
  forgive(ids: readonly string[]): void {
    for (const id of ids) this.#lost.delete(id);
    this.refresh();
  }

  /** Makes the views anew, and tells what is different. */
  refresh(): void {
    const overlays = this.options.overlays();
    const input = this.#input(overlays);
    const [items, plan] = [itemViews(input), planView(this.#replica, overlays)];
    const ids = changedViews(this.#items, items);
    const planChanged = JSON.stringify(plan) !== JSON.stringify(this.#plan);
    this.#items = items;
    this.#plan = plan;
    this.#watchLeases(input);
    if (ids.length > 0 || planChanged) this.options.changed(ids, planChanged);
  }

  stop(): void {
    this.#byTime.clear();
  }

  #watchLeases(input: ViewInput): void {
    const ended = endedLeases(this.#replica, this.#viewedAt, input.now).length > 0;
    this.#viewedAt = input.now;
    const next = nextChange(input);
    if (next === undefined) this.#byTime.clear();
    else this.#byTime.set(next - input.now);
    if (ended) this.options.leaseEnded();
  }

  #input(overlays: readonly Overlay[]): ViewInput {
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
