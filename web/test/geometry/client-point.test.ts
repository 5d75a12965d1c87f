import fc from "fast-check";
import { expect, test } from "vitest";
import { toClient, toLayout } from "../../src/geometry/client-point.ts";

const px = fc.double({ min: -3000, max: 3000, noNaN: true });
const length = fc.double({ min: 1, max: 3000, noNaN: true });
const scale = fc.double({ min: 0.1, max: 5, noNaN: true });

test("a point of a scaled element comes back from the window", () => {
  fc.assert(
    fc.property(px, px, px, px, length, length, scale, (left, top, x, y, width, height, factor) => {
      const seen = { left, top, width: width * factor, height: height * factor };
      const [clientX, clientY] = toClient([x, y], seen, { width, height });
      expect(clientX).toBeCloseTo(left + x * factor, 6);
      const [backX, backY] = toLayout([clientX, clientY], seen, { width, height });
      expect(backX).toBeCloseTo(x, 6);
      expect(backY).toBeCloseTo(y, 6);
    }),
  );
});

test("an element without a size is taken as it is", () => {
  const seen = { left: 10, top: 20, width: 0, height: 0 };
  expect(toLayout([15, 25], seen, { width: 0, height: 0 })).toEqual([5, 5]);
});
