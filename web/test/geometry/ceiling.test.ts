import fc from "fast-check";
import { expect, test } from "vitest";
import { ceilingOver } from "../../src/geometry/ceiling.ts";
import { corners, direction, pointInPolygon } from "../../src/geometry/index.ts";
import type { Point, Slope } from "../../src/model/index.ts";
import { raster } from "../snap/arbitrary.ts";

/** Along the upper wall: 1,000 mm high there, at the ceiling 2,000 mm into the room. */
const slope: Slope = { id: "s", x: 2000, y: 0, rotation: 0, width: 3000, depth: 2000, low: 1000 };

test.each<[string, Point, number | undefined, number | undefined]>([
  ["at the low side", [2000, 0], 2600, 1000],
  ["half-way", [2000, 1000], 2600, 1800],
  ["beyond a slope", [2000, 2500], 2600, 2600],
  ["beside a slope", [3600, 100], 2600, 2600],
  ["half-way in a room that was not measured", [2000, 1000], undefined, 1750],
  ["beyond a slope in a room that was not measured", [2000, 2500], undefined, undefined],
])("the ceiling %s", (_, point, ceiling, expected) => {
  const room = { slopes: [slope], ...(ceiling !== undefined && { ceiling }) };
  expect(ceilingOver(room, [[point]])?.height).toBe(expected);
});

test("a piece beside a slope that touches it is not under it", () => {
  const at = (x: number) =>
    ceilingOver({ ceiling: 2600, slopes: [slope] }, [
      corners({ x, y: 500, rotation: 0 }, { width: 600, depth: 400 }),
    ]);
  expect([at(3800), at(3790)]).toEqual([
    { height: 2600, sloped: false },
    { height: 1240, sloped: true },
  ]);
});

const coordinate = fc.integer({ min: -1500, max: 1500 });
const rotation = fc.integer({ min: 0, max: 359 });
const anySlope = fc.record({
  id: fc.constant("s"),
  x: coordinate,
  y: coordinate,
  rotation,
  width: fc.integer({ min: 300, max: 3000 }),
  depth: fc.integer({ min: 300, max: 3000 }),
  low: fc.integer({ min: 300, max: 2800 }),
});

/** Returns the height at a point, from its distances along and across each slope. */
function heightAt([x, y]: Point, slopes: readonly Slope[], ceiling: number): number {
  const heights = slopes.map((s) => {
    const [ux, uy] = direction(s.rotation);
    const along = (x - s.x) * ux + (y - s.y) * uy;
    const out = (y - s.y) * ux - (x - s.x) * uy;
    if (Math.abs(along) > s.width / 2 - 1 || out < 0 || out > s.depth) return ceiling;
    return s.low + (Math.max(0, ceiling - s.low) * out) / s.depth;
  });
  return Math.min(ceiling, ...heights);
}

test("the least height over a footprint is the least that samples find", () => {
  const size = fc.record({
    width: fc.integer({ min: 50, max: 2000 }),
    depth: fc.integer({ min: 50, max: 1000 }),
  });
  const slopes = fc.array(anySlope, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(slopes, size, coordinate, coordinate, rotation, (all, of, x, y, turned) => {
      const place = { x, y, z: 0, rotation: turned };
      const footprint = corners(place, of);
      const found = ceilingOver({ ceiling: 2500, slopes: all }, [footprint])?.height ?? Number.NaN;
      const samples = raster(place, of, 0, 60).map((p) => heightAt(p, all, 2500));
      expect(found).toBeLessThanOrEqual(Math.min(...samples) + 1e-6);
      // No point of the footprint may be needed to be lower than any near one that is sampled.
      const step = Math.hypot(of.width, of.depth) / 60;
      const steepest = Math.max(...all.map((s) => Math.max(0, 2500 - s.low) / s.depth));
      const edgesCut = all.some((s) => cuts(s, footprint, step));
      if (!edgesCut) expect(found).toBeGreaterThanOrEqual(Math.min(...samples) - step * steepest - 1e-6);
    }),
    { numRuns: 200 },
  );
});

/** Reports whether a slope's area has a corner on a footprint, or only a sliver of the footprint is under it. */
function cuts(s: Slope, footprint: readonly Point[], step: number): boolean {
  const [ux, uy] = direction(s.rotation);
  const local = footprint.map(([x, y]): Point => {
    const [dx, dy] = [x - s.x, y - s.y];
    return [dx * ux + dy * uy, dy * ux - dx * uy];
  });
  const area: Point[] = [
    [-s.width / 2, 0],
    [s.width / 2, 0],
    [s.width / 2, s.depth],
    [-s.width / 2, s.depth],
  ];
  const inside = area.filter((p) => pointInPolygon(local, p)).length;
  const sliver = [-s.width / 2, s.width / 2].some((at) =>
    local.some(([across]) => Math.abs(across - at) < 2 * step),
  );
  return inside > 0 || sliver || local.some(([, out]) => Math.abs(out) < 2 * step);
}
