import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plan, Point } from "../../src/client/index.ts";
import { boxOf, freeSpot, gridMm, inside, kept, length, turned } from "../../src/page/geometry.ts";

const corner: Point[] = [
  [0, 0],
  [6000, 0],
  [6000, 3000],
  [4000, 3000],
  [4000, 5000],
  [0, 5000],
];
const plan: Plan = {
  name: "",
  units: "cm",
  outline: corner,
  walls: [],
  doors: [],
  windows: [],
  version: 1,
};

test("a point is inside an L-shaped room, or in the corner that it lacks", () => {
  expect(inside(corner, [3000, 4000])).toBe(true);
  expect(inside(corner, [5000, 4000])).toBe(false);
  expect(inside(corner, [-1, 10])).toBe(false);
});

test("a turned piece stays whole within the room's box, and on the centimetre", () => {
  const place = fc.record({
    x: fc.integer({ min: -20_000, max: 20_000 }),
    y: fc.integer({ min: -20_000, max: 20_000 }),
    rotation: fc.integer({ min: 0, max: 359 }),
  });
  const size = { width: 2200, depth: 900 };
  fc.assert(
    fc.property(place, (wanted) => {
      const { x, y, rotation } = kept(wanted, size, plan);
      expect([Math.abs(x % gridMm), Math.abs(y % gridMm), rotation]).toEqual([0, 0, wanted.rotation]);
      const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
      const across = (size.width * Math.abs(cos) + size.depth * Math.abs(sin)) / 2;
      const { x: left, width } = boxOf(corner);
      expect(x - across).toBeGreaterThanOrEqual(left - gridMm);
      expect(x + across).toBeLessThanOrEqual(left + width + gridMm);
    }),
  );
});

test("a piece larger than the room is kept in its middle", () => {
  const place = kept({ x: 0, y: 0, rotation: 0 }, { width: 9000, depth: 9000 }, plan);
  expect(place).toEqual({ x: 3000, y: 2500, rotation: 0 });
});

test("new items find spots in the room, apart from each other", () => {
  const taken: { x: number; y: number; rotation: number }[] = [];
  for (let i = 0; i < 12; i++) {
    const [x, y] = freeSpot(plan, taken);
    expect(inside(corner, [x, y])).toBe(true);
    for (const other of taken) expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThanOrEqual(700);
    taken.push({ x, y, rotation: 0 });
  }
});

test("a turn stays within 0 to 359", () => {
  expect(turned(350, 45)).toBe(35);
  expect(turned(10, -45)).toBe(325);
});

test("lengths are written in the plan's units", () => {
  expect(length(1234, "cm")).toBe("123 cm");
  expect(length(1234, "m")).toBe("1.23 m");
  expect(length(762, "in")).toBe("30″");
  expect(length(762, "ft")).toBe("2′ 6″");
  expect(length(1828, "ft")).toBe("6′ 0″");
});
