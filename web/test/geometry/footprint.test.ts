import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cornerDepth, footprint } from "../../src/geometry/footprint.ts";
import { area, bounds, pointInPolygon, rotatePoint } from "../../src/geometry/index.ts";
import { kinds, type Point } from "../../src/model/index.ts";

const length = fc.integer({ min: 40, max: 4000 });
const size = fc.record({ width: length, depth: length });
const centre = { x: 0, y: 0, rotation: 0 };

describe.each(kinds)("the footprint of a %s", (kind) => {
  test("fills its size, mirrored or not", () => {
    fc.assert(
      fc.property(size, fc.boolean(), ({ width, depth }, mirrored) => {
        const box = bounds(footprint(kind, centre, { width, depth }, mirrored).flat());
        expect(box.width).toBeCloseTo(width, 6);
        expect(box.height).toBeCloseTo(depth, 6);
        expect(box.x).toBeCloseTo(-width / 2, 6);
      }),
    );
  });

  test("mirrored is the mirror image of that of a piece that is not, at any place", () => {
    const place = fc.record({ x: length, y: length, rotation: fc.integer({ min: 0, max: 359 }) });
    const spot = fc.tuple(
      fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    );
    fc.assert(
      fc.property(size, place, spot, (s, at, [across, along]) => {
        const inside = (x: number, mirrored: boolean) => {
          const [dx, dy] = rotatePoint([x, along * s.depth], at.rotation);
          const point: Point = [at.x + dx, at.y + dy];
          return footprint(kind, at, s, mirrored).some((part) => pointInPolygon(part, point));
        };
        // A point on an edge may be on either side of it.
        fc.pre(!nearEdge(s, across, along));
        expect(inside(-across * s.width, true)).toBe(inside(across * s.width, false));
      }),
    );
  });
});

/** Reports whether a spot, as parts of a size, is within a millimetre of an L's inner edges or of a round edge. */
function nearEdge(s: { width: number; depth: number }, across: number, along: number): boolean {
  const [x, y] = [across * s.width, along * s.depth];
  const deep = cornerDepth(s.width, s.depth);
  const near = (a: number, b: number) => Math.abs(a - b) < 1;
  if (near(Math.abs(x), s.width / 2) || near(Math.abs(y), s.depth / 2)) return true;
  if (near(y, deep - s.depth / 2) || near(x, s.width / 2 - deep)) return true;
  return Math.abs(Math.hypot(across * 2, along * 2) - 1) < 0.02;
}

test("a corner sofa's corner is at its back right, a mirrored one's at its back left", () => {
  const parts = (mirrored: boolean) =>
    footprint("corner", centre, { width: 2600, depth: 1600 }, mirrored).map(bounds);
  const [long, short] = parts(false);
  expect([long?.width, short?.height]).toEqual([2600, 1600]);
  expect((short?.x ?? 0) + (short?.width ?? 0)).toBe(1300);
  expect(parts(true)[1]?.x).toBe(-1300);
});

test("lamps on tables and ceilings are round", () => {
  for (const kind of ["lamp", "table-lamp", "ceiling-lamp"] as const) {
    const [circle = []] = footprint(kind, centre, { width: 400, depth: 400 });
    expect(Math.abs(area(circle))).toBeLessThan(Math.PI * 200 * 200);
    expect(Math.abs(area(circle))).toBeGreaterThan(Math.PI * 200 * 200 * 0.97);
  }
});
