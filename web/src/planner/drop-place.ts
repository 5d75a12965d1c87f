// The place of a new item that is dropped on the plan.

import type { Piece } from "../catalog/types.ts";
import { heightRange, heightsMeet } from "../fit/placed-item.ts";
import { isRug } from "../geometry/footprint.ts";
import { normalizeAngle } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import { keptInside, type Standing, snap, toleranceMm, turningOf } from "../snap/index.ts";
import { standingIn } from "./load.ts";
import type { BaseScene } from "./scene.ts";
import { settledNew } from "./settle.ts";

/**
 * Returns what can be in the way of a piece whose lowest point is at `z`: what is at the same height, as far
 * as it isn't a rug; for a rug, other rugs.
 */
export function obstaclesOf(
  { items, pieceOf }: Pick<BaseScene, "items" | "pieceOf">,
  { kind, size }: Piece,
  z: number,
): Standing[] {
  const range = { bottom: z, top: z + size.height };
  return [...items.values()].flatMap((item) => {
    const other = pieceOf(item);
    if (isRug(other.kind) !== isRug(kind)) return [];
    const meets = isRug(kind) || heightsMeet(range, heightRange({ place: item, piece: other }));
    return meets ? [{ id: item.id, place: item, size: other.size }] : [];
  });
}

/** Returns the place of a new piece at a point, snapped to walls and neighbours unless `free` (Alt). */
export function dropPlace(scene: BaseScene, piece: Piece, [x, y]: Point, free: boolean): Place {
  const { plan, snapping } = scene;
  const { size } = piece;
  const context = { plan, others: obstaclesOf(scene, piece, 0), turning: turningOf(piece) };
  const moving = [{ place: { x, y, z: 0, rotation: 0 }, size }];
  const { by, turn = 0 } = snap(moving, context, { tolerance: toleranceMm, on: snapping && !free });
  const at = { x: x + by[0], y: y + by[1], z: 0, rotation: normalizeAngle(turn, 0) };
  return settledNew(keptInside(at, size, plan), piece, { plan, items: standingIn(scene) });
}
