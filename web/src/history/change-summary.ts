// Summarizes a change of a room, and computes the difference of two states of it.

import { sameLook, samePlace } from "../client/place.ts";
import { isEqual } from "../json/equal.ts";
import type { Own, Place, PlanBody } from "../model/index.ts";
import type { Change, Past } from "./past.ts";

/** What an item is and its place; a subset of the scene's ItemView. */
export interface Standing extends Place {
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
}

export type ChangeSummary =
  | { kind: "added" | "removed" | "moved" | "recoloured"; id: string; item: Standing }
  | { kind: "plan" };

export interface Difference {
  added: readonly Standing[];
  removed: readonly Standing[];
  /** Moved items, at their new places. */
  moved: readonly Standing[];
  recoloured: readonly Standing[];
  plan: boolean;
}

interface State {
  plan: PlanBody | undefined;
  items: ReadonlyMap<string, Standing>;
}

/** Returns what a change did to a state; undefined if nothing visible. */
export function deedOf(before: Past, change: Change): ChangeSummary | undefined {
  if (change.kind === "plan") return samePlan(before.plan, change.plan) ? undefined : { kind: "plan" };
  const { item, removed } = change;
  return itemDeed(item.id, before.items.get(item.id), removed ? undefined : item);
}

/** Returns the changes that turn one state into another (HS3). */
export function difference(from: State, to: State): Difference {
  const deeds = [...new Set([...from.items.keys(), ...to.items.keys()])].flatMap(
    (id) => itemDeed(id, from.items.get(id), to.items.get(id)) ?? [],
  );
  const of = (kind: ChangeSummary["kind"]) =>
    deeds.flatMap((d) => (d.kind === kind && d.kind !== "plan" ? [d.item] : []));
  return {
    added: of("added"),
    removed: of("removed"),
    moved: of("moved"),
    recoloured: of("recoloured"),
    plan: !samePlan(from.plan, to.plan),
  };
}

/** Returns the number of items that differ, plus one if the plan does. */
export function sizeOf({ added, removed, moved, recoloured, plan }: Difference): number {
  return added.length + removed.length + moved.length + recoloured.length + Number(plan);
}

function itemDeed(
  id: string,
  was: Standing | undefined,
  is: Standing | undefined,
): ChangeSummary | undefined {
  if (!was || !is) {
    const item = was ?? is;
    return item && { kind: is ? "added" : "removed", id, item };
  }
  if (!samePlace(was, is)) return { kind: "moved", id, item: is };
  return was.product === is.product && sameLook(was, is) ? undefined : { kind: "recoloured", id, item: is };
}

/** Reports whether two plans are equal apart from their versions. */
function samePlan(a: PlanBody | undefined, b: PlanBody | undefined): boolean {
  return isEqual({ ...a, version: 0 }, { ...b, version: 0 });
}
