// The entrances of the room, as cells of the floor.

import { bounds, edges, pointInPolygon, segmentDistance } from "../geometry/index.ts";
import { doorClearance } from "../geometry/openings.ts";
import { centroid } from "../geometry/polygons.ts";
import type { Door, Plan, Point } from "../model/index.ts";
import type { Floor } from "./floor.ts";
import { seatedMm } from "./thresholds.ts";

/**
 * Returns the cells of the widest door that is not blocked, of a balcony's only if there is no other, or
 * else one in the middle of the open floor; and those of the other doors.
 */
export function entrances(plan: Plan, floor: Floor): { starts: number[]; others: number[][] } {
  const doors = plan.doors
    .filter((door) => edges(plan.outline).some((e) => segmentDistance([door.x, door.y], e) < seatedMm))
    .sort((a, b) => Number(a.balcony ?? false) - Number(b.balcony ?? false) || b.width - a.width)
    .map((door) => doorCells(plan, door, floor))
    .filter((cells) => cells.length > 0);
  const [starts, ...others] = doors;
  return { starts: starts ?? openMiddle(floor, centroid(plan.outline)), others };
}

/**
 * Returns the cell with the most space around it; of equal
 * ones, the nearest to a point. None if all are taken.
 */
function openMiddle(floor: Floor, [x, y]: Point): number[] {
  let best = -1;
  let most = 0;
  let least = Infinity;
  floor.half.forEach((half, n) => {
    if (half === 0 || half < most) return;
    const middle = floor.middle(n);
    const far = Math.hypot(middle[0] - x, middle[1] - y);
    if (half > most || far < least) [best, most, least] = [n, half, far];
  });
  return best < 0 ? [] : [best];
}

/** Returns the free cells in a door. */
function doorCells(plan: Plan, door: Door, floor: Floor): number[] {
  const sill = doorClearance(plan, door, 3 * floor.cell);
  const { x, y, width, height } = bounds(sill);
  const cells: number[] = [];
  for (let down = floor.cell / 2; down < height; down += floor.cell) {
    for (let right = floor.cell / 2; right < width; right += floor.cell) {
      const n = floor.at(x + right, y + down);
      if (n >= 0 && (floor.half[n] ?? 0) > 0 && pointInPolygon(sill, floor.middle(n))) cells.push(n);
    }
  }
  return cells;
}
