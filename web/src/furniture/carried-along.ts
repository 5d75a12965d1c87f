import { normalizeAngle, rotatePoint } from "../geometry/index.ts";
import type { Place } from "../model/index.ts";

/** Returns where a place is after what carries it was moved and turned. */
export function carriedAlong(place: Place, from: Place, to: Place): Place {
  const turn = to.rotation - from.rotation;
  const [x, y] = rotatePoint([place.x - from.x, place.y - from.y], turn);
  return {
    x: Math.round(to.x + x),
    y: Math.round(to.y + y),
    z: place.z + to.z - from.z,
    rotation: normalizeAngle(place.rotation, turn),
  };
}
