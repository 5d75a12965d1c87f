// What was done to a room in one step, and what differs between two states of it.

import { isEqual } from "../json/equal.ts";
import type { Place, PlanBody } from "../model/index.ts";
import type { Change, Past } from "./past.ts";

/** What an item is and where it stands; what the room shows now has more. */
export interface Standing extends Place {
  product: string;
  variant: string;
}

export type ChangeSummary =
  | { kind: "added" | "removed" | "moved" | "recoloured"; id: string; item: Standing }
  | { kind: "plan" };

export interface Difference {
  added: readonly Standing[];
  removed: readonly Standing[];
  /** The items as they will be. */
  moved: readonly Standing[];
  recoloured: readonly Standing[];
  plan: boolean;
}

interface State {
  plan: PlanBody | undefined;
  items: ReadonlyMap<string, Standing>;
}

/** What a change did to the room as it was before; undefined when nothing that is seen. */
export function deedOf(before: Past, change: Change): ChangeSummary | undefined {
  if (change.kind === "plan") return samePlan(before.plan, change.plan) ? undefined : { kind: "plan" };
  const { item, removed } = change;
  return itemDeed(item.id, before.items.get(item.id), removed ? undefined : item);
}

/** What must happen for one state to become another (HS3). */
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

/** How many things differ. */
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
  if (was.x !== is.x || was.y !== is.y || was.rotation !== is.rotation)
    return { kind: "moved", id, item: is };
  const same = was.variant === is.variant && was.product === is.product;
  return same ? undefined : { kind: "recoloured", id, item: is };
}

/** Apart from versions. */
function samePlan(a: PlanBody | undefined, b: PlanBody | undefined): boolean {
  return isEqual({ ...a, version: 0 }, { ...b, version: 0 });
}
