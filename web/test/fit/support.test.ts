import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { corners, edges, segmentDistance, wallPolygon } from "../../src/geometry/index.ts";
import type { Mount, Plan, Point, Slope } from "../../src/model/index.ts";
import { found, item, piece, plan } from "./room.ts";

const table = item("table", piece("table", [1200, 800, 740], { carries: true }), 3000, 2000);
const sofa = item("sofa", piece("sofa", [2000, 900, 740]), 3000, 3500);
const walls = [{ id: "w", from: [1000, 1000] as Point, to: [1000, 3000] as Point, thickness: 100 }];
const pillar = {
  id: "p",
  kind: "pillar" as const,
  ...{ x: 4500, y: 1500, z: 0, rotation: 0, width: 400, depth: 400, height: 2500 },
};
const room = plan({ ceiling: 2500, walls, fixtures: [pillar] });

function unsupported(mount: Mount, x: number, y: number, z: number, rotation = 0, of: Plan = room): boolean {
  const thing = item("a", piece("other", [400, 100, 300], { mount }), x, y, rotation, z);
  const findings = found("a", of, thing, table, sofa).filter((f) => f.code === "unsupported");
  if (findings.length > 0) expect(findings).toEqual([{ code: "unsupported", verdict: "blocked", mount }]);
  return findings.length > 0;
}

describe("ST5 what nothing holds is told", () => {
  test.each<[string, Mount, number, number, number, boolean]>([
    ["a floor piece on the floor", "floor", 2000, 4000, 0, false],
    ["a floor piece on a table", "floor", 3000, 2000, 740, false],
    ["a floor piece in the air", "floor", 2000, 4000, 100, true],
    ["a floor piece above a table", "floor", 3000, 2000, 746, true],
    ["a floor piece on a sofa, which carries nothing", "floor", 3000, 3500, 740, true],
    ["a piece for floor or top on the floor", "floor-or-top", 2000, 4000, 0, false],
    ["a piece for floor or top on a table", "floor-or-top", 3000, 2000, 740, false],
    ["a piece for floor or top in the air", "floor-or-top", 2000, 4000, 740, true],
    ["a top piece on a table", "top", 3000, 2000, 740, false],
    ["a top piece on the floor", "top", 2000, 4000, 0, true],
    ["a top piece in the air", "top", 2000, 4000, 740, true],
    ["a ceiling piece at the ceiling", "ceiling", 3000, 2000, 2200, false],
    ["a ceiling piece a little below it", "ceiling", 3000, 2000, 2195, false],
    ["a ceiling piece too far below it", "ceiling", 3000, 2000, 2194, true],
    ["a ceiling piece on a table", "ceiling", 3000, 2000, 740, true],
    ["a wall piece in the middle of the room", "wall", 2000, 4000, 1500, true],
    ["a wall piece that stands there on the floor", "wall", 2000, 4000, 0, false],
    ["a wall piece that leans on a table", "wall", 3000, 2000, 740, false],
    ["a wall piece at the upper wall", "wall", 2000, 50, 1500, false],
    ["a wall piece with its side at a wall", "wall", 200, 2000, 1500, true],
    ["a wall piece at a pillar, as wide as it", "wall", 4500, 1750, 1500, false],
    ["a wall piece that stands out from a pillar", "wall", 4550, 1750, 1500, true],
  ])("%s", (_, mount, x, y, z, expected) => {
    expect(unsupported(mount, x, y, z)).toBe(expected);
  });

  test.each<[string, number, number, number, boolean]>([
    ["with its back to it", 1100, 2000, 270, false],
    ["from its other side", 900, 2000, 90, false],
    ["with its front to it", 1100, 2000, 90, true],
    ["past its end", 1100, 2900, 270, true],
  ])("a wall piece at an inner wall, %s", (_, x, y, rotation, expected) => {
    expect(unsupported("wall", x, y, 1500, rotation)).toBe(expected);
  });

  test("a ceiling piece hangs from a slope, where it is", () => {
    const slopes: Slope[] = [{ id: "s", x: 3000, y: 0, rotation: 0, width: 6000, depth: 2000, low: 1500 }];
    const sloped = plan({ ceiling: 2500, slopes });
    expect(unsupported("ceiling", 3000, 1000, 2000 - 300, 0, sloped)).toBe(false);
    // Above its back it is 25 mm lower.
    expect(unsupported("ceiling", 3000, 1000, 1975 - 300, 0, sloped)).toBe(false);
    expect(unsupported("ceiling", 3000, 1000, 1975 - 306, 0, sloped)).toBe(true);
    expect(unsupported("ceiling", 3000, 1000, 1000, 0, plan())).toBe(false);
  });

  test("a wall piece is held where its whole back is at walls, as sampled", () => {
    const faces = [
      ...edges(room.outline),
      ...walls.flatMap((w) => edges(wallPolygon([w.from, w.to], w.thickness))),
      ...edges(corners(pillar, pillar)),
    ];
    const near = fc.integer({ min: -12, max: 12 });
    const spot = fc.oneof(
      fc.record({
        x: fc.integer({ min: 0, max: 6000 }),
        y: near.map((mm) => 50 + mm),
        rotation: fc.integer({ min: -2, max: 2 }),
      }),
      fc.record({
        x: near.map((mm) => 1100 + mm),
        y: fc.integer({ min: 800, max: 3200 }),
        rotation: fc.integer({ min: 268, max: 272 }),
      }),
      fc.record({
        x: near.map((mm) => 5950 + mm),
        y: fc.integer({ min: 0, max: 4500 }),
        rotation: fc.integer({ min: 88, max: 92 }),
      }),
    );
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(spot, ({ x, y, rotation }) => {
        const turned = (rotation + 360) % 360;
        const [left, right] = corners({ x, y, rotation: turned }, { width: 400, depth: 100 });
        if (!left || !right) throw new Error("no back");
        const gaps = Array.from({ length: 81 }, (_, i) => {
          const at: Point = [
            left[0] + ((right[0] - left[0]) * i) / 80,
            left[1] + ((right[1] - left[1]) * i) / 80,
          ];
          return Math.min(...faces.map((face) => segmentDistance(at, face)));
        });
        // A few millimetres, and half a degree of its width.
        const far = 5 + 400 * Math.sin(Math.PI / 360);
        const held = !unsupported("wall", x, y, 1500, turned);
        seen.add(held);
        expect(held).toBe(Math.max(...gaps) <= far);
      }),
      { numRuns: 300 },
    );
    expect(seen.size).toBe(2);
  });
});

const lampOf = (height: number) => piece("ceiling-lamp", [400, 400, height], { mount: "ceiling" });

test.each<[string, number, number, number, number | undefined]>([
  ["low over free floor", 1000, 2500, 900, 1600],
  ["as high as a door", 1000, 2500, 500, undefined],
  ["a little lower", 1000, 2500, 501, 1999],
  ["low over a table", 3000, 2000, 900, undefined],
  ["low over a rug", 4000, 4000, 900, 1600],
])("a ceiling lamp %s", (_, x, y, height, expected) => {
  const rug = item("rug", piece("rug", [1000, 800, 10]), 4000, 4000);
  const lamp = item("a", lampOf(height), x, y, 0, 2500 - height);
  const findings = found("a", plan({ ceiling: 2500 }), lamp, table, rug);
  expect(findings.filter((f) => f.code === "headroom")).toEqual(
    expected === undefined ? [] : [{ code: "headroom", verdict: "tight", height: expected }],
  );
});
