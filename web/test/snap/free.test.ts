import fc from "fast-check";
import { expect, test } from "vitest";
import { corners } from "../../src/geometry/index.ts";
import { swings } from "../../src/geometry/openings.ts";
import { overlaps } from "../../src/geometry/polygons.ts";
import type { Door, Wall } from "../../src/model/index.ts";
import { freePlace } from "../../src/snap/free.ts";
import { insideOutline } from "../../src/snap/index.ts";
import { outline, place, rectangle, size } from "./arbitrary.ts";

const noWalls = { walls: [], doors: [] };
const others = fc
  .array(fc.record({ place, size }), { maxLength: 12 })
  .map((all) => all.map((o, i) => ({ id: `${i}`, ...o })));

test("a new piece stands in the room, and in nothing, when there is room", () => {
  fc.assert(
    fc.property(outline, size, others, place, (room, of, standing, near) => {
      const found = freePlace(of, { outline: room, ...noWalls }, standing, [near.x, near.y], near.rotation);
      expect(insideOutline(found, of, room)).toBe(true);
      const free = (at: typeof found) =>
        standing.every((o) => !overlaps(corners(at, of), corners(o.place, o.size)));
      if (free(found)) return;
      // No free place was found: then this test's own grid has none, either.
      for (let x = 50; x < 6400; x += 170) {
        for (let y = 50; y < 5000; y += 170) {
          const at = { x, y, z: 0, rotation: near.rotation };
          const wide = { width: of.width + 200, depth: of.depth + 200 };
          const good =
            insideOutline(at, wide, room) &&
            standing.every((o) => !overlaps(corners(at, wide), corners(o.place, o.size)));
          expect(good).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a new piece stands in no wall and in no door's way", () => {
  const wall: Wall = { id: "w", from: [2500, 0], to: [2500, 4000], thickness: 100 };
  const door: Door = { id: "d", x: 2000, y: 4000, width: 900, rotation: 0, hinge: "left", opens: "in" };
  const of = { width: 800, depth: 600 };
  const found = freePlace(of, { outline: rectangle, walls: [wall], doors: [door] }, [], [2200, 3600]);
  const piece = corners(found, of);
  for (const swing of swings({ outline: rectangle, walls: [wall] }, door))
    expect(overlaps(piece, swing)).toBe(false);
  expect(found.x + of.width / 2 <= 2450 || found.x - of.width / 2 >= 2550).toBe(true);
});

test("a new piece keeps a little off the others", () => {
  const of = { width: 800, depth: 800 };
  const middle = { id: "1", place: { x: 2500, y: 2000, z: 0, rotation: 0 }, size: of };
  const found = freePlace(of, { outline: rectangle, ...noWalls }, [middle]);
  const gap = Math.max(Math.abs(found.x - 2500), Math.abs(found.y - 2000)) - 800;
  expect(gap).toBeGreaterThanOrEqual(50);
  expect(gap).toBeLessThanOrEqual(200);
});
