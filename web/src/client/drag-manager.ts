// The drags under way in this tab.

import type { Place } from "../model/index.ts";
import type { Drag } from "./drag.ts";
import type { Preview, Row } from "./protocol.ts";

export class DragManager {
  readonly #all = new Set<Drag>();

  add(drag: Drag): void {
    this.#all.add(drag);
    void drag.done.then(() => this.#all.delete(drag));
  }

  /** Where an item is dragged to. */
  placeOf(id: string): Place | undefined {
    for (const drag of this.#all) {
      const place = drag.placeOf(id);
      if (place) return place;
    }
    return undefined;
  }

  /** The previews of one drag, as many as a cursor may carry (WR3); the drags take turns. */
  previews(): Preview[] {
    for (const drag of this.#all) {
      const previews = drag.previews();
      if (previews.length === 0) continue;
      this.#all.delete(drag);
      this.#all.add(drag);
      return previews;
    }
    return [];
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

  /** Releases all that a hand holds (CL4). What was dropped is stored when the tab wakes. */
  async suspend(): Promise<void> {
    await Promise.all([...this.#all].filter((drag) => drag.inHand).map((drag) => drag.cancel()));
  }

  /** The room was left: every drag ends. */
  close(): void {
    for (const drag of [...this.#all]) drag.close();
  }
}
