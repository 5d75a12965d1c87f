// Items that obstruct doors, or stand in front of windows.

import { bounds, direction } from "../geometry/index.ts";
import { doorClearance, swing } from "../geometry/openings.ts";
import { overlaps } from "../geometry/polygons.ts";
import type { Door, Finding, Kind, Plan, PlanWindow, Point } from "../model/index.ts";
import { boxesNear, type PlacedItem } from "./placed-item.ts";
import { doorwayMm, hiddenMm, passMm, sillMm, windowMm } from "./thresholds.ts";

/** Kinds that may stand in front of a window. */
const lovesLight: ReadonlySet<Kind> = new Set(["plant", "lamp"]);

/** A plan's openings, prepared once for all items. */
export interface Openings {
  doors: readonly { door: Door; swing: Zone; ways: readonly Zone[] }[];
  windows: readonly { window: PlanWindow; light: Zone }[];
}

interface Zone {
  around: Point[];
  box: ReturnType<typeof bounds>;
}

export function openingsOf(plan: Plan): Openings {
  const both = ["in", "out"] as const;
  return {
    doors: plan.doors.map((door) => ({
      door,
      swing: zone(swing(plan, door)),
      ways: both.map((where) => zone(doorClearance(plan, door, doorwayMm, where))),
    })),
    windows: plan.windows.map((window) => ({ window, light: zone(doorClearance(plan, window, windowMm)) })),
  };
}

function zone(around: Point[]): Zone {
  return { around, box: bounds(around) };
}

/**
 * Returns the openings that an item obstructs. If it is in the way of a
 * door's leaf, it is not also reported as standing in front of the door.
 */
export function openingFindings(item: PlacedItem, { doors, windows }: Openings): Finding[] {
  if (item.flat) return [];
  return [
    ...doors.flatMap(({ door, swing, ways }): Finding[] => {
      if (meets(item, swing)) return [{ code: "door-swing", verdict: "blocked", door: door.id }];
      const way = ways.find((w) => meets(item, w));
      if (!way) return [];
      const [from, to] = shadow(item, door, way);
      const left = Math.max(from, -to) + door.width / 2;
      return [{ code: "door-way", verdict: left < passMm ? "blocked" : "tight", door: door.id }];
    }),
    ...windows.flatMap(({ window, light }): Finding[] => {
      const tall = item.piece.size.height > sillMm && !lovesLight.has(item.piece.kind);
      if (!tall || !meets(item, light)) return [];
      const [from, to] = shadow(item, window, light);
      return to - from < hiddenMm ? [] : [{ code: "window", verdict: "tight", window: window.id }];
    }),
  ];
}

function meets({ parts, box }: PlacedItem, zone: Zone): boolean {
  return boxesNear(box, zone.box, 0) && parts.some((part) => overlaps(part, zone.around));
}

/** Returns the part of an opening's width that is behind an item, measured from the opening's centre. */
function shadow(item: PlacedItem, opening: Door | PlanWindow, { around }: Zone): [from: number, to: number] {
  const [ux, uy] = direction(opening.rotation);
  const half = opening.width / 2;
  const along = item.parts
    .filter((part) => overlaps(part, around))
    .flatMap((part) => part.map(([x, y]) => (x - opening.x) * ux + (y - opening.y) * uy));
  return [Math.max(-half, Math.min(...along)), Math.min(half, Math.max(...along))];
}
