// Rooms and pieces for tests of the arrangement.

import fc from "fast-check";
import type { Piece } from "../../src/catalog/types.ts";
import type { FitInput } from "../../src/fit/index.ts";
import { carries, type Door, type Kind, mountOf, type Plan, type PlanWindow } from "../../src/model/index.ts";
import { piece, plan, rectangular } from "../fit/room.ts";

/** Pieces of usual sizes. */
export const sofa = of("sofa", [2000, 900, 800], { clearance: { front: 350 } });
export const coffeeTable = of("table", [1200, 600, 450]);
export const diningTable = of("table", [1600, 900, 740]);
export const chair = of("chair", [450, 500, 800]);
export const armchair = of("armchair", [800, 800, 800], { clearance: { front: 300 } });
export const tvUnit = of("tv-unit", [1600, 400, 480], { clearance: { front: 500 } });
export const shelf = of("shelf", [800, 300, 1900], { clearance: { front: 500 } });
export const wardrobe = of("wardrobe", [1000, 600, 2000], { clearance: { front: 600 } });
export const bed = of("bed", [1600, 2000, 900], { clearance: { front: 500 } });
export const nightstand = of("nightstand", [400, 400, 500]);
export const sideboard = of("storage", [1600, 420, 760], { clearance: { front: 500 } });
export const lamp = of("lamp", [350, 350, 1500]);
export const rug = of("rug", [2400, 1700, 12]);
export const plant = of("plant", [400, 400, 900]);
export const mirror = of("mirror", [600, 40, 800], { hangsAt: 1000 });
export const picture = of("picture", [1000, 30, 700], { hangsAt: 1150 });
export const tableLamp = of("table-lamp", [250, 250, 400]);
export const ceilingLamp = of("ceiling-lamp", [500, 500, 300]);
export const curtain = of("curtain", [1800, 100, 2300], { hangsAt: 30 });

function of(kind: Kind, size: [number, number, number], more: Partial<Piece> = {}): Piece {
  return piece(kind, size, { mount: mountOf(kind), carries: carries(kind), ...more });
}

/** A room of 5.2 by 4.2 m with a door in the lower wall and a window in the upper one. */
export const livingRoom = rectangular(5200, 4200, {
  ceiling: 2500,
  doors: [{ id: "door", x: 4400, y: 4200, width: 900, rotation: 0, hinge: "left", opens: "in" }],
  windows: [{ id: "window", x: 2600, y: 0, width: 1600, rotation: 0 }],
});

/** Rectangular and L-shaped rooms with a door in the lower wall, and perhaps a window and an inner wall. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    width: fc.integer({ min: 24, max: 50 }),
    height: fc.integer({ min: 22, max: 40 }),
    notch: fc.boolean(),
    door: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    window: fc.boolean(),
    wall: fc.boolean(),
  })
  .map(({ width, height, notch, door, window, wall }): Plan => {
    const [right, bottom] = [width * 100, height * 100];
    const [inX, inY] = [Math.round(right * 0.6), Math.round(bottom * 0.4)];
    const doors: Door[] = [
      {
        id: "door",
        x: Math.round(right * door),
        y: bottom,
        width: 800,
        rotation: 0,
        hinge: "left",
        opens: "in",
      },
    ];
    const windows: PlanWindow[] = window ? [{ id: "window", x: 800, y: 0, width: 1000, rotation: 0 }] : [];
    return plan({
      outline: notch
        ? [
            [0, 0],
            [inX, 0],
            [inX, inY],
            [right, inY],
            [right, bottom],
            [0, bottom],
          ]
        : [
            [0, 0],
            [right, 0],
            [right, bottom],
            [0, bottom],
          ],
      ceiling: 2500,
      doors,
      windows,
      walls: wall ? [{ id: "wall", from: [0, inY], to: [900, inY], thickness: 100 }] : [],
    });
  });

/** Any of the pieces that stand on the floor. */
export const anyFloorPiece = fc.constantFrom(
  sofa,
  coffeeTable,
  diningTable,
  chair,
  armchair,
  tvUnit,
  shelf,
  wardrobe,
  bed,
  nightstand,
  sideboard,
  lamp,
  rug,
  plant,
);

/** Returns items that stand where they were put, by name. */
export function standing(
  ...pieces: [id: string, of: Piece, x: number, y: number, rotation?: number, z?: number][]
) {
  return pieces.map(([id, of, x, y, rotation = 0, z = 0]): FitInput["items"][number] => {
    return { id, piece: of, place: { x, y, z, rotation } };
  });
}
