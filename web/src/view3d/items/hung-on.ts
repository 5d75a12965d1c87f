// Which pieces hang on which wall: they are hidden with it where it fades before the camera.

import { beside } from "../../geometry/footprint.ts";
import { segmentDistance } from "../../geometry/index.ts";
import { wallFaces } from "../../geometry/wall-faces.ts";
import { type WallRef, wallsOf } from "../../model/finishes.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { loadOf } from "../../planner/load.ts";

/** Largest distance of a piece's back from the wall that it hangs on, millimetres. */
const atWallMm = 60;

type Standing = Parameters<typeof loadOf>[1][number];

/** Returns the wall of each piece that hangs on one, and of what stands on such a piece. */
export function hungOn(plan: PlanBody, items: readonly Standing[]): Map<string, WallRef> {
  const refs = wallsOf(plan);
  const faces = wallFaces(plan).flatMap((some, i) => some.map((face) => ({ face, ref: refs[i] })));
  const found = new Map<string, WallRef>();
  for (const { id, place, piece } of items) {
    if (piece.mount !== "wall") continue;
    const { x, y } = beside(place, 0, -piece.size.depth / 2);
    const back: Point = [x, y];
    let [nearest, least]: [WallRef | undefined, number] = [undefined, atWallMm];
    for (const { face, ref } of faces) {
      const far = segmentDistance(back, face);
      if (far <= least) [nearest, least] = [ref, far];
    }
    if (nearest) found.set(id, nearest);
  }
  for (const [rider, carrier] of loadOf([...found.keys()], items).riders) {
    const wall = found.get(carrier);
    if (wall && !found.has(rider)) found.set(rider, wall);
  }
  return found;
}
