import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point, ViewPoint } from "../../src/model/index.ts";
import {
  fitted,
  noInsets,
  panned,
  pinched,
  toPlan,
  toScreen,
  type Viewport,
  zoomed,
} from "../../src/plan2d/viewport.ts";

const area = { width: 800, height: 600 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const spot: fc.Arbitrary<Point> = fc.tuple(number(-20_000, 20_000), number(-20_000, 20_000));
const pixel: fc.Arbitrary<ViewPoint> = fc.tuple(number(0, 800), number(0, 600));
const view: fc.Arbitrary<Viewport> = fc.record({ middle: spot, scale: number(0.01, 0.5) });

function near<P extends Point | ViewPoint>(a: P, b: P, by: number): void {
  expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(by);
}

describe("the viewport", () => {
  test("shows a spot where pointing finds it again", () => {
    fc.assert(fc.property(view, spot, (v, p) => near(toPlan(v, area, toScreen(v, area, p)), p, 1e-6)));
  });

  test("keeps what is under the pointer when it zooms, however far", () => {
    fc.assert(
      fc.property(view, pixel, number(0.001, 1000), (v, at, factor) => {
        near(toScreen(zoomed(v, area, at, factor), area, toPlan(v, area, at)), at, 1e-6);
      }),
    );
  });

  test("zooms no further than can be used", () => {
    const deep = zoomed({ middle: [0, 0], scale: 0.1 }, area, [0, 0], 1e9);
    const high = zoomed({ middle: [0, 0], scale: 0.1 }, area, [0, 0], 1e-9);
    expect([deep.scale, high.scale]).toEqual([2, 0.002]);
  });

  test("goes along with the hand when it pans", () => {
    const before: Viewport = { middle: [1000, 1000], scale: 0.1 };
    near(toScreen(panned(before, [30, -20]), area, [1000, 1000]), [430, 280], 1e-9);
  });

  test("keeps what is under two fingers under them", () => {
    fc.assert(
      fc.property(view, pixel, number(50, 200), number(50, 200), (v, [x, y], was, is) => {
        const before: [ViewPoint, ViewPoint] = [
          [x, y],
          [x + was, y],
        ];
        const after: [ViewPoint, ViewPoint] = [
          [x + 10, y + 5],
          [x + 10 + is, y + 5],
        ];
        const next = pinched(v, area, before, after);
        before.forEach((p, i) => {
          near(toScreen(next, area, toPlan(v, area, p)), after[i] ?? p, 1e-6);
        });
      }),
    );
  });

  test("fits a whole box, with room around it", () => {
    fc.assert(
      fc.property(spot, number(500, 30_000), number(500, 30_000), ([x, y], width, height) => {
        const v = fitted({ x, y, width, height }, area, noInsets);
        for (const corner of [[x, y] as Point, [x + width, y + height] as Point]) {
          const [sx, sy] = toScreen(v, area, corner);
          expect(sx).toBeGreaterThanOrEqual(23);
          expect(sx).toBeLessThanOrEqual(777);
          expect(sy).toBeGreaterThanOrEqual(23);
          expect(sy).toBeLessThanOrEqual(577);
        }
      }),
    );
  });

  test("fits beside what lies on the view", () => {
    const v = fitted({ x: 0, y: 0, width: 4000, height: 4000 }, area, { top: 100, right: 0, bottom: 40 });
    expect(toScreen(v, area, [0, 0])[1]).toBeCloseTo(124);
    expect(toScreen(v, area, [0, 4000])[1]).toBeCloseTo(536);
    const w = fitted({ x: 0, y: 0, width: 8000, height: 1000 }, area, { top: 0, right: 300, bottom: 0 });
    expect(toScreen(w, area, [0, 0])[0]).toBeCloseTo(24);
    expect(toScreen(w, area, [8000, 0])[0]).toBeCloseTo(476);
  });
});
