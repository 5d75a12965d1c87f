// One move in the making, of one or more items: shown at once, told to the others when
// the leases are granted, stored when it ends. The hand never waits for the network.

import type { Drag, Place, Room } from "../client/index.ts";

export interface MoveHooks {
  /** The places shown while the grab is on its way changed. */
  previewed: () => void;
  /** Stores a finished move: `drop` writes it, from the places before to those after. */
  store: (before: Places, after: Places, drop: () => Promise<void>) => Promise<void>;
  /** The grab, or the drop, was refused. */
  failed: (error: unknown) => void;
}

export type Places = ReadonlyMap<string, Place>;

export class Move {
  #drag: Drag | undefined;
  #end: "drop" | "cancel" | undefined;
  #before: Places = new Map();
  #places: Places;
  /** Resolves when it is stored, refused or called off. */
  readonly settled: Promise<void>;

  constructor(
    private readonly room: Room,
    start: Places,
    private readonly hooks: MoveHooks,
    /** What must be over first: a lease can't be held twice. */
    after: Promise<unknown>,
  ) {
    this.#places = start;
    this.settled = this.#run(after);
  }

  get ids(): string[] {
    return [...this.#places.keys()];
  }

  /** Where the items are shown. */
  get places(): Places {
    return this.#places;
  }

  /** True when nothing more will come of it. */
  get over(): boolean {
    return this.#end !== undefined || this.#drag?.state === "lost";
  }

  /** Places shown instead of the room's: only while the grab is on its way. */
  get previews(): Places {
    return this.#drag || this.#end === "cancel" ? new Map() : this.#places;
  }

  to(places: Places): void {
    if (this.over) return;
    this.#places = places;
    if (this.#drag) this.#drag.to(Object.fromEntries(places));
    else this.hooks.previewed();
  }

  /** Ends it; what is still being granted is stored, or let go, then. */
  finish(end: "drop" | "cancel"): void {
    if (this.over) return;
    this.#end = end;
    if (this.#drag) this.#settle(this.#drag, end);
    else this.hooks.previewed();
  }

  #finished: () => void = () => {};

  async #run(after: Promise<unknown>): Promise<void> {
    try {
      await after;
      const drag = await this.room.grab(this.ids);
      this.#granted(drag);
      await new Promise<void>((resolve) => {
        this.#finished = resolve;
        if (this.#end) this.#settle(drag, this.#end);
      });
    } catch (error) {
      this.#end = "cancel";
      this.hooks.previewed();
      this.hooks.failed(error);
    }
  }

  #granted(drag: Drag): void {
    const { items } = this.room.snapshot();
    this.#before = new Map(
      this.ids.flatMap((id) => {
        const item = items.get(id);
        return item ? [[id, { x: item.x, y: item.y, rotation: item.rotation }] as const] : [];
      }),
    );
    this.#drag = drag;
    if (this.#end !== "cancel") drag.to(Object.fromEntries(this.#places));
    this.hooks.previewed();
  }

  #settle(drag: Drag, end: "drop" | "cancel"): void {
    const done =
      end === "drop" ? this.hooks.store(this.#before, this.#places, () => drag.drop()) : drag.cancel();
    done.catch(this.hooks.failed).finally(this.#finished);
  }
}
