// Whose is what stands now. Undo may take back only what is still as this person left
// it, so each aspect of an item (where it is, its variant, whether it is there at all)
// and the plan count how often somebody else changed them.

import { type Item, isLive, type Row, type RowChange } from "../client/index.ts";
import type { Plan } from "../model/index.ts";

/** What can change of a room by itself: `sofa-1/place`, `sofa-1/variant`, `sofa-1/presence`, `plan`. */
export type Aspect = `${string}/place` | `${string}/variant` | `${string}/presence` | "plan";

/** What a `stored` event of the room tells. */
export interface StoredChange {
  by: string | undefined;
  rows: readonly RowChange[];
  plan?: { before: Plan; after: Plan };
}

export class Aspects {
  readonly #foreign = new Map<Aspect, number>();

  /** How often somebody else changed it, as far as this tab knows. */
  count(aspect: Aspect): number {
    return this.#foreign.get(aspect) ?? 0;
  }

  /**
   * Takes a stored change that is not this person's own. `expected` says what this tab
   * itself has on its way: a state that came before the ack holds it already.
   */
  saw(change: StoredChange, expected: (id: string) => Partial<Item> | undefined): void {
    for (const { id, before, after } of change.rows) {
      for (const aspect of changed(id, before, after)) {
        const own = change.by === undefined && isExpected(aspect, after, expected(id));
        if (!own) this.#raise(aspect);
      }
    }
    if (change.plan) this.#raise("plan");
  }

  #raise(aspect: Aspect): void {
    this.#foreign.set(aspect, this.count(aspect) + 1);
  }
}

/** Every aspect of an item. */
export function aspectsOf(id: string): Aspect[] {
  return [`${id}/place`, `${id}/variant`, `${id}/presence`];
}

function changed(id: string, before: Row | undefined, after: Row): Aspect[] {
  const was = before && isLive(before) ? before : undefined;
  const is = isLive(after) ? after : undefined;
  if (!was || !is) return was === is ? [] : [`${id}/presence`];
  const aspects: Aspect[] = [];
  if (was.x !== is.x || was.y !== is.y || was.rotation !== is.rotation) aspects.push(`${id}/place`);
  if (was.variant !== is.variant) aspects.push(`${id}/variant`);
  return aspects;
}

function isExpected(aspect: Aspect, after: Row, own: Partial<Item> | undefined): boolean {
  if (!own || !isLive(after)) return false;
  if (aspect.endsWith("/place")) {
    return own.x === after.x && own.y === after.y && own.rotation === after.rotation;
  }
  if (aspect.endsWith("/variant")) return own.variant === after.variant;
  return own.product === after.product;
}
