import fc from "fast-check";
import { expect, test } from "vitest";
import { beside } from "../../src/geometry/footprint.ts";
import { corners, pointInPolygon } from "../../src/geometry/index.ts";
import { distance, overlaps } from "../../src/geometry/polygons.ts";
import { insideOutline } from "../../src/snap/index.ts";
import { codes, found, item, piece, plan, square } from "./room.ts";

const drawers = piece("drawers", [800, 480, 1000], { clearance: { front: 600 } });
const box = piece("tv-unit", [600, 400, 500]);

function free(...items: Parameters<typeof item>[]): number | undefined {
  const [finding] = found("a", plan(), ...items.map((i) => item(...i))).filter((f) => f.code === "clearance");
  return finding?.code === "clearance" ? finding.free : undefined;
}

test("what stands before drawers is measured straight from their front", () => {
  expect(free(["a", drawers, 2000, 1000], ["b", box, 2000, 1000 + 240 + 599 + 200])).toBe(599);
  expect(free(["a", drawers, 2000, 1000], ["b", box, 2000, 1000 + 240 + 600 + 200])).toBeUndefined();
  expect(free(["a", drawers, 2000, 1000], ["b", box, 2900, 1600])).toBeUndefined();
});

test("turned drawers open the other way", () => {
  // At 90 degrees the front is to the left, at 180 up.
  expect(free(["a", drawers, 540, 2000, 90])).toBe(300);
  expect(free(["a", drawers, 2000, 440, 180])).toBe(200);
  expect(free(["a", drawers, 2000, 440, 0])).toBeUndefined();
});

test("each side has its own need", () => {
  const bed = piece("bed", [1600, 2000, 500], { clearance: { front: 600, left: 600, right: 600 } });
  const findings = found("a", plan(), item("a", bed, 800 + 300, 1000));
  // Unrotated, its left is the room's left.
  expect(findings.filter((f) => f.code === "clearance")).toEqual([
    { code: "clearance", verdict: "tight", side: "left", free: 300, needs: 600 },
  ]);
});

test("what belongs there takes nothing away: a nightstand, an ottoman, a rug, a chair at its desk", () => {
  const bed = piece("bed", [1600, 2000, 500], { clearance: { left: 600 } });
  const sofa = piece("sofa", [2000, 900, 800], { clearance: { front: 350 } });
  const desk = piece("desk", [1400, 700, 740], { clearance: { front: 700 } });
  const before = (of: typeof bed, other: typeof bed, x: number, y: number) =>
    found("a", plan(), item("a", of, 3000, 2000), item("b", other, x, y)).filter(
      (f) => f.code === "clearance",
    );
  expect(before(bed, piece("nightstand", [450, 400, 520]), 1970, 1200)).toEqual([]);
  expect(before(bed, box, 1890, 1200)).toHaveLength(1);
  expect(before(sofa, piece("ottoman", [700, 500, 420]), 3000, 2750)).toEqual([]);
  expect(before(sofa, piece("rug", [2000, 1400, 12]), 3000, 2750)).toEqual([]);
  expect(before(desk, piece("chair", [460, 520, 810]), 3000, 2600)).toEqual([]);
});

test("only what is as high as the piece takes clearance away, and nothing that stands on a carrier", () => {
  const shelf = piece("wall-shelf", [900, 250, 30], { mount: "wall", carries: true });
  const at = (z: number) =>
    found("a", plan(), item("a", drawers, 3000, 1000), item("b", shelf, 3000, 1400, 0, z));
  const clearances = (z: number) => at(z).filter((f) => f.code === "clearance");
  expect(clearances(1500)).toEqual([]);
  expect(clearances(900)).toEqual([
    { code: "clearance", verdict: "tight", side: "front", free: 35, needs: 600 },
  ]);
  // The carrier is 610 mm away; the lamp on it reaches 50 mm beyond its edge.
  const carrier = item("b", piece("table", [600, 400, 500], { carries: true }), 3000, 2050);
  const lamp = item("c", piece("table-lamp", [300, 300, 400], { mount: "top" }), 3000, 1950, 0, 500);
  const findings = codes(found("a", plan(), item("a", drawers, 3000, 1000), carrier, lamp));
  expect(findings).not.toContain("clearance");
});

test("the floor is free as far as is told, and no farther", () => {
  const wide = piece("drawers", [800, 480, 1000], { clearance: { front: 2500 } });
  const spot = fc.record({
    x: fc.integer({ min: 300, max: 5700 }),
    y: fc.integer({ min: 300, max: 4200 }),
    z: fc.constant(0),
    rotation: fc.integer({ min: 0, max: 359 }),
  });
  fc.assert(
    fc.property(spot, spot, spot, (p, q, r) => {
      const shapes = [q, r].map((place) => corners(place, box.size));
      fc.pre(insideOutline(p, wide.size, square) && !shapes.some((s) => overlaps(s, corners(p, wide.size))));
      const items = [item("a", wide, p.x, p.y, p.rotation), item("b", box, q.x, q.y, q.rotation)];
      const findings = found("a", plan(), ...items, item("c", box, r.x, r.y, r.rotation));
      const told = findings.flatMap((f) => (f.code === "clearance" ? [f.free] : []))[0];
      const isFree = (depth: number) => {
        const floor = { width: 760, depth };
        const around = corners(beside(p, 0, (480 + depth) / 2), floor);
        return around.every((c) => pointInPolygon(square, c)) && shapes.every((s) => distance(s, around) > 0);
      };
      if (told === undefined || told >= 5) expect(isFree((told ?? 2500) - 2)).toBe(true);
      if (told !== undefined) expect(isFree(told + 2)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
