// The places of items: SPEC section 1.

/** A place on the plan: the centre in millimetres, and whole degrees clockwise, 0 to 359. */
export interface PlanPlace {
  x: number;
  y: number;
  rotation: number;
}

/** Place of an item; `z` is the height of its lowest point above the floor, millimetres. */
export interface Place extends PlanPlace {
  z: number;
}

/** Returns the place alone of an item, a preview or a fixture. */
export function placeOf({ x, y, z, rotation }: Place): Place {
  return { x, y, z, rotation };
}
