import fc from "fast-check";
import { expect, test } from "vitest";
import { highOpenings } from "../../src/fit/high-openings.ts";
import type { Door, Plan, PlanWindow, Slope } from "../../src/model/index.ts";
import { door, plan } from "./room.ts";

/** From the left wall: 1,000 mm high there, at the ceiling 2,000 mm into the room. */
const left: Slope = { id: "l", x: 0, y: 2250, rotation: 270, width: 4500, depth: 2000, low: 1000 };
const attic = (parts: Partial<Plan>) => plan({ ceiling: 2600, slopes: [left], ...parts });
const upper = (x: number, more: Partial<Door> = {}): Door => ({ ...door, x, y: 0, height: 2000, ...more });
const pane = (more: Partial<PlanWindow> = {}): PlanWindow => {
  return { id: "w", x: 0, y: 2250, width: 1000, rotation: 90, sill: 400, height: 1200, ...more };
};

test("CL12 a window in the low wall is as high as the slope at most", () => {
  const found = (window: PlanWindow) => highOpenings(attic({ windows: [pane({ height: 600 }), window] }));
  expect(found(pane())).toEqual([{ kind: "window", number: 2, width: 1000, top: 1600, ceiling: 1000 }]);
  expect(found(pane({ height: 600 }))).toEqual([]);
});

test("CL12 a door in a gable is checked at its lower end", () => {
  // 2,000 mm high 1,250 mm from the low wall.
  expect(highOpenings(attic({ doors: [upper(1700)] }))).toEqual([]);
  expect(highOpenings(attic({ doors: [upper(1650)] }))).toMatchObject([
    { kind: "door", number: 1, top: 2000, ceiling: 1960 },
  ]);
});

test("CL12 an opening is checked against a level ceiling, where that was measured", () => {
  const doors = [upper(3000, { height: 2400 })];
  expect(highOpenings(plan({ ceiling: 2300, doors }))).toMatchObject([{ top: 2400, ceiling: 2300 }]);
  expect(highOpenings(plan({ doors }))).toEqual([]);
});

test("CL12 of what was not measured a door has 2 m, and a window only its sill", () => {
  const { height: _, sill: __, ...bare } = pane();
  const { height: ___, ...unmeasured } = upper(0, { y: 2250, rotation: 90 });
  expect(highOpenings(attic({ windows: [bare], doors: [unmeasured] }))).toMatchObject([
    { kind: "door", top: 2000, ceiling: 1000 },
  ]);
  expect(highOpenings(attic({ windows: [{ ...bare, sill: 1100 }] }))).toMatchObject([
    { kind: "window", top: 1100, ceiling: 1000 },
  ]);
});

test("CL12 a slope at one face of an inner wall counts for its openings", () => {
  const walls = [
    { id: "i", from: [500, 0] as [number, number], to: [500, 3000] as [number, number], thickness: 100 },
  ];
  const doors = [upper(500, { y: 1500, rotation: 90, height: 1380 })];
  expect(highOpenings(attic({ walls, doors }))).toMatchObject([{ top: 1380, ceiling: 1360 }]);
});

test("CL12 a door in a gable is found where samples of the ceiling over it are lower than it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 500, max: 5500 }),
      fc.integer({ min: 500, max: 2600 }),
      fc.integer({ min: 100, max: 1000 }),
      (x, height, width) => {
        const samples = Array.from({ length: 101 }, (_, i) => x - width / 2 + (width * i) / 100);
        const least = Math.min(
          ...samples.map((at) => Math.min(2600, 1000 + (1600 * Math.max(0, at)) / 2000)),
        );
        fc.pre(Math.abs(height - least - 2) > 1.5);
        const found = highOpenings(attic({ doors: [upper(x, { height, width })] }));
        expect(found.length > 0).toBe(height - least > 2);
      },
    ),
  );
});
