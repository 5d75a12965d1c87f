// Generates histories of rooms: changes as in the archive, and their form in the HTTP API.

import fc from "fast-check";
import type { Change, Past } from "../../src/history/past.ts";
import type { Plan } from "../../src/model/index.ts";

export const start = 1_795_500_000_000;

export function plan(version: number, name = "Room"): Plan {
  const outline: Plan["outline"] = [
    [0, 0],
    [5000, 0],
    [5000, 4000],
    [0, 4000],
  ];
  return { name, units: "cm", outline, walls: [], doors: [], windows: [], version };
}

export function planned(at: number, version = 1, name = "Anna"): Change {
  return { kind: "plan", by: { name, at }, plan: plan(version) };
}

export function placed(id: string, version: number, at: number, x = 0, name = "Anna"): Change {
  const item = { id, product: "sofa", variant: "sand", x, y: 0, z: 0, rotation: 0, version };
  return { kind: "item", by: { name, at }, item, removed: false };
}

export function removed(id: string, version: number, at: number, name = "Anna"): Change {
  return { ...placed(id, version, at, 0, name), kind: "item", removed: true } as Change;
}

interface Draw {
  what: "plan" | "move" | "remove";
  id: string;
  x: number;
  gap: number;
  name: string;
}

const drawn = fc.record<Draw>({
  what: fc.constantFrom("move", "move", "move", "remove", "plan"),
  id: fc.constantFrom("a", "b", "c", "d"),
  x: fc.integer({ min: 0, max: 9 }),
  // Some changes have the same millisecond.
  gap: fc.constantFrom(0, 1, 50, 5_000, 3_600_000),
  name: fc.constantFrom("Anna", "Bo"),
});

/** Whole histories of a room, in order: they begin with the plan, and each row's versions count up. */
export const lives = fc.array(drawn, { maxLength: 120 }).map((draws) => {
  const versions = new Map<string, number>();
  const next = (id: string) => {
    versions.set(id, (versions.get(id) ?? 0) + 1);
    return versions.get(id) ?? 0;
  };
  let at = start;
  const life: Change[] = [planned(at, next("plan"))];
  for (const { what, id, x, gap, name } of draws) {
    at += gap;
    if (what === "plan") life.push(planned(at, next("plan"), name));
    else if (what === "move") life.push(placed(id, next(id), at, x, name));
    else if (versions.has(id)) life.push(removed(id, next(id), at, name));
  }
  return life;
});

/** Applies all changes up to a time, one after another: the reference for faster ways. */
export function replay(life: readonly Change[], until: number): Pick<Past, "plan" | "items"> {
  const items = new Map<string, Past["items"] extends ReadonlyMap<string, infer S> ? S : never>();
  let last: Plan | undefined;
  for (const change of life) {
    if (change.by.at > until) break;
    if (change.kind === "plan") last = change.plan;
    else if (change.removed) items.delete(change.item.id);
    else items.set(change.item.id, change.item);
  }
  return { plan: last, items };
}

/** Returns the visible part of a state; the items are sorted, as their order doesn't matter. */
export function seen({ plan: drawnPlan, items }: Pick<Past, "plan" | "items">) {
  return { plan: drawnPlan, items: Object.fromEntries([...items].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Returns a change in the form of the HTTP API. */
export function written(change: Change): object {
  if (change.kind === "plan") return { by: change.by, plan: change.plan };
  const item = { ...change.item, changed: change.by };
  return { by: change.by, item, ...(change.removed ? { removed: true } : {}) };
}
