import fc from "fast-check";
import { expect, test } from "vitest";
import { bounds, corners, normalizeAngle } from "../../src/geometry/index.ts";
import { mountOf, type Place, type Plan, type Point } from "../../src/model/index.ts";
import {
  type Moving,
  type Snapped,
  type Standing,
  snap,
  type Turning,
  turningOf,
} from "../../src/snap/index.ts";
import { outlines, place, rectangle, size } from "./arbitrary.ts";

const options = { tolerance: 60, on: true };
const plan: Pick<Plan, "outline" | "walls"> = { outline: rectangle, walls: [] };
const sofa = { width: 2000, depth: 900 };

function after(moving: Moving, { by, turn = 0 }: Snapped): Place {
  const { x, y, z, rotation } = moving.place;
  return { x: x + by[0], y: y + by[1], z, rotation: normalizeAngle(rotation, turn) };
}

function snapped(at: Place, of = sofa, turning?: Turning, others: Standing[] = [], room = plan): Place {
  const moving = { place: at, size: of };
  return after(moving, snap([moving], { plan: room, others, turning }, options));
}

test("a group is moved by no more than the tolerance, or by half a grid step", () => {
  const group = fc.array(fc.record({ place, size }), { minLength: 1, maxLength: 4 });
  const others = fc.array(fc.record({ id: fc.uuid(), place, size }), { maxLength: 6 });
  const room = fc.constantFrom(...Object.values(outlines));
  fc.assert(
    fc.property(group, others, room, (moving, standing, outline) => {
      const { by, turn } = snap(moving, { plan: { outline, walls: [] }, others: standing }, options);
      expect(turn).toBeUndefined();
      expect(Math.max(...by.map(Math.abs))).toBeLessThanOrEqual(60.5);
    }),
  );
});

test("in a corner both walls draw, and snapping again changes nothing", () => {
  const off = fc.integer({ min: -60, max: 60 });
  const others = fc.array(fc.record({ id: fc.uuid(), place, size }), { maxLength: 3 });
  fc.assert(
    fc.property(
      off,
      off,
      fc.constantFrom(0, 90, 180, 270),
      size,
      others,
      (dx, dy, rotation, of, standing) => {
        const even = { width: 2 * Math.round(of.width / 2), depth: 2 * Math.round(of.depth / 2) };
        const { width, height } = bounds(corners({ x: 0, y: 0, rotation }, even));
        const moving = { place: { x: width / 2 + dx, y: height / 2 + dy, z: 0, rotation }, size: even };
        const once = snap([moving], { plan, others: standing }, options);
        expect(once.guides.length).toBe(2);
        const there = { place: after(moving, once), size: even };
        const twice = snap([there], { plan, others: standing }, options);
        expect(Math.max(...twice.by.map(Math.abs))).toBeLessThanOrEqual(0.5);
      },
    ),
  );
});

test("the nearest line wins: no neighbour's edge or centre within the tolerance is nearer", () => {
  const others = fc.array(fc.record({ id: fc.uuid(), place, size }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(place, size, others, (at, of, standing) => {
      const far = { outline: [], walls: [] };
      const { by, guides } = snap([{ place: at, size: of }], { plan: far, others: standing }, options);
      const box = bounds(corners(at, of));
      const offers = standing.flatMap((o) => {
        const b = bounds(corners(o.place, o.size));
        const gap = Math.hypot(
          Math.max(0, box.x - b.x - b.width, b.x - box.x - box.width),
          Math.max(0, box.y - b.y - b.height, b.y - box.y - box.height),
        );
        if (gap >= 1500) return [];
        const left = b.x;
        const right = b.x + b.width;
        const middle = b.x + b.width / 2;
        const ends = [left, right].flatMap((e) => [e - box.x, e - box.x - box.width]);
        return [...ends, middle - box.x - box.width / 2];
      });
      const least = Math.min(...offers.map(Math.abs), Infinity);
      if (least <= 60) expect(Math.abs(Math.abs(by[0]) - least)).toBeLessThanOrEqual(0.5);
      else expect(guides.every((g) => g.from[0] !== g.to[0] || g.from[1] === g.to[1])).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a piece near a wall stands flush with it, and the guide runs along that wall", () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1200, max: 3800 }), (off, x) => {
      const moving = { place: { x, y: 450 + off, z: 0, rotation: 0 }, size: sofa };
      const found = snap([moving], { plan, others: [] }, options);
      expect(after(moving, found).y).toBe(450);
      expect(found.guides).toContainEqual({ kind: "wall", from: [x - 1000, 0], to: [x + 1000, 0] });
    }),
  );
});

test("a slanted wall is a wall", () => {
  const room = { outline: outlines["with a slanted wall"] ?? [], walls: [] };
  const wall = (Math.atan2(1900, 1700) * 180) / Math.PI;
  const rotation = Math.round(wall);
  // The item's back is to the wall, some centimetres away from it.
  const nx = -Math.sin((wall * Math.PI) / 180);
  const ny = Math.cos((wall * Math.PI) / 180);
  const at = { x: Math.round(4350 + nx * 480), y: Math.round(950 + ny * 480), z: 0, rotation: rotation - 5 };
  const found = snapped(at, { width: 1000, depth: 900 }, "flush", [], room);
  expect(found.rotation).toBe(rotation);
  const gap = Math.min(
    ...corners(found, { width: 1000, depth: 900 }).map(([x, y]) => (x - 4350) * nx + (y - 950) * ny),
  );
  expect(Math.abs(gap)).toBeLessThan(8);
});

test("both sides of an inner wall can be stood against", () => {
  const room = {
    outline: rectangle,
    walls: [{ id: "w", from: [2500, 0] as Point, to: [2500, 2000] as Point, thickness: 100 }],
  };
  const of = { width: 600, depth: 400 };
  expect(snapped({ x: 2110, y: 1000, z: 0, rotation: 0 }, of, undefined, [], room).x).toBe(2150);
  expect(snapped({ x: 2890, y: 1000, z: 0, rotation: 0 }, of, undefined, [], room).x).toBe(2850);
});

test.each<[string, Place, Turning, number]>([
  [
    "a wardrobe's side at the left wall turns its back to it",
    { x: 1010, y: 2000, z: 0, rotation: 0 },
    "back",
    270,
  ],
  [
    "a wardrobe's front at the lower wall turns its back to it",
    { x: 2500, y: 3560, z: 0, rotation: 0 },
    "back",
    180,
  ],
  [
    "a wardrobe pushed through the right wall turns its back to it",
    { x: 5400, y: 2000, z: 0, rotation: 0 },
    "back",
    90,
  ],
  ["a wardrobe in the middle stays as it is", { x: 2500, y: 2000, z: 0, rotation: 30 }, "back", 30],
  ["a sofa's arm may be at a wall", { x: 1010, y: 2000, z: 0, rotation: 0 }, "away", 0],
  ["a sofa does not face the wall it stands at", { x: 2500, y: 3560, z: 0, rotation: 0 }, "away", 180],
  ["a skewed table is set straight", { x: 2500, y: 540, z: 0, rotation: 8 }, "flush", 0],
  ["a table at an angle is meant so", { x: 2500, y: 700, z: 0, rotation: 20 }, "flush", 20],
  ["a table keeps its side at a wall", { x: 2500, y: 3560, z: 0, rotation: 0 }, "flush", 0],
])("%s", (_name, at, turning, rotation) => {
  const found = snapped(at, sofa, turning);
  expect(found.rotation).toBe(rotation);
});

test("what was turned to a wall stands at that wall", () => {
  const found = snapped({ x: 1010, y: 2000, z: 0, rotation: 0 }, sofa, "back");
  expect(Math.min(...corners(found, sofa).map(([x]) => x))).toBe(0);
});

test("in a corner, the wall that a piece has its back to already is the one", () => {
  expect(snapped({ x: 1030, y: 470, z: 0, rotation: 0 }, sofa, "back")).toEqual({
    x: 1000,
    y: 450,
    z: 0,
    rotation: 0,
  });
});

test("several pieces are not turned", () => {
  const moving = [0, 1].map((i) => ({
    place: { x: 1010, y: 1000 + i * 1200, z: 0, rotation: 3 },
    size: sofa,
  }));
  expect(snap(moving, { plan, others: [], turning: "back" }, options).turn).toBeUndefined();
});

test("edges, centres and contact draw a piece to its neighbour", () => {
  const other = {
    id: "1",
    place: { x: 2500, y: 2000, z: 0, rotation: 0 },
    size: { width: 1000, depth: 600 },
  };
  const of = { width: 800, depth: 400 };
  const at = (x: number, y: number) => snapped({ x, y, z: 0, rotation: 0 }, of, undefined, [other]);
  expect(at(2530, 1200).x).toBe(2500);
  expect(at(2360, 1200).x).toBe(2400);
  expect(at(3440, 2030)).toEqual({ x: 3400, y: 2000, z: 0, rotation: 0 });
});

test("who snaps not gets a fine grid, and no guides", () => {
  const moving = { place: { x: 1237, y: 462, z: 0, rotation: 0 }, size: sofa };
  const found = snap([moving], { plan, others: [] }, { ...options, on: false });
  expect(after(moving, found)).toEqual({ x: 1240, y: 460, z: 0, rotation: 0 });
  expect(found.guides).toEqual([]);
});

test("rulers measure the free way to the walls from all four sides", () => {
  const moving = { place: { x: 1500, y: 1000, z: 0, rotation: 0 }, size: sofa };
  const { rulers } = snap([moving], { plan, others: [] }, options);
  expect(rulers.map((r) => r.length).sort((a, b) => a - b)).toEqual([500, 550, 2500, 2550]);
  for (const { from, to, length } of rulers) {
    expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(length, 0);
  }
});

test("rulers see inner walls, and nothing where a piece is flush", () => {
  const walls = [{ id: "w", from: [3000, 0] as Point, to: [3000, 4000] as Point, thickness: 200 }];
  const moving = { place: { x: 1000, y: 450, z: 0, rotation: 0 }, size: sofa };
  const { rulers } = snap([moving], { plan: { outline: rectangle, walls }, others: [] }, options);
  expect(rulers.map((r) => r.length).sort((a, b) => a - b)).toEqual([900, 3100]);
});

test("every piece turns in one of the four ways", () => {
  const ways = (["wardrobe", "sofa", "table", "rug", "mirror", "ceiling-lamp"] as const).map((kind) =>
    turningOf({ kind, mount: mountOf(kind) }),
  );
  expect(ways).toEqual(["back", "away", "flush", "flush", "hang", "flush"]);
  expect(turningOf({ kind: "mirror", mount: "floor" })).toBe("back");
});
