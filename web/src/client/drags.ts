// The drags under way in this tab.

import { Drag, type DragHost } from "./lease.ts";
import type { Place, Preview, Row } from "./protocol.ts";

export class Drags {
  readonly #all = new Set<Drag>();
  #suspended = false;

  constructor(private readonly host: DragHost) {}

  /** Acquires items, all or none. */
  async grab(ids: readonly string[]): Promise<Drag> {
    const drag = await Drag.grab(this.host, ids);
    this.#all.add(drag);
    // A tab that fell asleep meanwhile holds nothing (CL4).
    if (this.#suspended) void drag.cancel();
    return drag;
  }

  /** Forgets a drag that is over. */
  forget(drag: Drag): void {
    this.#all.delete(drag);
  }

  /** Where an item is dragged to. */
  placeOf(id: string): Place | undefined {
    for (const drag of this.#all) {
      const place = drag.placeOf(id);
      if (place) return place;
    }
    return undefined;
  }

  previews(): Preview[] {
    return [...this.#all].flatMap((drag) => drag.previews());
  }

  /** Tells the drags how the rows stand: a row that is another's ends its drag. */
  check(row: (id: string) => Row | undefined): void {
    for (const drag of [...this.#all]) {
      for (const id of drag.ids) {
        const now = row(id);
        if (now) drag.check(now);
      }
    }
  }

  /** Releases everything, and whatever is granted until `resume`. */
  async suspend(): Promise<void> {
    this.#suspended = true;
    await Promise.all([...this.#all].map((drag) => drag.cancel()));
  }

  resume(): void {
    this.#suspended = false;
  }
}
