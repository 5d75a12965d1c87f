import fc from "fast-check";
import { PerspectiveCamera, Vector3 } from "three";
import { expect, test } from "vitest";
import type { Box } from "../../src/geometry/index.ts";
import { insetsOf } from "../../src/geometry/insets.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import { Orbit } from "../../src/view3d/orbit.ts";

/** The part of an element that OrbitControls needs. */
class Surface extends EventTarget {
  readonly style = {};
  readonly ownerDocument = new EventTarget();
}

const ceiling = 2500;
const area = fc.record({
  width: fc.integer({ min: 320, max: 2000 }),
  height: fc.integer({ min: 400, max: 1400 }),
});
const size = fc.integer({ min: 2000, max: 12_000 });

/**
 * Returns the room's corners in normalized device coordinates, -1 to 1, after it was fitted beside a panel.
 */
function seen(room: Point, { width, height }: { width: number; height: number }, cover: Box | undefined) {
  const camera = new PerspectiveCamera(38, width / height, 0.05, 200);
  const orbit = new Orbit(camera, new Surface() as unknown as HTMLElement, () => {});
  const [w, d] = room;
  const outline: Point[] = [
    [0, 0],
    [w, 0],
    [w, d],
    [0, d],
  ];
  orbit.room({ outline, ceiling } as PlanBody);
  orbit.fit(insetsOf(cover, { width, height }), { width, height });
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
