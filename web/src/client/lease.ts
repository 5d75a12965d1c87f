// A drag's life: acquire, previews, renew every 5 s, and the move that drops (LK4, MV1).

import { type Clock, Timer } from "./clock.ts";
import { CommandError, type CommandRequest } from "./commands.ts";
import { type AckEvent, isLive, type Place, type Preview, type Row } from "./protocol.ts";

/** What a drag needs of its room. */
export interface DragHost {
  clock: Clock;
  submit: (request: CommandRequest) => Promise<AckEvent>;
  /** Where an item stands, drags left out. */
  placeOf: (id: string) => Place | undefined;
  /** This peer's id. */
  you: () => string | undefined;
  /** The drag's places or state changed. */
  changed: (drag: Drag) => void;
  /** The lease is another's, or over; `rows` are as the server told them last. */
  lost: (drag: Drag, rows: readonly Row[]) => void;
}

export type DragState = "held" | "dropping" | "ended" | "lost";

/** Holders renew this often; the lease lasts three times as long. */
export const renewEveryMs = 5_000;

/** One or more items, held together from grab to drop. */
export class Drag {
  #state: DragState = "held";
  readonly #places = new Map<string, Place>();
  readonly #renewal: Timer;

  private constructor(
    private readonly host: DragHost,
    /** The fencing token of each item. */
    private readonly tokens: ReadonlyMap<string, number>,
  ) {
    this.#renewal = new Timer(host.clock, () => void this.#renew());
    this.#renewal.set(renewEveryMs);
  }

  /** Acquires all items or none (LK6); rejects with a CommandError: `held`, `not_found`, … */
  static async grab(host: DragHost, ids: readonly string[]): Promise<Drag> {
    const ack = await host.submit({
      touches: ids,
      overlays: ids.map((id) => ({ kind: "lock", id })),
      build: (op) => ({ action: "lock", op, mode: "acquire", items: ids.map((id) => ({ id })) }),
    });
    const you = host.you();
    const held = ack.items.filter(isLive).filter((i) => i.holder !== undefined && i.holder === you);
    if (held.length !== ids.length) {
      // A late answer to a repeated command: somebody else has it by now.
      throw new CommandError("lost", "The item was taken meanwhile.", ack.items);
    }
    return new Drag(host, new Map(held.map((i) => [i.id, i.token])));
  }

  get state(): DragState {
    return this.#state;
  }

  get ids(): string[] {
    return [...this.tokens.keys()];
  }

  /** Where a dragged item is shown; undefined when it was not moved yet. */
  placeOf(id: string): Place | undefined {
    return this.#state === "held" ? this.#places.get(id) : undefined;
  }

  /** The places as the others are shown them, without a write (PR4). */
  previews(): Preview[] {
    if (this.#state !== "held") return [];
    return [...this.#places].flatMap(([id, place]) => {
      const token = this.tokens.get(id);
      return token === undefined ? [] : [{ id, ...place, token }];
    });
  }

  /** Shows items at places, here and to the others. Places are rounded to whole millimetres and degrees. */
  to(places: Readonly<Record<string, Place>>): void {
    if (this.#state !== "held") return;
    for (const [id, place] of Object.entries(places)) {
      if (this.tokens.has(id)) this.#places.set(id, rounded(place));
    }
    this.host.changed(this);
  }

  /** Stores the places and lets go, in one write. Rejects with `lost` when the lease had ended (MV2). */
  async drop(): Promise<void> {
    if (this.#state !== "held") return;
    const previews = this.previews();
    const moved = previews.some((p) => !samePlace(p, this.host.placeOf(p.id)));
    if (!moved) return this.cancel();
    const items = this.ids.flatMap((id) => previews.find((p) => p.id === id) ?? this.#stay(id));
    await this.#finish({
      touches: this.ids,
      overlays: items.map(({ id, x, y, rotation }) => ({ kind: "place", id, place: { x, y, rotation } })),
      build: (op) => ({ action: "move", op, items, drop: true }),
    });
  }

  /** Lets go, and everything is where it was. */
  async cancel(): Promise<void> {
    if (this.#state !== "held") return;
    // A release that comes too late has nothing left to let go of.
    await this.#finish(this.#lock("release", this.ids)).catch(() => {});
  }

  /** Takes news of a row: a higher token, or a tombstone, ends the drag. */
  check(row: Row): void {
    const token = this.tokens.get(row.id);
    if (token === undefined || (this.#state !== "held" && this.#state !== "dropping")) return;
    if (!isLive(row) || row.token > token) this.#lose([row]);
  }

  async #finish(request: CommandRequest): Promise<void> {
    this.#state = "dropping";
    this.#renewal.clear();
    const answer = this.host.submit(request);
    this.host.changed(this);
    try {
      await answer;
      if (this.#state === "dropping") this.#state = "ended";
    } catch (error) {
      if (request.overlays.length > 0) this.#refused(error);
      else this.#state = "ended";
      throw error;
    } finally {
      this.host.changed(this);
    }
  }

  async #renew(): Promise<void> {
    try {
      await this.host.submit({ ...this.#lock("renew", this.ids), overtakable: true });
      if (this.#state === "held") this.#renewal.set(renewEveryMs);
    } catch (error) {
      this.#refused(error);
    }
  }

  #refused(error: unknown): void {
    if (!(error instanceof CommandError)) throw error;
    if (error.code === "closed") this.#state = "ended";
    else this.#lose(error.items);
  }

  #lose(rows: readonly Row[]): void {
    if (this.#state === "lost" || this.#state === "ended") return;
    this.#state = "lost";
    this.#renewal.clear();
    const kept = this.ids.filter((id) => !rows.some((row) => row.id === id));
    if (kept.length > 0) this.host.submit(this.#lock("release", kept)).catch(() => {});
    this.host.lost(this, rows);
  }

  #lock(mode: "renew" | "release", ids: readonly string[]): CommandRequest {
    const items = ids.flatMap((id) => {
      const token = this.tokens.get(id);
      return token === undefined ? [] : [{ id, token }];
    });
    return { touches: ids, overlays: [], build: (op) => ({ action: "lock", op, mode, items }) };
  }

  #stay(id: string): Preview[] {
    const place = this.host.placeOf(id);
    const token = this.tokens.get(id);
    return place && token !== undefined ? [{ id, ...place, token }] : [];
  }
}

/** A place as the wire takes it (WR2). */
export function rounded({ x, y, rotation }: Place): Place {
  const bounded = (mm: number) => Math.round(Math.min(1_000_000, Math.max(-1_000_000, mm)));
  return { x: bounded(x), y: bounded(y), rotation: (((Math.round(rotation) % 360) + 360) % 360) + 0 };
}

export function samePlace(a: Place, b: Place | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.rotation === b.rotation;
}
