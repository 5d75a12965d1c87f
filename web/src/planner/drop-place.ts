// The place of a new item that is dropped on the plan.

import type { Piece } from "../catalog/types.ts";
import { isRug } from "../geometry/footprint.ts";
import { normalizeAngle } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import { keptInside, type Standing, snap, toleranceMm, turningOf } from "../snap/index.ts";
import type { Scene } from "./scene.ts";

/** Returns what can be in a piece's way: for a rug other rugs, for furniture everything but rugs. */
export function obstaclesOf(
  { items, pieceOf }: Pick<Scene, "items" | "pieceOf">,
  { kind }: Piece,
): Standing[] {
  return [...items.values()].flatMap((item) => {
    const other = pieceOf(item);
    return isRug(other.kind) === isRug(kind) ? [{ id: item.id, place: item, size: other.size }] : [];
  });
}

/** Returns the place of a new piece at a point, snapped to walls and neighbours unless `free` (Alt). */
export function dropPlace(scene: Scene, piece: Piece, [x, y]: Point, free: boolean): Place {
  const { plan, snapping } = scene;
  const { size, kind } = piece;
  const context = { plan, others: obstaclesOf(scene, piece), turning: turningOf(kind) };
  const moving = [{ place: { x, y, z: 0, rotation: 0 }, size }];
  const { by, turn = 0 } = snap(moving, context, { tolerance: toleranceMm, on: snapping && !free });
  return keptInside({ x: x + by[0], y: y + by[1], z: 0, rotation: normalizeAngle(turn, 0) }, size, plan);
}
