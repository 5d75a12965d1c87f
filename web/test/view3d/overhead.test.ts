// Walls below sloped ceilings, against brute force.

import fc from "fast-check";
import { expect, test } from "vitest";
import { area, direction, edges, pointInPolygon } from "../../src/geometry/index.ts";
import type { PlanBody, Point, Slope } from "../../src/model/index.ts";
import { at } from "../../src/view3d/room/affine.ts";
import { below, layerBelow, type Solid } from "../../src/view3d/room/overhead.ts";
import { footprint, frameOf } from "../../src/view3d/room/slab.ts";
import { slopedFaces } from "../../src/view3d/room/sloped-faces.ts";
import { cutThick } from "../../src/view3d/room/wall.ts";
import { panels, type WallRun, wallRuns } from "../../src/view3d/room/walls.ts";
import { lShape, rectangle } from "../plan2d/rooms.ts";

const ceiling = 2500;
const bare: PlanBody = { ...rectangle, walls: [], doors: [], windows: [], ceiling };

const anySlope = fc.record({
  id: fc.constant("s"),
  x: fc.integer({ min: -200, max: 4200 }),
  y: fc.integer({ min: -200, max: 3200 }),
  rotation: fc.oneof(fc.constantFrom(0, 90, 180, 270), fc.integer({ min: 0, max: 359 })),
  width: fc.integer({ min: 300, max: 5000 }),
  depth: fc.integer({ min: 300, max: 4000 }),
  low: fc.integer({ min: 1, max: 2800 }),
});
const wall = fc
  .tuple(
    fc.integer({ min: 100, max: 3900 }),
    fc.integer({ min: 100, max: 2900 }),
    fc.integer({ min: 0, max: 359 }),
    fc.integer({ min: 300, max: 3000 }),
  )
  .map(([x, y, turned, length]) => {
    const [ux, uy] = direction(turned);
    return {
      id: "w",
      from: [x, y] as Point,
      to: [x + ux * length, y + uy * length] as Point,
      thickness: 110,
    };
  });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Returns a slope's height over a point of the plan; Infinity where it is more than `near` beside it. */
function heightOf(slope: Slope, [x, y]: Point, near = 0): number {
  const [ux, uy] = direction(slope.rotation);
  const along = (x - slope.x) * ux + (y - slope.y) * uy;
  const out = (y - slope.y) * ux - (x - slope.x) * uy;
  if (Math.abs(along) > slope.width / 2 - near || out < near || out > slope.depth - near) return Infinity;
  return slope.low + (Math.max(0, ceiling - slope.low) * out) / slope.depth;
}

/** Returns the solids of a wall, of which the last have its upper edge. */
function solidsOf(run: WallRun): { panels: Solid[]; edge: Solid[] } {
  const frame = frameOf(run);
  const room = { ...run, gap: cutThick };
  return {
    panels: panels(frame.length, run.height - cutThick, run.openings).flatMap((rect) =>
      below(footprint(frame, rect), rect, room),
    ),
    edge: layerBelow(footprint(frame, { from: 0, to: frame.length }), cutThick, run),
  };
}

/** Returns the point of the plan at [x, z] in a wall's axes. */
function onPlan({ face: [a, b] }: WallRun, [x, z]: Point): Point {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  return [a[0] + x * ux - z * uy, a[1] + x * uy + z * ux];
}

const within = (polygon: readonly Point[], p: Point) => pointInPolygon(polygon, p);

test("WR11 a wall's top is nowhere above the underside of a slope that it stands below", () => {
  fc.assert(
    fc.property(fc.array(anySlope, { minLength: 1, maxLength: 3 }), wall, (slopes, one) => {
      for (const run of wallRuns({ ...bare, walls: [one], slopes })) {
        const { panels, edge } = solidsOf(run);
        for (const { polygon, bottom, top } of [...panels, ...edge]) {
          const middle: Point = [mean(polygon.map(([x]) => x)), mean(polygon.map(([, z]) => z))];
          for (const corner of polygon) {
            // Just within the solid, as its corner may be where a slope ends.
            const p: Point = [corner[0] * 0.99 + middle[0] * 0.01, corner[1] * 0.99 + middle[1] * 0.01];
            expect(at(top, p)).toBeGreaterThan(at(bottom, p) - 1e-6);
            const spot = onPlan(run, p);
            for (const slope of slopes) expect(at(top, p)).toBeLessThan(heightOf(slope, spot) + 1e-3);
          }
        }
      }
    }),
  );
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test("WR11 a wall ends where the slope is, an outer wall with the height at its face", () => {
  fc.assert(
    fc.property(fc.array(anySlope, { maxLength: 3 }), wall, share, share, (slopes, one, along, across) => {
      for (const run of wallRuns({ ...bare, walls: [one], slopes })) {
        const { length, thickness } = frameOf(run);
        const p: Point = [length * along, -thickness * across];
        const spots = [onPlan(run, p), ...(run.kind === "outer" ? [onPlan(run, [p[0], 0.01])] : [])];
        // What is near a slope's edge may be taken as below it, or not.
        if (slopes.some((slope) => spots.some((spot) => unsure(slope, spot)))) continue;
        const heights = slopes.flatMap((slope) => spots.map((spot) => heightOf(slope, spot)));
        const { panels, edge } = solidsOf(run);
        const tops = edge.filter(({ polygon }) => within(polygon, p)).map(({ top }) => at(top, p));
        const expected = Math.min(ceiling, ...heights);
        for (const top of tops) expect(top).toBeCloseTo(expected, 0);
        // One layer on another, up to the edge.
        const filled = panels
          .filter(({ polygon }) => within(polygon, p))
          .reduce((sum, { bottom, top }) => sum + at(top, p) - at(bottom, p), 0);
        if (tops.length > 0) expect(filled).toBeCloseTo(Math.max(0, expected - cutThick), 0);
      }
    }),
  );
});

/** Reports whether a point is beside a slope, or below its edge, by less than an outer wall's tolerance. */
function unsure(slope: Slope, spot: Point): boolean {
  const [wide, deep] = [slope.width + 240, slope.depth + 240];
  const [ux, uy] = direction(slope.rotation);
  const around = { ...slope, x: slope.x + 120 * uy, y: slope.y - 120 * ux, width: wide, depth: deep };
  return heightOf(slope, spot, 120) === Infinity && heightOf(around, spot) < Infinity;
}

test("WR11 the area of a wall's face is that of samples, with its openings", () => {
  const slope = fc
    .record({
      side: fc.integer({ min: 0, max: 3 }),
      share: fc.constantFrom(1, 0.6),
      low: fc.integer({ min: 100, max: 2600 }),
      depth: fc.integer({ min: 500, max: 2900 }),
    })
    .map(({ side, share, low, depth }): Slope => {
      const [a, b] = edges(bare.outline)[side] ?? [
        [0, 0],
        [0, 0],
      ];
      const middle = { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 };
      const width = share * Math.hypot(b[0] - a[0], b[1] - a[1]);
      return { id: "s", ...middle, rotation: side * 90, width, depth, low };
    });
  const holes: Partial<PlanBody> = {
    doors: [{ id: "d", x: 4000, y: 2000, width: 900, rotation: 90, hinge: "left", opens: "in" }],
    windows: [{ id: "w", x: 2000, y: 0, width: 1000, rotation: 0 }],
  };
  fc.assert(
    fc.property(fc.array(slope, { minLength: 1, maxLength: 2 }), (slopes) => {
      for (const run of wallRuns({ ...bare, ...holes, slopes })) {
        const { length } = frameOf(run);
        const { panels, edge } = solidsOf(run);
        const found = [...panels, ...edge].reduce((sum, solid) => sum + faceArea(solid), 0);
        const step = 20;
        let sampled = 0;
        for (let x = step / 2; x < length; x += step) {
          const spot = onPlan(run, [x, 0.001]);
          const top = Math.min(ceiling, ...slopes.map((one) => heightOf(one, spot)));
          const covered = run.openings.filter((o) => o.from < x && x < o.to);
          const open = covered.reduce((sum, o) => sum + o.top - o.bottom, 0);
          sampled += step * (top - open);
        }
        // A sample is wrong only where a border crosses its column, and for the wall's edge over an opening.
        expect(Math.abs(found - sampled)).toBeLessThan(step * ceiling * 4 + cutThick * length);
      }
    }),
  );
});

/** Returns the area that a solid has on the face of its wall, square millimetres. */
function faceArea({ polygon, bottom, top }: Solid): number {
  const onFace = polygon.filter(([, z]) => Math.abs(z) < 1e-6).sort((a, b) => a[0] - b[0]);
  const [from, to] = [onFace[0], onFace.at(-1)];
  if (!from || !to) return 0;
  const high = (p: Point) => at(top, p) - at(bottom, p);
  return ((to[0] - from[0]) * (high(from) + high(to))) / 2;
}

test("the gable of an attic is cut along the slope, its low side at the slope's low height", () => {
  const slopes = [{ id: "s", x: 2000, y: 0, rotation: 0, width: 4000, depth: 1500, low: 1000 }];
  const runs = wallRuns({ ...bare, slopes });
  const topAt = (run: WallRun | undefined, p: Point) => {
    if (!run) throw new Error("no wall");
    const over = solidsOf(run).edge.filter(({ polygon }) => within(polygon, p));
    return over.map(({ top }) => Math.round(at(top, p)));
  };
  expect(topAt(runs[0], [2000, -60])).toEqual([1000]);
  // The mitred corner, too.
  expect(topAt(runs[0], [-40, -100])).toEqual([1000]);
  expect(topAt(runs[1], [-40, -100])).toEqual([1000]);
  expect([0, 750, 1500, 2000].map((x) => topAt(runs[1], [x + 0.1, -60]))).toEqual([
    [1000],
    [1750],
    [2500],
    [2500],
  ]);
  expect(topAt(runs[2], [2000, -60])).toEqual([2500]);
});

test("an opening ends below a slope, and is left out where nothing of it remains", () => {
  const window = { id: "w", x: 2000, y: 0, width: 1000, rotation: 0, sill: 700 };
  const cut = (low: number) => {
    const slopes = [{ id: "s", x: 2000, y: 0, rotation: 0, width: 4000, depth: 1500, low }];
    return wallRuns({ ...bare, windows: [window], slopes }).flatMap(({ openings }) =>
      openings.map(({ bottom, top }) => [bottom, top]),
    );
  };
  expect([cut(2400), cut(1200), cut(750)]).toEqual([[[700, 2150]], [[700, 1200]], []]);
});

test("a slope is closed towards higher parts of the room, not at walls", () => {
  const upright = (slope: Partial<Slope>, plan: PlanBody = bare) => {
    const all = { id: "s", x: 2000, y: 0, rotation: 0, width: 4000, depth: 1500, low: 1000, ...slope };
    return slopedFaces(all, ceiling, plan).upright.map((face) =>
      face.map(([x, y, h]) => [x, y, Math.round(h)]),
    );
  };
  expect(upright({})).toEqual([]);
  const closed = (x: number) => [
    [x, 0, 1000],
    [x, 1500, 2500],
    [x, 1500, 2500],
    [x, 0, 2500],
  ];
  expect(upright({ width: 2000 })).toEqual([closed(1000), closed(3000)]);
  const walls = [{ id: "w", from: [950, 0] as Point, to: [950, 1500] as Point, thickness: 100 }];
  expect(upright({ width: 2000 }, { ...bare, walls })).toEqual([closed(3000)]);
});

test("a slope's underside ends with the room", () => {
  const slope = { id: "s", x: 2000, y: 4000, rotation: 180, width: 4000, depth: 4000, low: 1000 };
  const { underside } = slopedFaces(slope, ceiling, { ...lShape, walls: [] });
  expect(Math.abs(area(underside.map(([x, y]): Point => [x, y])))).toBeCloseTo(
    Math.abs(area(lShape.outline)),
  );
  for (const [, y, height] of underside) expect(height).toBeCloseTo(1000 + (1500 * (4000 - y)) / 4000);
});
