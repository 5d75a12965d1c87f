import fc from "fast-check";
import { expect, test } from "vitest";
import { widestWays } from "../../src/fit/bottleneck-paths.ts";
import { type Floor, floorOf } from "../../src/fit/floor.ts";
import { shortest } from "../../src/fit/gap.ts";
import { obstaclesOf } from "../../src/fit/obstacle.ts";
import { placedItem } from "../../src/fit/placed-item.ts";
import { runSync } from "../../src/fit/task.ts";
import { corners, edges, pointInPolygon, segmentDistance } from "../../src/geometry/index.ts";
import { distance } from "../../src/geometry/polygons.ts";
import type { Door, Plan, Point } from "../../src/model/index.ts";
import { codes, door, found, item, piece, plan, square } from "./room.ts";

const wardrobe = piece("wardrobe", [1000, 600, 2010]);
const partition = (depth: number) => piece("tv-unit", [400, depth, 1400]);
const room = plan({ doors: [door] });

/**
 * Returns a wardrobe at the left and two shelf units across
 * the room with a gap between; the door is at the right.
 */
function behindGap(gap: number) {
  const above = 2500;
  const below = 4500 - 2500 - gap;
  return [
    item("wardrobe", wardrobe, 300, 2000, 270),
    item("above", partition(above), 3500, above / 2),
    item("below", partition(below), 3500, 4500 - below / 2),
  ];
}

test.each<[number, string | undefined, number | undefined]>([
  [300, "blocked", 60],
  [399, "blocked", 60],
  [400, "tight", 60],
  [599, "tight", 60],
  [600, "tight", 75],
  [749, "tight", 75],
  [750, "fits", 90],
  [899, "fits", 90],
  [900, undefined, undefined],
  [1400, undefined, undefined],
])("a passage of %i mm on the only way is %s, and misses the class of %s cm", (gap, verdict, needs) => {
  const items = behindGap(gap);
  const above = found("above", room, ...items).find((f) => f.code === "walkway");
  const below = found("below", room, ...items).find((f) => f.code === "walkway");
  if (verdict === undefined) return expect([above, below]).toEqual([undefined, undefined]);
  expect(above).toMatchObject({ verdict, needs, width: gap, with: "below" });
  expect(below).toMatchObject({ verdict, needs, width: gap, with: "above" });
  const [from, to] = above?.code === "walkway" ? above.gap : [];
  expect([from?.[1], to?.[1]].sort()).toEqual([2500, 2500 + gap]);
});

test("a passage between a piece and a wall has nothing on its other side", () => {
  const items = [item("wardrobe", wardrobe, 300, 2000, 270), item("p", partition(4000), 3500, 2000)];
  const [finding] = found("p", room, ...items).filter((f) => f.code === "walkway");
  expect(finding).toMatchObject({ verdict: "tight", width: 500, needs: 60 });
  expect(finding).not.toHaveProperty("with");
});

test("what is shut off can't be reached", () => {
  const items = [item("wardrobe", wardrobe, 300, 2000, 270), item("p", partition(4490), 3500, 2250)];
  expect(codes(found("wardrobe", room, ...items))).toEqual(["unreachable"]);
});

test("a wider way round makes a narrow one matter to nobody", () => {
  const items = behindGap(300).filter(({ id }) => id !== "below");
  items.push(item("below", partition(700), 3500, 2800 + 350));
  expect(codes(found("above", room, ...items))).toEqual([]);
});

test("a sofa and its table are no walkway, though they stand near", () => {
  const items = [
    item("sofa", piece("sofa", [2180, 930, 820]), 2100, 4000, 180),
    item("table", piece("table", [1200, 600, 450]), 2100, 2900),
  ];
  for (const id of ["sofa", "table"]) expect(codes(found(id, room, ...items))).toEqual([]);
});

test("the way from one door to another is one, too", () => {
  const back = { ...door, id: "back", x: 1000, width: 800 };
  const items = behindGap(550).filter(({ id }) => id !== "wardrobe");
  expect(codes(found("above", plan({ doors: [door, back] }), ...items))).toEqual(["walkway"]);
});

test("an inner wall divides, and its door lets through", () => {
  const walls = [{ id: "w", from: [3500, 0] as Point, to: [3500, 4500] as Point, thickness: 100 }];
  const inner = { ...door, id: "inner", x: 3500, y: 2000, rotation: 90, width: 900 };
  const items = [item("wardrobe", wardrobe, 300, 2000, 270)];
  expect(codes(found("wardrobe", plan({ walls, doors: [door] }), ...items))).toEqual(["unreachable"]);
  expect(codes(found("wardrobe", plan({ walls, doors: [door, inner] }), ...items))).toEqual([]);
});

test("a balcony's door must be reached, and nobody comes in through it", () => {
  const balcony = { ...door, id: "balcony", x: 1000, width: 1800, balcony: true };
  const shut = [item("wardrobe", wardrobe, 300, 2000, 270), item("p", partition(4490), 3500, 2250)];
  expect(codes(found("wardrobe", plan({ doors: [door, balcony] }), ...shut))).toEqual(["unreachable"]);
  const alone = behindGap(550).filter(({ id }) => id !== "wardrobe");
  expect(codes(found("above", plan({ doors: [door, balcony] }), ...alone))).toEqual(["walkway"]);
  // With no other door, the way begins there.
  expect(codes(found("above", plan({ doors: [balcony] }), ...behindGap(550)))).toEqual([]);
});

test.each(["double", "sliding", "opening"] as const)("a way leads through a door of the kind %s", (kind) => {
  const walls = [{ id: "w", from: [3500, 0] as Point, to: [3500, 4500] as Point, thickness: 100 }];
  const inner: Door = { ...door, id: "inner", x: 3500, y: 2000, rotation: 90, width: 900, kind };
  const items = [item("wardrobe", wardrobe, 300, 2000, 270)];
  expect(codes(found("wardrobe", plan({ walls, doors: [door, inner] }), ...items))).toEqual([]);
});

/** Returns the findings of ways on a piece that bridges the gap, which is wide enough without it. */
function bridging(of: ReturnType<typeof piece>, z: number): string[] {
  const findings = found("bridge", room, ...behindGap(1000), item("bridge", of, 3500, 3000, 0, z));
  return codes(findings.filter((f) => f.code === "walkway"));
}

test("what hangs over heads narrows no way, and what hangs lower does", () => {
  const lamp = piece("other", [500, 500, 300], { mount: "ceiling" });
  expect([bridging(lamp, 2000), bridging(lamp, 1999)]).toEqual([[], ["walkway"]]);
});

test("what stands on a carrier narrows nothing, and need not be reached", () => {
  const carrier = item("table", piece("table", [400, 400, 740], { carries: true }), 2000, 2000);
  const wide = item("drawers", piece("drawers", [1500, 1500, 300], { mount: "top" }), 2000, 2000, 0, 740);
  const shut = item("p", partition(4490), 3500, 2250);
  const items = [item("wardrobe", wardrobe, 300, 2000, 270), carrier, wide];
  expect(codes(found("wardrobe", room, ...items))).toEqual([]);
  expect(codes(found("drawers", room, ...items, shut))).toEqual([]);
});

test("a wall shelf need not be reached", () => {
  const shelf = item("shelf", piece("shelf", [800, 250, 400], { mount: "wall" }), 1500, 125, 0, 1500);
  const shut = item("p", partition(4490), 3500, 2250);
  expect(codes(found("shelf", room, shelf, shut))).toEqual([]);
});

test("without a door one starts in the middle", () => {
  const items = [...behindGap(500), item("other", wardrobe, 5700, 2000, 90)];
  expect(codes(found("above", plan(), ...items))).toEqual(["walkway"]);
});

test("the shortest line between two pieces is as long as their distance", () => {
  const place = fc.record({
    x: fc.integer({ min: -2000, max: 2000 }),
    y: fc.integer({ min: -2000, max: 2000 }),
    rotation: fc.integer({ min: 0, max: 359 }),
  });
  fc.assert(
    fc.property(place, place, (p, q) => {
      const a = corners(p, { width: 900, depth: 500 });
      const b = corners(q, { width: 1400, depth: 300 });
      fc.pre(distance(a, b) > 0);
      expect(Math.abs(shortest(a, b).width - distance(a, b))).toBeLessThanOrEqual(0.5);
    }),
  );
});

test("the widest way is as wide as the widest level at which start and end hang together", () => {
  const cells = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 56, maxLength: 56 });
  fc.assert(
    fc.property(cells, fc.nat(55), fc.nat(55), (levels, start, end) => {
      const half = Float32Array.from(levels, (level) => level * 5);
      const floor: Floor = { cell: 50, columns: 8, rows: 7, half, at: () => -1, middle: () => [0, 0] };
      const ways = runSync(widestWays(floor, [start]));
      let widest = 0;
      for (const level of levels)
        if (hangTogether(levels, level, start, end)) widest = Math.max(widest, level * 5);
      if (start !== end) expect(ways.half[end]).toBe(widest);
      // The cell where it is narrowest has that width.
      const at = ways.narrowest[end] ?? -1;
      if (at >= 0) expect(half[at]).toBe(ways.half[end]);
    }),
  );
});

/** Reports whether cells of at least `level` connect start and end; the start's own level is ignored. */
function hangTogether(levels: readonly number[], level: number, start: number, end: number): boolean {
  const seen = new Set([start]);
  for (const n of seen) {
    for (const m of levels.keys()) {
      const near = Math.abs((n % 8) - (m % 8)) <= 1 && Math.abs(Math.floor(n / 8) - Math.floor(m / 8)) <= 1;
      if (near && level > 0 && (levels[m] ?? 0) >= level) seen.add(m);
    }
  }
  return seen.has(end);
}

test("between any two spots a disc as wide as the way gets through, and a wider one does not", () => {
  const spot = fc.record({
    x: fc.integer({ min: 600, max: 5400 }),
    y: fc.integer({ min: 600, max: 3900 }),
    rotation: fc.integer({ min: 0, max: 359 }),
  });
  const sizes = fc.constantFrom<[number, number, number]>(
    [1800, 500, 700],
    [1000, 1000, 700],
    [2600, 400, 700],
  );
  const pieces = fc.array(fc.tuple(spot, sizes), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(pieces, (all) => {
      const items = all.map(([p, size], i) => item(`${i}`, piece("storage", size), p.x, p.y, p.rotation));
      const bare: Plan = plan();
      const floor = runSync(
        floorOf(
          bare,
          obstaclesOf(
            items.map((one) => placedItem(one)),
            bare,
          ),
        ),
      );
      const clear = clearances(items.map(({ place, piece: { size } }) => corners(place, size)));
      const open = [...clear.keys()].filter((key) => (clear.get(key) ?? 0) > 300);
      const start = open[0];
      const end = open.at(-1);
      fc.pre(start !== undefined && end !== undefined && start !== end);
      if (start === undefined || end === undefined) return;
      const cellOf = (key: number) => {
        const [x, y] = middleOf(key);
        return floor.at(x, y);
      };
      const half = runSync(widestWays(floor, [cellOf(start)])).half[cellOf(end)] ?? 0;
      const capped = Math.min(half, clear.get(start) ?? 0, clear.get(end) ?? 0);
      if (half > 100) expect(discGets(clear, capped - step, start, end)).toBe(true);
      if (half < 300) expect(discGets(clear, half + step, start, end)).toBe(false);
    }),
    { numRuns: 25 },
  );
});

/** A separate grid, whose distances are computed from the polygons. */
const step = 60;
const columns = 100;

function middleOf(key: number): Point {
  return [(key % columns) * step + step / 2, Math.floor(key / columns) * step + step / 2];
}

/** Returns the distance from each free cell to the nearest wall or piece. */
function clearances(pieces: readonly Point[][]): Map<number, number> {
  const all = [...edges(square), ...pieces.flatMap((p) => edges(p))];
  const clear = new Map<number, number>();
  for (let key = 0; key < columns * 75; key++) {
    const at = middleOf(key);
    if (!pointInPolygon(square, at) || pieces.some((p) => pointInPolygon(p, at))) continue;
    clear.set(key, Math.min(...all.map((edge) => segmentDistance(at, edge))));
  }
  return clear;
}

function discGets(clear: ReadonlyMap<number, number>, radius: number, start: number, end: number): boolean {
  const seen = new Set([start]);
  for (const key of seen) {
    for (const by of [-1, 1, -columns, columns, -columns - 1, -columns + 1, columns - 1, columns + 1]) {
      if ((clear.get(key + by) ?? -1) >= radius) seen.add(key + by);
    }
  }
  return seen.has(end);
}
