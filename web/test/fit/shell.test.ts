import fc from "fast-check";
import { expect, test } from "vitest";
import { checkOverlaps } from "../../src/fit/index.ts";
import { insideOutline } from "../../src/snap/index.ts";
import { outlines } from "../snap/arbitrary.ts";
import { codes, door, found, item, piece, plan } from "./room.ts";

const storage = piece("tv-unit", [1000, 400, 500]);
const tall = piece("tv-unit", [1000, 400, 2000]);

test("what snapping keeps inside is never found outside, and the other way round", () => {
  const room = fc.constantFrom(...Object.values(outlines));
  const x = fc.integer({ min: -500, max: 7000 });
  const y = fc.integer({ min: -500, max: 5500 });
  fc.assert(
    fc.property(room, x, y, fc.integer({ min: 0, max: 359 }), (outline, px, py, rotation) => {
      const items = [item("a", storage, px, py, rotation)];
      const findings = checkOverlaps(["a"], { plan: plan({ outline }), items }).get("a")?.findings ?? [];
      expect(codes(findings).includes("outside")).toBe(
        !insideOutline({ x: px, y: py, z: 0, rotation }, { width: 1000, depth: 400 }, outline),
      );
    }),
    { numRuns: 200 },
  );
});

test("a piece in an inner wall is found there, one that touches it is not", () => {
  const walls = [
    { id: "w", from: [3000, 0] as [number, number], to: [3000, 2000] as [number, number], thickness: 100 },
  ];
  const at = (px: number) => codes(found("a", plan({ walls }), item("a", storage, px, 1000)));
  expect([at(2450), at(2460), at(3550)]).toEqual([[], ["wall"], []]);
});

test("a piece needs its height, and a little more", () => {
  const under = (ceiling: number) => found("a", plan({ ceiling }), item("a", tall, 3000, 2000));
  expect(under(1999)).toEqual([{ code: "ceiling", verdict: "blocked", height: 2000, ceiling: 1999 }]);
  expect(under(2000)[0]?.verdict).toBe("tight");
  expect(under(2020)).toEqual([]);
  expect(found("a", plan(), item("a", tall, 3000, 2000))).toEqual([]);
});

/** A door in the lower wall: the part of the floor that its leaf sweeps depends on its hinge. */
test.each<["left" | "right", number, string[]]>([
  // Seen from inside, facing the lower wall, left is +x.
  ["left", 4900, ["door-swing"]],
  ["left", 4550, []],
  ["right", 5500, ["door-swing"]],
])("a leaf with its hinge on the %s hits what stands at x %i", (hinge, x, expected) => {
  const small = piece("ottoman", [200, 200, 420]);
  const doors = [{ ...door, hinge }];
  expect(codes(found("a", plan({ doors }), item("a", small, x, 4300)))).toEqual(expected);
});

test("a leaf sweeps a quarter of a circle, as sampled", () => {
  const dot = piece("ottoman", [60, 60, 420]);
  const x = fc.integer({ min: 4500, max: 5900 });
  const y = fc.integer({ min: 3300, max: 4460 });
  fc.assert(
    fc.property(x, y, (px, py) => {
      const far = Math.hypot(px - 5650, py - 4500);
      const ahead = px < 5650 && px > 4700;
      const hit = codes(found("a", plan({ doors: [door] }), item("a", dot, px, py))).includes("door-swing");
      // The hinge is at 5650, the leaf 900 long; samples near its edge are left out.
      if (ahead && far < 850) expect(hit).toBe(true);
      if (far > 950 || px > 5690) expect(hit).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("rugs are in no door's way", () => {
  const rug = piece("rug", [2000, 1400, 12]);
  expect(codes(found("a", plan({ doors: [door] }), item("a", rug, 4900, 3700)))).toEqual([]);
});

test("a door that opens out needs the floor before it, and who leaves enough is only tight", () => {
  const doors = [{ ...door, opens: "out" as const }];
  const at = (x: number, y: number) => found("a", plan({ doors }), item("a", storage, x, y));
  expect(at(5200, 4200)).toContainEqual({ code: "door-way", verdict: "blocked", door: "door" });
  // Its right edge is 250 into the opening of 900.
  expect(at(4500, 4200)).toContainEqual({ code: "door-way", verdict: "tight", door: "door" });
  expect(codes(at(5200, 3600)).includes("door-way")).toBe(false);
});

test("an inner door is kept free on both sides", () => {
  const walls = [
    { id: "w", from: [0, 2000] as [number, number], to: [6000, 2000] as [number, number], thickness: 100 },
  ];
  const doors = [{ ...door, x: 3000, y: 2000 }];
  for (const y of [1600, 2400]) {
    const findings = codes(found("a", plan({ walls, doors }), item("a", storage, 3000, y)));
    expect(findings.includes("door-way") || findings.includes("door-swing")).toBe(true);
  }
});

test("tall pieces hide windows; low ones, plants, and those off it don't", () => {
  const windows = [{ id: "win", x: 2000, y: 0, width: 1400, rotation: 0 }];
  const at = (of: typeof tall, x: number, y = 200) =>
    codes(found("a", plan({ windows }), item("a", of, x, y)));
  expect(at(tall, 2000)).toEqual(["window"]);
  expect(at(storage, 2000)).toEqual([]);
  expect(at(piece("plant", [860, 860, 1700]), 2000, 430)).toEqual([]);
  expect(at(tall, 2000, 800)).toEqual([]);
  // It overlaps the window's width by 50 mm, then by 150.
  expect(at(tall, 850)).toEqual([]);
  expect(at(tall, 950)).toEqual(["window"]);
});
