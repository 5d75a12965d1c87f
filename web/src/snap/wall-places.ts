// The places on walls where a new wall piece can hang.

import { normalizeAngle } from "../geometry/index.ts";
import type { Place, Point } from "../model/index.ts";
import { alongWall } from "./hang.ts";
import type { Footprint, Shell } from "./types.ts";
import { backedBy, facesOf } from "./walls.ts";

/** Distance between the spots that are tried on a wall, millimetres. */
const stepMm = 100;

/** Returns the places on walls where a piece can hang, the nearest to a spot first. */
export function wallPlaces(size: Footprint, plan: Shell, [x, y]: Point): Place[] {
  const places = facesOf(plan).flatMap((face) => {
    const [a, b] = face.segment;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < size.width) return [];
    const rotation = normalizeAngle(backedBy(face, 0), 0);
    const spots = Math.floor((length - size.width) / stepMm);
    const first = (length - spots * stepMm) / 2;
    return Array.from({ length: spots + 1 }, (_, i): Place => {
      const s = (first + i * stepMm) / length;
      const spot = { x: a[0] + (b[0] - a[0]) * s, y: a[1] + (b[1] - a[1]) * s };
      const [dx, dy] = alongWall(spot, size, face);
      return { x: Math.round(spot.x + dx), y: Math.round(spot.y + dy), z: 0, rotation };
    });
  });
  return places.sort((p, q) => Math.hypot(p.x - x, p.y - y) - Math.hypot(q.x - x, q.y - y));
}
