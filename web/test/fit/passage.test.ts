import fc from "fast-check";
import { expect, test } from "vitest";
import { cornerWidth, intoLift, rectangleFits, roundCorner, throughOpening } from "../../src/fit/passage.ts";
import type { Point } from "../../src/model/index.ts";
import { insideOutline } from "../../src/snap/index.ts";

const edge = fc.integer({ min: 50, max: 2600 });
const box = fc.tuple(edge, edge, edge);

test("a box passes an opening when two of its edges fit it, in one of six ways", () => {
  fc.assert(
    fc.property(box, edge, edge, (edges, width, height) => {
      const ways = [0, 1, 2].flatMap((i) =>
        [0, 1, 2].filter((j) => j !== i).map((j) => [edges[i], edges[j]]),
      );
      const some = ways.some(([a = 0, b = 0]) => a <= width && b <= height);
      const { needs, has } = throughOpening(edges, width, height);
      expect(needs <= has).toBe(some);
    }),
  );
});

test("a rectangle fits into another when it does at one of many angles", () => {
  fc.assert(
    fc.property(edge, edge, edge, edge, (p, q, a, b) => {
      const atSomeAngle = (spare: number) => {
        for (let degrees = 0; degrees <= 90; degrees += 0.1) {
          const cos = Math.cos((degrees * Math.PI) / 180);
          const sin = Math.sin((degrees * Math.PI) / 180);
          if (p * cos + q * sin <= a + spare && p * sin + q * cos <= b + spare) return true;
        }
        return false;
      };
      if (rectangleFits([p, q], [a, b])) expect(atSomeAngle(5)).toBe(true);
      else expect(atSomeAngle(-0.001)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

/** A corridor of one metre that turns to the right, with long legs. */
const width = 1000;
const corridor: Point[] = [
  [-6000, 0],
  [width, 0],
  [width, 6000],
  [0, 6000],
  [0, width],
  [-6000, width],
];

/**
 * Moves and turns a rectangle in small steps, in all possible ways, until it is round the corner or stuck.
 */
function getsRound(long: number, wide: number): boolean {
  const step = 50;
  const degrees = 3;
  const free = (x: number, y: number, turn: number) =>
    insideOutline({ x, y, z: 0, rotation: turn * degrees }, { width: long, depth: wide }, corridor);
  const far = Math.ceil((long / 2 + 100) / step);
  const seen = new Set<string>();
  const waiting: [number, number, number][] = [];
  const visit = (i: number, j: number, turn: number) => {
    const key = `${i},${j},${turn}`;
    if (i < -far || j > far + width / step || turn < 0 || turn > 180 / degrees || seen.has(key)) return;
    seen.add(key);
    if (free(i * step, j * step, turn)) waiting.push([i, j, turn]);
  };
  // It starts with its long side ahead, or, where it is short enough, across.
  for (let j = 0; j <= width / step; j++) for (const turn of [0, 30]) visit(-far, j, turn);
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const [i, j, turn] = at;
    if (j * step >= width + long / 2) return true;
    for (const d of [-1, 1]) {
      visit(i + d, j, turn);
      visit(i, j + d, turn);
      visit(i, j, turn + d);
      for (const e of [-1, 1]) visit(i + d, j + e, turn + d);
    }
  }
  return false;
}

test.each([0.04, 0.15, 0.3, 0.5, 0.8, 1])(
  "a rectangle whose sides are as 1 to %f gets round a corner that is wide enough, and no narrower one",
  (ratio) => {
    const needed = cornerWidth(1000, 1000 * ratio);
    const scaled = (part: number) => (1000 * part * width) / needed;
    expect(getsRound(scaled(0.9), scaled(0.9) * ratio)).toBe(true);
    expect(getsRound(scaled(1.08), scaled(1.08) * ratio)).toBe(false);
  },
  30_000,
);

test("what is carried round a corner is turned so that it needs least, under the ceiling", () => {
  // A flat parcel of 2.4 m, on its edge: only its thickness and its length matter.
  expect(roundCorner([2400, 680, 140], 1000, 2400)).toEqual({ needs: cornerWidth(2400, 140), has: 1000 });
  // Under a high ceiling it is carried on end.
  expect(roundCorner([2400, 680, 140], 1000, 2500).needs).toBe(cornerWidth(680, 140));
});

test("a wider corridor never needs more", () => {
  fc.assert(
    fc.property(box, edge, (edges, wide) => {
      const { needs } = roundCorner(edges, wide, 2400);
      const again = roundCorner(edges, Math.ceil(needs), 2400);
      expect(again.needs).toBe(needs);
    }),
  );
});

test("a box goes into a lift along its walls, or leaning in one plane, and only there", () => {
  const lift = [1000, 1200, 2100] as const;
  expect(intoLift([900, 500, 2100], lift)).toEqual({ needs: 2100, has: 2100 });
  // 2.2 m leaning: the diagonal of 1.2 by 2.1 m is 2.41 m.
  const leaning = intoLift([100, 2200, 400], lift);
  expect(leaning.has - leaning.needs).toBe(0);
  expect(intoLift([100, 2420, 400], lift)).toEqual({ needs: 2420, has: 2100 });
  expect(intoLift([1100, 1150, 1900], lift)).toEqual({ needs: 1100, has: 1000 });
});

test("a box goes into a lift when it does at a sampled angle, one of its edges along one of the lift's", () => {
  const ways = [
    [0, 1, 2],
    [1, 0, 2],
    [2, 0, 1],
  ] as const;
  fc.assert(
    fc.property(box, box, (edges, lift) => {
      const fits = (spare: number) =>
        ways.some(([i, j, k]) =>
          ways.some(([up, wide, deep]) => {
            if (edges[i] > lift[up]) return false;
            for (let degrees = 0; degrees <= 90; degrees += 0.1) {
              const cos = Math.cos((degrees * Math.PI) / 180);
              const sin = Math.sin((degrees * Math.PI) / 180);
              const across = edges[j] * cos + edges[k] * sin <= lift[wide] + spare;
              if (across && edges[j] * sin + edges[k] * cos <= lift[deep] + spare) return true;
            }
            return false;
          }),
        );
      const { needs, has } = intoLift(edges, lift);
      if (needs <= has) expect(fits(5)).toBe(true);
      else expect(fits(-0.001)).toBe(false);
    }),
  );
});
