import fc from "fast-check";
import { expect, test } from "vitest";
import type { Place } from "../../src/model/index.ts";
import { clampIntoRoom, insideOutline, keptInside } from "../../src/snap/index.ts";
import { outline, type outlines, place, rectangle, sampledInside, size } from "./arbitrary.ts";

test("a piece is inside when all of it is, in every shape of room", () => {
  fc.assert(
    fc.property(outline, place, size, (room, at, of) => {
      if (insideOutline(at, of, room)) expect(sampledInside(at, of, room, 4)).toBe(true);
      else expect(sampledInside(at, of, room, -60) && isClear(at, of, room)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

/** Reports whether the room's corners are far from an item: samples may miss one that points into it. */
function isClear(at: Place, of: { width: number; depth: number }, room: (typeof outlines)[string]): boolean {
  return room.every(([x, y]) => Math.hypot(x - at.x, y - at.y) > Math.hypot(of.width, of.depth));
}

test("wherever a piece is put, it is kept in the room, turned as it was", () => {
  fc.assert(
    fc.property(outline, place, size, (room, at, of) => {
      const kept = keptInside(at, of, { outline: room });
      expect(kept.rotation).toBe(at.rotation);
      expect(Number.isInteger(kept.x) && Number.isInteger(kept.y)).toBe(true);
      expect(insideOutline(kept, of, room)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a piece is moved no farther than it must be", () => {
  fc.assert(
    fc.property(outline, place, size, (room, at, of) => {
      const kept = keptInside(at, of, { outline: room });
      const far = Math.hypot(kept.x - at.x, kept.y - at.y);
      // No place on concentric circles that are clearly nearer is inside.
      for (let part = 0.1; part < 1; part += 0.1) {
        for (let degrees = 0; degrees < 360; degrees += 5) {
          const radius = Math.max(0, far * part - 5);
          const dx = Math.cos((degrees * Math.PI) / 180);
          const dy = Math.sin((degrees * Math.PI) / 180);
          const nearer = { ...at, x: at.x + dx * radius, y: at.y + dy * radius };
          if (far > 5 && insideOutline(nearer, of, room)) expect(`${radius} < ${far}`).toBe("nowhere nearer");
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("what is inside stays where it is", () => {
  fc.assert(
    fc.property(outline, place, size, (room, at, of) => {
      fc.pre(insideOutline(at, of, room));
      expect(keptInside(at, of, { outline: room })).toEqual(at);
    }),
  );
});

test("a group is kept in the room together", () => {
  const pieces = fc.array(fc.record({ x: fc.integer({ min: -700, max: 700 }), of: size }), {
    minLength: 2,
    maxLength: 5,
  });
  fc.assert(
    fc.property(outline, place, pieces, (room, at, group) => {
      const moving = group.map(({ x, of }, i) => ({
        place: { x: at.x + x, y: at.y + i * 150, z: 0, rotation: at.rotation },
        size: { width: of.width / 2, depth: of.depth / 2 },
      }));
      const [dx, dy] = clampIntoRoom(moving, { outline: room });
      for (const m of moving) {
        const moved = { ...m.place, x: m.place.x + dx, y: m.place.y + dy };
        expect(insideOutline(moved, m.size, room)).toBe(true);
      }
    }),
  );
});

test("what fits in no way keeps its middle in the room", () => {
  const hall = { width: 9000, depth: 900 };
  const kept = keptInside({ x: -3000, y: 2000, z: 0, rotation: 0 }, hall, { outline: rectangle });
  expect(kept).toEqual({ x: 0, y: 2000, z: 0, rotation: 0 });
  expect(keptInside({ x: 2500, y: 2000, z: 0, rotation: 0 }, hall, { outline: rectangle })).toMatchObject({
    x: 2500,
    y: 2000,
  });
});

test("a room that was not drawn yet holds everything", () => {
  const far = { x: 90_000, y: -4, z: 0, rotation: 12 };
  expect(keptInside(far, { width: 100, depth: 100 }, { outline: [] })).toEqual(far);
});
