import fc from "fast-check";
import { expect, test } from "vitest";
import { pointInPolygon } from "../../src/geometry/index.ts";
import { swings } from "../../src/geometry/openings.ts";
import type { Door, Point } from "../../src/model/index.ts";

const outline: Point[] = [
  [0, 0],
  [4000, 0],
  [4000, 3000],
  [0, 3000],
];
const walls = [{ id: "w", from: [0, 1500] as Point, to: [4000, 1500] as Point, thickness: 100 }];
/** In the lower wall; facing it from inside, left is +x. */
const door: Door = { id: "d", x: 2000, y: 3000, width: 900, rotation: 0, hinge: "left", opens: "in" };

function hinges(parts: Partial<Door>): (Point | undefined)[] {
  return swings({ outline, walls: [] }, { ...door, ...parts }).map(([hinge]) => hinge);
}

test.each<[string, Partial<Door>, Point[]]>([
  ["a hinged door has one leaf", {}, [[2450, 3000]]],
  ["its other hinge is at its other end", { hinge: "right" }, [[1550, 3000]]],
  [
    "a double door has one at each end",
    { kind: "double" },
    [
      [2450, 3000],
      [1550, 3000],
    ],
  ],
  ["a sliding door sweeps nothing", { kind: "sliding" }, []],
  ["an opening has no leaf", { kind: "opening" }, []],
])("%s", (_, parts, expected) => {
  expect(hinges(parts)).toEqual(expected);
});

test("leaves sweep quarters of circles about their hinges, on the side to which they open", () => {
  const some = fc.record({
    kind: fc.constantFrom(undefined, "double" as const),
    hinge: fc.constantFrom("left" as const, "right" as const),
    opens: fc.constantFrom("in" as const, "out" as const),
    rotation: fc.constantFrom(0, 180),
    inner: fc.boolean(),
    x: fc.integer({ min: 800, max: 3200 }),
    y: fc.integer({ min: -1100, max: 1100 }),
  });
  fc.assert(
    fc.property(some, ({ kind, hinge, opens, rotation, inner, x, y }) => {
      const one: Door = { ...door, hinge, opens, rotation, ...(inner && { y: 1500 }), ...(kind && { kind }) };
      const leaves = swings({ outline, walls: inner ? walls : [] }, one);
      // Inside is above the lower wall; at an inner wall it is the side of the door's own +y.
      const inwards = inner && rotation === 0 ? 1 : -1;
      const side = opens === "in" ? inwards : -inwards;
      const face = inner ? 50 : side > 0 ? 120 : 0;
      const left = inwards < 0 ? 1 : -1;
      const at = { x, y: one.y + y };
      const ends = kind ? [1, -1] : [hinge === "left" ? left : -left];
      const length = kind ? 450 : 900;
      const ahead = side * y - face;
      const inLeaf = (margin: number) =>
        ends.some((end) => {
          const along = (2000 + end * 450 - x) * end;
          return (
            along > -margin &&
            ahead > -margin &&
            Math.hypot(Math.max(0, along), Math.max(0, ahead)) < length + margin
          );
        });
      const hit = leaves.some((leaf) => pointInPolygon(leaf, [at.x, at.y]));
      if (inLeaf(-10)) expect(hit).toBe(true);
      if (!inLeaf(2)) expect(hit).toBe(false);
    }),
    { numRuns: 500 },
  );
});
