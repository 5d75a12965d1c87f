// A drag, from acquiring the lease to its one outcome: acquire, previews, renewals, and the move that drops
// (LK, MV). It always ends, and its places are lost only to another user.

import type { Place } from "../model/index.ts";
import type { Change, Outcome } from "./change.ts";
import { type Clock, Timer } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import type { CommandRequest } from "./commands.ts";
import { encodeWrite } from "./encode-write.ts";
import { rounded, samePlace } from "./place.ts";
import { type AckEvent, type Item, isLive, type Preview, type Row } from "./protocol.ts";

/** What a drag needs of its room. */
export interface DragHost {
  clock: Clock;
  /**
   * Queues a command and returns its op. `answered` is called before any command that waits for it is sent.
   */
  ask: (request: CommandRequest, answered: (answer: AckEvent | CommandError) => void) => number;
  /** Withdraws a command that was never sent; returns false when it was. */
  withdraw: (op: number) => boolean;
  /** Reports whether a command was never sent. */
  unsent: (op: number) => boolean;
  /** Reports whether a later command of this tab determines the item's place, or whether it exists. */
  overtaken: (op: number, id: string) => boolean;
  /** Returns the row as it is stored; undefined if it is unknown. */
  row: (id: string) => Row | undefined;
  /** Returns the item's stored place, then the place of each unanswered command of this tab, in order. */
  places: (id: string) => Place[];
  /** This peer's id. */
  you: () => string | undefined;
  /** Called when the drag's places or state changed. */
  changed: (drag: Drag) => void;
  /** Called when another user has, moved or removed these items, or the lease could not be acquired again. */
  lost: (ids: readonly string[]) => void;
}

export type DragState = "acquiring" | "held" | "dropping" | "stored" | "lost" | "released";

/** A move that a drop would store. */
export interface PlaceChange {
  id: string;
  before: Place;
  after: Place;
}

/** Interval of renewals; a lease lasts three times as long. */
const renewEveryMs = 5_000;
/** Maximum number of acquires of a drag: a lease that ended is acquired again. */
const maxAcquires = 6;

/** One or more items, held together from acquire to drop. */
export class Drag implements Change {
  readonly done: Promise<Outcome>;
  #end: (outcome: Outcome) => void = () => {};
  #state: DragState = "acquiring";
  #ids: readonly string[];
  /** The fencing token of each item, while this drag has the lease. */
  #tokens: ReadonlyMap<string, number> = new Map();
  /** The places that the items may have if no other user moved them. */
  #expected: ReadonlyMap<string, readonly Place[]>;
  readonly #places = new Map<string, Place>();
  readonly #renewal: Timer;
  #acquires = 0;
  #acquireOp = 0;
  #moveOp = 0;

  /** Requests leases of the items at once, all or none (LK6). */
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

  /** True from the start until the drag is dropped, lost or released. */
  get inHand(): boolean {
    return this.#state === "acquiring" || this.#state === "held";
  }

  /** True while the drop is not sent yet. */
  get waits(): boolean {
    return this.#state === "dropping" && this.host.unsent(this.#moveOp);
  }

  /** Returns where a dragged item is displayed; undefined when it was not moved yet, or the drag is over. */
  placeOf(id: string): Place | undefined {
    return this.inHand ? this.#places.get(id) : undefined;
  }

  /** Returns the places that the other peers are sent, without a write (PR4). */
  previews(): Preview[] {
    return this.#state === "held" ? this.#withTokens([...this.#places.keys()]) : [];
  }

  /** Returns the moves that a drop would store now. */
  moves(): PlaceChange[] {
    return [...this.#places].flatMap(([id, after]) => {
      const under = this.host.places(id).at(-1);
      return under && !samePlace(under, after) ? [{ id, before: rounded(under), after }] : [];
    });
  }

  /** Displays items at places, here and to the other peers; rounds to whole millimetres and degrees. */
  to(places: Readonly<Record<string, Place>>): void {
    if (!this.inHand) return;
    for (const [id, place] of Object.entries(places)) {
      if (this.#expected.has(id)) this.#places.set(id, rounded(place));
    }
    this.host.changed(this);
  }

  /** Stores the places and releases the leases, in one write; only releases them when nothing moved. */
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

  /** Releases the items, which return to their earlier places. Resolves when the leases are released. */
  async cancel(): Promise<void> {
    if (!this.inHand && !this.waits) return;
    this.host.withdraw(this.#moveOp);
    this.#over("released", { end: "released" });
    // If the acquire was sent, the leases must be released; a release that comes too late has no effect.
    if (!this.host.withdraw(this.#acquireOp)) {
      await new Promise((resolve) => this.host.ask(this.#lock("release", this.#ids), resolve));
    }
  }

  /** Withdraws a drop that waits. */
  withdraw(): boolean {
    const waits = this.waits;
    if (waits) void this.cancel();
    return waits;
  }

  /** Ends the drag: the room was left. */
  close(): void {
    this.#lose(new CommandError("closed", "The room was left."));
  }

  /** Checks a new row: a higher token, or a tombstone, ends the lease. */
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
        build: (op) => encodeWrite({ action: "lock", op, mode: "acquire", items }),
      },
      (answer) => this.#acquired(answer),
    );
  }

  #acquired(answer: AckEvent | CommandError): void {
    if (answer instanceof CommandError) return this.#lose(answer);
    const mine = this.#ids.flatMap((id) => this.#ownRow(id) ?? []);
    this.#tokens = new Map(mine.map((row) => [row.id, row.token]));
    // Cancelled meanwhile: the release that follows now has the tokens.
    if (!this.inHand && this.#state !== "dropping") return;
    // A late answer to a repeated command.
    if (mine.length < this.#ids.length) return this.#again(leaseOver());
    // A drag in progress continues from wherever the item is; a drop may have come too late.
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
        build: (op) => encodeWrite({ action: "move", op, items: this.#withTokens(ids), drop: true }),
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

  /**
   * Handles the end of the lease: acquires untouched items again, and drops them if the drag was dropping.
   */
  #again(error: CommandError): void {
    const dropping = this.#state === "dropping";
    if (dropping) {
      this.host.withdraw(this.#moveOp);
      this.#ids = this.#ids.filter((id) => !this.host.overtaken(this.#moveOp, id));
      // Later commands of this tab decide about these items.
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

  /**
   * Ends the drag as lost. `lost`: the items that another user touched, else those of the refusal, else all.
   */
  #lose(error: CommandError, lost: readonly string[] = error.items.map((row) => row.id)): void {
    if (!this.inHand && this.#state !== "dropping") return;
    // A drag that was refused at its first acquire reports that refusal, and lost nothing.
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

  /** Returns the items that are gone, were moved by another user, or are held by another drag of this tab. */
  #touched(): string[] {
    return this.#ids.filter((id) => {
      const row = this.host.row(id);
      if (!row || !isLive(row)) return true;
      const token = this.#tokens.get(id);
      const elsewhere = token !== undefined && row.token > token && row.holder === this.host.you();
      return elsewhere || !this.#expected.get(id)?.some((place) => samePlace(place, row));
    });
  }

  /**
   * Returns the items' places, the stored one for an item that was not moved. Throws when a lease is missing.
   */
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
      return encodeWrite({ action: "lock", op, mode, items });
    };
    return { keys: ids, overlays: [], build };
  }
}

function leaseOver(rows: readonly Row[] = []): CommandError {
  return new CommandError("lost", "The lease is over.", rows);
}
