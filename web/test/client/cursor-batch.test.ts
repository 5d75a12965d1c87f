import fc from "fast-check";
import { expect, test } from "vitest";
import { batchInterval, CursorBatch } from "../../src/client/cursor-batch.ts";

test("PR6 alone, nothing is sent", () => {
  expect(batchInterval(1, 100)).toBeUndefined();
});

test("PR6 8 batches a second for two, fewer as the room fills, down to 1 in 2 s", () => {
  expect(batchInterval(2, 100)).toBe(125);
  expect(batchInterval(5, 100)).toBe(200);
  expect(batchInterval(10, 100)).toBeCloseTo(900);
  expect(batchInterval(100, 100)).toBe(2_000);
});

test("PR6 a room keeps to its budget wherever the floor allows it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 1, max: 1000 }), (peers, budget) => {
      const rate = 1_000 / (batchInterval(peers, budget) ?? Number.POSITIVE_INFINITY);
      expect(rate).toBeLessThanOrEqual(8);
      expect(rate).toBeGreaterThanOrEqual(0.5);
      if (rate > 0.5) expect(peers * (peers - 1) * rate).toBeLessThanOrEqual(budget + 1e-6);
    }),
  );
});

test("WR3 a batch is what the wire takes, whatever the hand does", () => {
  const coordinate = fc.double({ noNaN: true, min: -3e6, max: 3e6 });
  // A clock may go back.
  const moves = fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: -100, max: 5_000 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(moves, fc.constantFrom(125, 500, 2_000), fc.nat(99), (all, interval, every) => {
      const batch = new CursorBatch();
      let at = 0;
      const check = () => {
        const { points } = batch.take(at);
        expect(points.length).toBeLessThanOrEqual(32);
        for (const [x, y, dt] of points) {
          expect([x, y, dt].every(Number.isSafeInteger)).toBe(true);
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1_000_000);
          expect(dt).toBeGreaterThanOrEqual(0);
          expect(dt).toBeLessThanOrEqual(1_000);
        }
      };
      all.forEach(([x, y, wait], i) => {
        at += wait;
        batch.add(x, y, at, interval);
        if (i % (every + 1) === every) check();
      });
      check();
      expect(batch.take(at).points).toEqual([]);
    }),
  );
});

test("PR6 a batch has time offsets, the first from the last point of the batch before", () => {
  const batch = new CursorBatch();
  batch.add(0, 0, 1_000, 125);
  batch.add(5, 0, 1_050, 125);
  expect(batch.take(1_050).points).toEqual([
    [0, 0, 0],
    [5, 0, 50],
  ]);
  batch.add(9, 0, 1_067, 125);
  batch.add(11, 0, 1_083, 125);
  expect(batch.take(1_090).points).toEqual([
    [9, 0, 17],
    [11, 0, 16],
  ]);
  batch.restart();
  batch.add(20, 0, 1_100, 125);
  expect(batch.take(1_100).points).toEqual([[20, 0, 0]]);
});

test("PR6 a hand that stands still by the time of the batch says so", () => {
  const batch = new CursorBatch();
  batch.add(0, 0, 0, 125);
  batch.add(40, 0, 20, 125);
  const { points, motion } = batch.take(100);
  expect(points).toEqual([
    [0, 0, 0],
    [40, 0, 20],
    [40, 0, 80],
  ]);
  expect(motion).toEqual({ x: 40, y: 0, at: 100, vx: 0, vy: 0 });
});

test("PR6 the points of a long interval are spread over it, and the newest is always there", () => {
  const batch = new CursorBatch();
  for (let at = 0; at <= 2_000; at += 10) batch.add(at, 0, at, 2_000);
  const { points } = batch.take(2_000);
  expect(points.at(-1)?.[0]).toBe(2_000);
  expect(points.length).toBeGreaterThan(20);
  expect(Math.max(...points.map(([, , dt]) => dt))).toBeLessThan(100);
});
