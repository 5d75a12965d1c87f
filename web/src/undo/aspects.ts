// Counts changes by other users. Undo may revert only what is still as this user left it: for each aspect of
// an item (place, look, presence) and for the plan, the number of changes by others is kept.

import { type Item, isLive, type Row, type RowChange } from "../client/index.ts";
import { sameLook, samePlace } from "../client/place.ts";
import type { Plan } from "../model/index.ts";

/** A separately changeable part of a room: `sofa-1/place`, `sofa-1/look`, `sofa-1/presence`, `plan`. */
export type Aspect = `${string}/place` | `${string}/look` | `${string}/presence` | "plan";

/** The data of a room's `stored` event. */
export interface StoredChange {
  by: string | undefined;
  rows: readonly RowChange[];
  plan?: { before: Plan; after: Plan };
}

export class Aspects {
  readonly #foreign = new Map<Aspect, number>();

  /** Returns how often other users changed the aspect, as far as this tab knows. */
  count(aspect: Aspect): number {
    return this.#foreign.get(aspect) ?? 0;
  }

  /**
   * Counts a stored change that is not this user's own. `expected` returns the item's values from this tab's
   * unanswered changes: a state that came before the ack contains them already.
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

/** Returns all aspects of an item. */
export function aspectsOf(id: string): Aspect[] {
  return [`${id}/place`, `${id}/look`, `${id}/presence`];
}

function changed(id: string, before: Row | undefined, after: Row): Aspect[] {
  const was = before && isLive(before) ? before : undefined;
  const is = isLive(after) ? after : undefined;
  if (!was || !is) return was === is ? [] : [`${id}/presence`];
  const aspects: Aspect[] = [];
  if (!samePlace(was, is)) aspects.push(`${id}/place`);
  if (!sameLook(was, is)) aspects.push(`${id}/look`);
  return aspects;
}

function isExpected(aspect: Aspect, after: Row, own: Partial<Item> | undefined): boolean {
  if (!own || !isLive(after)) return false;
  if (aspect.endsWith("/place")) return samePlace({ ...after, ...own }, after) && own.x !== undefined;
  if (aspect.endsWith("/look")) return sameLook({ ...after, ...own }, after);
  return own.product === after.product;
}
