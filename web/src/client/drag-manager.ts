// The drags in progress in this tab.

import type { Place } from "../model/index.ts";
import type { Drag } from "./drag.ts";
import type { Preview, Row } from "./protocol.ts";

export class DragManager {
  readonly #all = new Set<Drag>();

  add(drag: Drag): void {
    this.#all.add(drag);
    void drag.done.then(() => this.#all.delete(drag));
  }

  /** Returns the place to which an item is dragged; undefined when it is not dragged. */
  placeOf(id: string): Place | undefined {
    for (const drag of this.#all) {
      const place = drag.placeOf(id);
      if (place) return place;
    }
    return undefined;
  }

  /** Returns the previews of all drags. */
  previews(): Preview[] {
    return [...this.#all].flatMap((drag) => drag.previews());
  }

  /** Passes the current rows to the drags: a row with another holder ends its drag. */
  check(row: (id: string) => Row | undefined): void {
    for (const drag of [...this.#all]) {
      for (const id of drag.ids) {
        const now = row(id);
        if (now) drag.check(now);
      }
    }
  }

  /** Cancels all drags that are not dropped yet (CL4). Dropped ones are stored when the tab wakes. */
  async suspend(): Promise<void> {
    await Promise.all([...this.#all].filter((drag) => drag.inHand).map((drag) => drag.cancel()));
  }

  /** Ends every drag: the room was left. */
  close(): void {
    for (const drag of [...this.#all]) drag.close();
  }
}
