import fc from "fast-check";
import { expect, test } from "vitest";
import { rotatePoint } from "../../src/geometry/index.ts";
import type { ClientPoint, Point } from "../../src/model/index.ts";
import { pixelsPerMm, screenToPlan } from "../../src/panels/screen-to-plan.ts";

const mm = fc.integer({ min: -100_000, max: 100_000 });

test("a spot comes back from the screen, however the plan lies there", () => {
  const pixel = fc.double({ min: -2000, max: 2000, noNaN: true });
  fc.assert(
    fc.property(
      mm,
      mm,
      pixel,
      pixel,
      fc.double({ min: 0.01, max: 2, noNaN: true }),
      fc.integer({ min: 0, max: 359 }),
      (x, y, dx, dy, scale, degrees) => {
        const toClient = (spot: Point): ClientPoint => {
          const [tx, ty] = rotatePoint(spot, degrees);
          return [tx * scale + dx, ty * scale + dy];
        };
        const [fx, fy] = screenToPlan(toClient([x, y]), toClient) ?? [];
        expect(Math.abs((fx ?? Infinity) - x)).toBeLessThanOrEqual(1);
        expect(Math.abs((fy ?? Infinity) - y)).toBeLessThanOrEqual(1);
        expect(pixelsPerMm(toClient)).toBeCloseTo(scale, 6);
      },
    ),
  );
});

test("a plan that is not shown has no spots", () => {
  expect(screenToPlan([10, 10], () => [0, 0])).toBeUndefined();
});
