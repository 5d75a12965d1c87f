import fc from "fast-check";
import { expect, test } from "vitest";
import { batchInterval, CursorBatch, CursorPlayback } from "../../src/client/cursor-playback.ts";
import { splineAt } from "../../src/client/spline.ts";

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
  const moves = fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: 0, max: 5_000 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(moves, fc.constantFrom(125, 500, 2_000), (all, interval) => {
      const batch = new CursorBatch();
      let at = 0;
      for (const [x, y, wait] of all) {
        at += wait;
        batch.add(x, y, at, interval);
      }
      const points = batch.take();
      expect(points.length).toBeLessThanOrEqual(32);
      for (const [x, y, dt] of points) {
        expect([x, y, dt].every(Number.isSafeInteger)).toBe(true);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1_000_000);
        expect(dt).toBeGreaterThanOrEqual(0);
        expect(dt).toBeLessThanOrEqual(1_000);
      }
      expect(batch.take()).toEqual([]);
    }),
  );
});

test("PR6 a batch carries time offsets, and always the newest spot", () => {
  const batch = new CursorBatch();
  batch.add(0, 0, 1_000, 125);
  batch.add(5, 0, 1_050, 125);
  batch.add(9, 0, 1_051, 125);
  expect(batch.take()).toEqual([
    [0, 0, 0],
    [9, 0, 51],
  ]);
});

test("PR7 a batch is played back over its own offsets", () => {
  const playback = new CursorPlayback();
  playback.push(
    [
      [0, 0, 0],
      [100, 0, 50],
      [200, 0, 50],
    ],
    1_000,
  );
  expect(playback.at(1_000)).toEqual({ x: 0, y: 0 });
  expect(playback.at(1_050)).toEqual({ x: 100, y: 0 });
  expect(playback.moving(1_050)).toBe(true);
  expect(playback.at(1_100)).toEqual({ x: 200, y: 0 });
  expect(playback.moving(1_100)).toBe(false);
});

test("PR7 the next batch goes on where the last one ended, without a jump", () => {
  const playback = new CursorPlayback();
  playback.push(
    [
      [0, 0, 0],
      [100, 0, 100],
    ],
    0,
  );
  playback.at(90);
  playback.push([[200, 0, 0]], 95);
  let before = playback.at(96)?.x ?? 0;
  for (let now = 97; now <= 170; now++) {
    const x = playback.at(now)?.x ?? 0;
    expect(Math.abs(x - before)).toBeLessThan(6);
    before = x;
  }
  expect(playback.at(170)).toEqual({ x: 200, y: 0 });
});

test("PR7 playback that lags far behind drops what is late", () => {
  const playback = new CursorPlayback();
  for (let i = 0; i < 20; i++) {
    playback.push(
      [
        [i, 0, 0],
        [i, 1, 500],
      ],
      0,
    );
  }
  playback.push([[999, 999, 0]], 1);
  expect(playback.at(2_000)).toEqual({ x: 999, y: 999 });
});

test("PR7 the curve goes through every sample, and is nowhere before the first", () => {
  expect(splineAt([], 5)).toBeUndefined();
  const spot = fc.record({ x: fc.integer(), y: fc.integer(), step: fc.integer({ min: 1, max: 1_000 }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 20 }), (spots) => {
      let at = 0;
      const samples = spots.map(({ x, y, step }) => {
        at += step;
        return { x, y, at };
      });
      for (const s of samples) expect(splineAt(samples, s.at)).toEqual({ x: s.x, y: s.y });
    }),
  );
});

test("PR7 a straight, even movement stays straight and even", () => {
  const samples = [0, 1, 2, 3].map((i) => ({ x: i * 10, y: i * 20, at: i * 100 }));
  for (let at = 100; at <= 200; at += 10) {
    expect(splineAt(samples, at)?.x).toBeCloseTo(at / 10);
    expect(splineAt(samples, at)?.y).toBeCloseTo(at / 5);
  }
});
