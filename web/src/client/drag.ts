// A drag, from the wish to hold to its one outcome: acquire, previews, renewals, and the move
// that drops (LK, MV). It ends in any case, and what the hand did is lost only to somebody else.

import type { Place } from "../model/index.ts";
import type { Change, Outcome } from "./change.ts";
import { type Clock, Timer } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import type { CommandRequest } from "./commands.ts";
import { rounded, samePlace } from "./place.ts";
import { type AckEvent, type Item, isLive, type Preview, type Row } from "./protocol.ts";

/** What a drag needs of its room. */
export interface DragHost {
  clock: Clock;
  /** Queues a command; its answer is heard before what waits for it is sent. Returns its op. */
  ask: (request: CommandRequest, answered: (answer: AckEvent | CommandError) => void) => number;
  /** Takes back a command that was never sent; false when it was. */
  withdraw: (op: number) => boolean;
  /** True while a command was never sent. */
  unsent: (op: number) => boolean;
  /** True when a later command of this tab decides where the item stands, or whether it is there. */
  overtaken: (op: number, id: string) => boolean;
  /** The row as it is stored. */
  row: (id: string) => Row | undefined;
  /** Where an item is stored, then where each unanswered command of this tab puts it. */
  places: (id: string) => Place[];
  /** This peer's id. */
  you: () => string | undefined;
  /** The drag's places or state changed. */
  changed: (drag: Drag) => void;
  /** Somebody else has, moved or removed these items, or the lease could not be had again. */
  lost: (ids: readonly string[]) => void;
}

export type DragState = "acquiring" | "held" | "dropping" | "stored" | "lost" | "released";

/** A move that a drop would store. */
export interface PlaceChange {
  id: string;
  before: Place;
  after: Place;
}

/** Holders renew this often; the lease lasts three times as long. */
const renewEveryMs = 5_000;
/** A lease that ended is acquired again, but not for ever. */
const maxAcquires = 6;

/** One or more items, held together from grab to drop. */
export class Drag implements Change {
  readonly done: Promise<Outcome>;
  #end: (outcome: Outcome) => void = () => {};
  #state: DragState = "acquiring";
  #ids: readonly string[];
  /** The fencing token of each item, while the lease is this drag's. */
  #tokens: ReadonlyMap<string, number> = new Map();
  /** Where the items may stand if nobody else moved them. */
  #expected: ReadonlyMap<string, readonly Place[]>;
  readonly #places = new Map<string, Place>();
  readonly #renewal: Timer;
  #acquires = 0;
  #acquireOp = 0;
  #moveOp = 0;

  /** Asks for the items at once, all or none (LK6). */
  constructor(
    private readonly host: DragHost,
    ids: readonly string[],
  ) {
    this.#ids = ids;
    this.#expected = new Map(ids.map((id) => [id, host.places(id)]));
    this.#renewal = new Timer(host.clock, () => this.#renew());
    this.done = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#acquire();
  }

  get state(): DragState {
    return this.#state;
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  /** True from the grab until it is dropped, lost or let go. */
  get inHand(): boolean {
    return this.#state === "acquiring" || this.#state === "held";
  }

  /** True while the drop is not sent yet. */
  get waits(): boolean {
    return this.#state === "dropping" && this.host.unsent(this.#moveOp);
  }

  /** Where a dragged item is shown; undefined when it was not moved yet. */
  placeOf(id: string): Place | undefined {
    return this.inHand ? this.#places.get(id) : undefined;
  }

  /** The places as the others are shown them, without a write (PR4). */
  previews(): Preview[] {
    return this.#state === "held" ? this.#withTokens([...this.#places.keys()]) : [];
  }

  /** What a drop would change now. */
  moves(): PlaceChange[] {
    return [...this.#places].flatMap(([id, after]) => {
      const under = this.host.places(id).at(-1);
      return under && !samePlace(under, after) ? [{ id, before: rounded(under), after }] : [];
    });
  }

  /** Shows items at places, here and to the others. Places are rounded to whole millimetres and degrees. */
  to(places: Readonly<Record<string, Place>>): void {
    if (!this.inHand) return;
    for (const [id, place] of Object.entries(places)) {
      if (this.#expected.has(id)) this.#places.set(id, rounded(place));
    }
    this.host.changed(this);
  }

  /** Stores the places and lets go, in one write; only lets go when nothing moved. */
  drop(): Promise<Outcome> {
    if (!this.inHand) return this.done;
    if (this.moves().length === 0) {
      void this.cancel();
      return this.done;
    }
    this.#state = "dropping";
    this.#renewal.clear();
    this.#move();
    this.host.changed(this);
    return this.done;
  }

  /** Lets go, and everything is where it was. Resolves when the leases are released. */
  async cancel(): Promise<void> {
    if (!this.inHand && !this.waits) return;
    this.host.withdraw(this.#moveOp);
    this.#over("released", { end: "released" });
    // A release that comes too late has nothing left to let go of.
    if (!this.host.withdraw(this.#acquireOp)) {
      await new Promise((resolve) => this.host.ask(this.#lock("release", this.#ids), resolve));
    }
  }

  /** Calls off a drop that waits. */
  withdraw(): boolean {
    const waits = this.waits;
    if (waits) void this.cancel();
    return waits;
  }

  /** The room was left. */
  close(): void {
    this.#lose(new CommandError("closed", "The room was left."));
  }

  /** Takes news of a row: a higher token, or a tombstone, ends the lease. */
  check(row: Row): void {
    const token = this.#tokens.get(row.id);
    if (this.#state !== "held" || token === undefined) return;
    if (isLive(row) && row.token <= token) return;
    if (isLive(row) && row.holder === undefined) this.#again(leaseOver([row]));
    else this.#lose(leaseOver([row]));
  }

  #acquire(): void {
    const items = this.#ids.map((id) => ({ id }));
    this.#acquires += 1;
    this.#acquireOp = this.host.ask(
      {
        keys: this.#ids,
        overlays: this.#ids.map((id) => ({ kind: "lock", id })),
        build: (op) => ({ action: "lock", op, mode: "acquire", items }),
      },
      (answer) => this.#acquired(answer),
    );
  }

  #acquired(answer: AckEvent | CommandError): void {
    if (answer instanceof CommandError) return this.#lose(answer);
    const mine = this.#ids.flatMap((id) => this.#ownRow(id) ?? []);
    this.#tokens = new Map(mine.map((row) => [row.id, row.token]));
    // Called off meanwhile: the release that follows has its tokens now.
    if (!this.inHand && this.#state !== "dropping") return;
    // A late answer to a repeated command.
    if (mine.length < this.#ids.length) return this.#again(leaseOver());
    // A hand that still drags goes on from wherever the item is; one that let go may be too late.
    const live = this.#state === "acquiring" && this.#acquires === 1;
    const touched = live ? [] : this.#touched();
    if (touched.length > 0) return this.#lose(leaseOver(), touched);
    this.#expected = new Map(mine.map((row) => [row.id, [row]]));
    if (this.#state === "acquiring") {
      this.#state = "held";
      this.#renewal.set(renewEveryMs);
    }
    this.host.changed(this);
  }

  #renew(): void {
    this.host.ask({ ...this.#lock("renew", this.#ids), supersedable: true }, (answer) => {
      if (this.#state !== "held") return;
      if (answer instanceof CommandError) this.#refused(answer);
      else this.#renewal.set(renewEveryMs);
    });
  }

  #move(): void {
    const ids = this.#ids;
    this.#moveOp = this.host.ask(
      {
        keys: ids,
        overlays: ids.flatMap((id) => {
          const place = this.#places.get(id);
          return place ? [{ kind: "place", id, place }] : [];
        }),
        build: (op) => ({ action: "move", op, items: this.#withTokens(ids), drop: true }),
      },
      (answer) => {
        if (answer instanceof CommandError) this.#refused(answer);
        else this.#over("stored", { end: "stored" });
      },
    );
  }

  #refused(error: CommandError): void {
    if (error.code === "lost") this.#again(error);
    else this.#lose(error);
  }

  /** The lease ended. What nobody else touched is acquired again, and dropped if the hand let go. */
  #again(error: CommandError): void {
    const dropping = this.#state === "dropping";
    if (dropping) {
      this.host.withdraw(this.#moveOp);
      this.#ids = this.#ids.filter((id) => !this.host.overtaken(this.#moveOp, id));
      // What this tab did to them since counts.
      if (this.#ids.length === 0) return this.#over("stored", { end: "stored" });
    }
    const touched = this.#touched();
    if (touched.length > 0 || this.#acquires >= maxAcquires) return this.#lose(error, touched);
    this.#renewal.clear();
    this.#tokens = new Map();
    if (!dropping) this.#state = "acquiring";
    this.#acquire();
    if (dropping) this.#move();
    this.host.changed(this);
  }

  /** Ends it: `lost` are the items that somebody else touched, else those that the refusal names, else all. */
  #lose(error: CommandError, lost: readonly string[] = error.items.map((row) => row.id)): void {
    if (!this.inHand && this.#state !== "dropping") return;
    // A hand that was refused at once hears of the refusal, and lost nothing.
    const had = this.#state !== "acquiring" || this.#acquires > 1;
    const told = had && ["lost", "held", "not_found"].includes(error.code);
    const kept = this.#ids.filter((id) => {
      const row = this.#ownRow(id);
      return row !== undefined && row.token === this.#tokens.get(id);
    });
    this.host.withdraw(this.#moveOp);
    this.#over("lost", { end: "lost", error: told ? leaseOver(error.items) : error });
    if (kept.length > 0) this.host.ask(this.#lock("release", kept), () => {});
    const named = this.#ids.filter((id) => lost.includes(id));
    if (told) this.host.lost(named.length > 0 ? named : this.#ids);
  }

  #over(state: DragState, outcome: Outcome): void {
    this.#state = state;
    this.#renewal.clear();
    this.#end(outcome);
    this.host.changed(this);
  }

  #ownRow(id: string): Item | undefined {
    const row = this.host.row(id);
    return row && isLive(row) && row.holder !== undefined && row.holder === this.host.you() ? row : undefined;
  }

  /** The items that are gone, were moved by somebody else, or are held by another drag of this tab. */
  #touched(): string[] {
    return this.#ids.filter((id) => {
      const row = this.host.row(id);
      if (!row || !isLive(row)) return true;
      const token = this.#tokens.get(id);
      const elsewhere = token !== undefined && row.token > token && row.holder === this.host.you();
      return elsewhere || !this.#expected.get(id)?.some((place) => samePlace(place, row));
    });
  }

  /** Where the items go, those that were not moved where they stand. Throws when the lease is not there. */
  #withTokens(ids: readonly string[]): Preview[] {
    return ids.map((id) => {
      const row = this.host.row(id);
      const token = this.#tokens.get(id);
      const place = this.#places.get(id) ?? (row && isLive(row) ? row : undefined);
      if (!place || token === undefined) throw leaseOver();
      return { id, ...rounded(place), token };
    });
  }

  #lock(mode: "renew" | "release", ids: readonly string[]): CommandRequest {
    const build = (op: number) => {
      const items = this.#withTokens(ids).map(({ id, token }) => ({ id, token }));
      return { action: "lock", op, mode, items } as const;
    };
    return { keys: ids, overlays: [], build };
  }
}

function leaseOver(rows: readonly Row[] = []): CommandError {
  return new CommandError("lost", "The lease is over.", rows);
}
