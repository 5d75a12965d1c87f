import fc from "fast-check";
import { PerspectiveCamera, Vector3 } from "three";
import { expect, test, vi } from "vitest";
import type { Box } from "../../src/geometry/index.ts";
import { insetsOf } from "../../src/geometry/insets.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import { Orbit } from "../../src/view3d/orbit.ts";

/** The part of an element that OrbitControls needs. */
class Surface extends EventTarget {
  readonly style = {};
  readonly ownerDocument = new EventTarget();
}

interface Area {
  width: number;
  height: number;
}

const ceiling = 2500;
const area = fc.record({
  width: fc.integer({ min: 320, max: 2000 }),
  height: fc.integer({ min: 400, max: 1400 }),
});
const size = fc.integer({ min: 2000, max: 12_000 });

/** Fits a room into a canvas beside a panel. */
function fitted([w, d]: Point, { width, height }: Area, cover: Box | undefined) {
  const camera = new PerspectiveCamera(38, width / height, 0.05, 200);
  const surface = new Surface();
  const chosen = vi.fn();
  const orbit = new Orbit(camera, surface as unknown as HTMLElement, () => {}, chosen);
  const outline: Point[] = [
    [0, 0],
    [w, 0],
    [w, d],
    [0, d],
  ];
  orbit.room({ outline, ceiling } as PlanBody);
  orbit.fit(insetsOf(cover, { width, height }), { width, height });
  return { camera, orbit, outline, chosen };
}

/**
 * Returns the room's corners in normalized device coordinates, -1 to 1, after it was fitted beside a panel.
 */
function seen(room: Point, { width, height }: Area, cover: Box | undefined) {
  const { camera, outline } = fitted(room, { width, height }, cover);
  camera.updateMatrixWorld();
  const corners = outline.flatMap(([x, y]) =>
    [0, ceiling].map((z) => new Vector3(x, z, y).divideScalar(1000)),
  );
  return corners.map((corner) => corner.project(camera));
}

test("the whole room is in the picture, beside a panel at its side or above a sheet at its foot", () => {
  fc.assert(
    fc.property(
      size,
      size,
      area,
      fc.constantFrom("none", "panel", "sheet"),
      (w, d, { width, height }, what) => {
        const cover = {
          none: undefined,
          panel: { x: width * 0.7, y: 16, width: width * 0.25, height: 400 },
          sheet: { x: 0, y: height * 0.6, width, height: height * 0.4 },
        }[what];
        const right = what === "panel" ? 0.4 : 1;
        const bottom = what === "sheet" ? -0.2 : -1;
        for (const { x, y } of seen([w, d], { width, height }, cover)) {
          expect(x).toBeGreaterThanOrEqual(-1);
          expect(x).toBeLessThanOrEqual(right);
          expect(y).toBeGreaterThanOrEqual(bottom);
          expect(y).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

const covers = ({ width, height }: Area) =>
  fc.constantFrom<Box | undefined>(
    undefined,
    { x: width * 0.7, y: 0, width: width * 0.3, height },
    { x: 0, y: height * 0.6, width, height: height * 0.4 },
  );
const screen = area.chain((size) => fc.record({ size: fc.constant(size), cover: covers(size) }));
const turns = fc.integer({ min: -40, max: 40 });

test("PR9 a follower sees the room from the same side, and as much of it as the followed person, or more", () => {
  fc.assert(
    fc.property(
      screen,
      screen,
      turns,
      turns,
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (a, b, right, up, zoom) => {
        const theirs = fitted([5_000, 4_000], a.size, a.cover);
        theirs.orbit.turn(right, up / 10);
        theirs.orbit.zoom(zoom);
        const view = theirs.orbit.seen();
        const ours = fitted([5_000, 4_000], b.size, b.cover);
        let frames = 0;
        while (ours.orbit.approach(view, 0.18) && frames < 400) frames++;
        expect(frames).toBeLessThan(400);
        const seen = ours.orbit.seen();
        const ahead = ({ camera }: typeof ours) => camera.getWorldDirection(new Vector3());
        expect(ahead(ours).angleTo(ahead(theirs))).toBeLessThan(0.01);
        const off = new Vector3(...seen.target).distanceTo(new Vector3(...view.target));
        expect(off).toBeLessThan(view.width / 100);
        expect(seen.width).toBeGreaterThan(view.width * 0.99);
        expect(seen.height).toBeGreaterThan(view.height * 0.99);
        expect(Math.min(seen.width / view.width, seen.height / view.height)).toBeLessThan(1.01);
        expect(ours.chosen).not.toHaveBeenCalled();
      },
    ),
    { numRuns: 50 },
  );
});

test("PR9 a camera that may not be where the followed person's is stops as near as it may be", () => {
  const { orbit } = fitted([5_000, 4_000], { width: 800, height: 600 }, undefined);
  const view = { ...orbit.seen(), eye: [2_500, 2_000, -9_000] as [number, number, number] };
  let frames = 0;
  while (orbit.approach(view, 0.18) && frames < 1_000) frames++;
  expect(frames).toBeLessThan(1_000);
});
