// Items that obstruct doors, or stand in front of windows.

import { bounds, direction } from "../geometry/index.ts";
import { doorClearance, swings } from "../geometry/openings.ts";
import { overlaps } from "../geometry/polygons.ts";
import type { Door, Finding, Kind, Plan, PlanWindow, Point } from "../model/index.ts";
import { boxesNear, type HeightRange, heightsMeet, type PlacedItem } from "./placed-item.ts";
import { doorHeightMm, doorwayMm, hiddenMm, passMm, sillMm, windowMm } from "./thresholds.ts";

/** Kinds that may stand in front of a window. */
const lovesLight: ReadonlySet<Kind> = new Set(["plant", "lamp", "table-lamp", "ceiling-lamp"]);

/** A plan's openings, prepared once for all items. */
export interface Openings {
  doors: readonly { door: Door; height: number; swept: readonly Zone[]; ways: readonly Zone[] }[];
  windows: readonly { window: PlanWindow; pane: HeightRange; light: Zone }[];
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
      height: door.height ?? doorHeightMm,
      swept: swings(plan, door).map(zone),
      ways: both.map((where) => zone(doorClearance(plan, door, doorwayMm, where))),
    })),
    windows: plan.windows.map((window) => ({
      window,
      pane: paneOf(window),
      light: zone(doorClearance(plan, window, windowMm)),
    })),
  };
}

/** Returns the heights of a window's edges; the upper one is as high as may be if it was not measured. */
function paneOf({ sill = sillMm, height = Infinity }: PlanWindow): HeightRange {
  return { bottom: sill, top: sill + height };
}

function zone(around: Point[]): Zone {
  return { around, box: bounds(around) };
}

/**
 * Returns the openings that an item obstructs. If it is in the way of a
 * door's leaf, it is not also reported as standing in front of the door.
 */
export function openingFindings(item: PlacedItem, { doors, windows }: Openings): Finding[] {
  if (item.yields) return [];
  return [
    ...doors.flatMap(({ door, height, swept, ways }): Finding[] => {
      if (item.bottom >= height) return [];
      if (swept.some((leaf) => meets(item, leaf)))
        return [{ code: "door-swing", verdict: "blocked", door: door.id }];
      const way = ways.find((w) => meets(item, w));
      if (!way) return [];
      const [from, to] = shadow(item, door, way);
      const left = Math.max(from, -to) + door.width / 2;
      return [{ code: "door-way", verdict: left < passMm ? "blocked" : "tight", door: door.id }];
    }),
    ...windows.flatMap(({ window, pane, light }): Finding[] => {
      const hides = heightsMeet(item, pane) && !lovesLight.has(item.piece.kind);
      if (!hides || !meets(item, light)) return [];
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
