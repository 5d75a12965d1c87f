// The width of the way to a piece, to where a person stands to use it.

import { rotatePoint } from "../geometry/index.ts";
import type { Kind } from "../model/index.ts";
import type { Ways } from "./bottleneck-paths.ts";
import type { Floor } from "./floor.ts";
import { isOnFloor, type PlacedItem } from "./placed-item.ts";
import { armMm, besideMm, standMm } from "./thresholds.ts";

/**
 * Sides from which a kind is used, as degrees from its front;
 * reaching one is enough. Other kinds, and what hangs or stands on others, need not be reached.
 */
const usedFrom: Partial<Record<Kind, readonly number[]>> = {
  sofa: [0, 90, 270],
  corner: [0],
  armchair: [0, 90, 270],
  chair: [0, 90, 180, 270],
  bed: [0, 90, 270],
  wardrobe: [0],
  drawers: [0],
  storage: [0],
  shelf: [0],
};
const seats: ReadonlySet<Kind> = new Set(["sofa", "corner", "armchair", "chair"]);

/** Half the width of a way at its narrowest, and the cell where that is; -1 for nowhere. */
export interface Reach {
  half: number;
  narrowest: number;
}

/** Returns the widest of the ways to the sides of an item; undefined for what need not be reached. */
export function reachOf(item: PlacedItem, floor: Floor, ways: Ways): Reach | undefined {
  const sides = usedFrom[item.piece.kind];
  if (!sides || !isOnFloor(item)) return undefined;
  return sides.map((degrees) => reachFrom(item, degrees, floor, ways)).reduce(wider);
}

/** Returns the widest way to a side: to a spot in front of it from which the piece is within arm's reach. */
function reachFrom({ place, piece }: PlacedItem, degrees: number, floor: Floor, ways: Ways): Reach {
  const { kind, size } = piece;
  const upright = degrees % 180 === 0;
  const [half, out] = upright ? [size.width / 2, size.depth / 2] : [size.depth / 2, size.width / 2];
  const reach = half + (seats.has(kind) ? besideMm : 0);
  const [rightX, rightY] = rotatePoint([1, 0], place.rotation + degrees);
  let best: Reach = { half: 0, narrowest: -1 };
  for (let across = floor.cell / 2 - reach; across < reach; across += floor.cell) {
    for (let far = floor.cell / 2; far < standMm; far += floor.cell) {
      const x = place.x + rightX * across - rightY * (out + far);
      const y = place.y + rightY * across + rightX * (out + far);
      const cell = floor.at(x, y);
      const width = cell < 0 ? 0 : (ways.half[cell] ?? 0);
      if (width <= best.half || Math.hypot(Math.max(0, Math.abs(across) - half), far) > width + armMm)
        continue;
      best = { half: width, narrowest: ways.narrowest[cell] ?? -1 };
    }
  }
  return best;
}

/** Returns the widest of the ways to some cells. */
export function reachOfCells(cells: readonly number[], ways: Ways): Reach {
  return cells
    .map((n): Reach => ({ half: ways.half[n] ?? 0, narrowest: ways.narrowest[n] ?? -1 }))
    .reduce(wider, { half: 0, narrowest: -1 });
}

function wider(a: Reach, b: Reach): Reach {
  return b.half > a.half ? b : a;
}
