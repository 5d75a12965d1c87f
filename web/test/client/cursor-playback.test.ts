import fc from "fast-check";
import { expect, test } from "vitest";
import { Playback, Timeline } from "../../src/client/cursor-playback.ts";
import type { CursorPoint } from "../../src/client/protocol.ts";
import { splineAt } from "../../src/client/spline.ts";

const interval = 125;
/** How long after its receipt the last point of the fastest batch is displayed, in a room of two. */
const lead = 90;

/** The cursor's playback, as its batches are received. */
function setup() {
  const timeline = new Timeline();
  const playback = new Playback();
  return {
    playback,
    take: (points: readonly CursorPoint[], now: number) =>
      playback.push(timeline.place(points, now, interval), now, interval),
    x: (now: number) => playback.at(now)?.x ?? Number.NaN,
  };
}

/** The batches of a hand at 1 mm a millisecond with a point each 25 ms, from `from` to `to`. */
function even(from: number, to: number): CursorPoint[] {
  const points: CursorPoint[] = [];
  for (let at = from + 25; at <= to; at += 25) points.push([at, 0, points.length > 0 || from > 0 ? 25 : 0]);
  return points;
}

test("PR7 a batch is played back over its own offsets", () => {
  const { playback, take, x } = setup();
  take(
    [
      [0, 0, 0],
      [100, 0, 20],
      [200, 0, 30],
    ],
    1_000,
  );
  const { end } = playback;
  expect([end - 50, end - 30, end].map(x)).toEqual([0, 100, 200]);
  expect(playback.moving(end)).toBe(true);
});

test("PR7 playback keeps the hand's own pace: no batch adds to the delay", () => {
  const { playback, take } = setup();
  for (let sent = 0; sent < 5_000; sent += interval) take(even(sent, sent + interval), sent + interval + 60);
  expect(playback.end).toBe(5_000 + 60 + lead - 20);
});

test("PR7 batches of an uneven line are played back evenly", () => {
  const { take, x } = setup();
  const late = [0, 35, 5, 20, 40, 0, 10, 30];
  const arrivals = late.map((ms, i) => ({ from: i * interval, at: (i + 1) * interval + 60 + ms }));
  const steps: number[] = [];
  for (let now = 185; now < 1_100; now++) {
    for (const { from, at } of arrivals) if (at === now) take(even(from, from + interval), now);
    if (now > 500) steps.push(x(now) - x(now - 1));
  }
  expect(Math.min(...steps)).toBeGreaterThan(0.6);
  expect(Math.max(...steps)).toBeLessThan(1.4);
});

test("PR7 a cursor goes on as predicted until the next batch, and stands still in the end", () => {
  const { playback, take, x } = setup();
  take(even(0, 125), 0);
  const { end } = playback;
  expect(x(end)).toBe(125);
  expect(x(end + 50)).toBeCloseTo(125 + 45);
  expect(x(end + 250)).toBe(250);
  expect(x(end + 1_000)).toBe(250);
  expect(playback.moving(end + 249)).toBe(true);
  expect(playback.moving(end + 251)).toBe(false);
});

test("PR7 what was predicted wrong is evened out, without a jump, in 100 ms", () => {
  const { playback, take, x } = setup();
  take(even(0, 125), 0);
  const turn = playback.end + 60;
  const before = x(turn);
  take(
    [
      [125, 40, 25],
      [125, 80, 25],
      [125, 120, 25],
    ],
    turn,
  );
  expect(x(turn)).toBeCloseTo(before);
  for (let now = turn + 1; now <= turn + 100; now++) expect(Math.abs(x(now) - x(now - 1))).toBeLessThan(2);
  expect(x(turn + 101)).toBe(125);
});

test("PR7 after a pause the cursor glides to where the hand goes on", () => {
  const { take, x } = setup();
  take([[0, 0, 0]], 0);
  take(
    [
      [1_000, 0, 1_000],
      [1_000, 0, 50],
    ],
    8_000,
  );
  expect(x(8_000)).toBeCloseTo(0);
  for (let now = 8_001; now <= 8_101; now++) expect(Math.abs(x(now) - x(now - 1))).toBeLessThan(16);
  expect(x(8_101)).toBe(1_000);
});

test("PR7 batches of an older client, whose first dt is always 0, do not add up to a delay", () => {
  const { playback, take } = setup();
  for (let sent = 0; sent < 5_000; sent += interval) {
    const points = even(sent, sent + interval).map(([x, y, dt], i): CursorPoint => [x, y, i === 0 ? 0 : dt]);
    take(points, sent + interval);
  }
  expect(playback.end).toBeLessThanOrEqual(5_000 + lead);
});

test("PR7 whatever arrives when, nothing is displayed later than the lead, nor earlier than a slow line has it", () => {
  const batch = fc.record({
    wait: fc.integer({ min: 0, max: 3_000 }),
    points: fc.array(fc.tuple(fc.integer(), fc.integer(), fc.integer({ min: 0, max: 1_000 })), {
      minLength: 1,
      maxLength: 5,
    }),
  });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 20 }), (batches) => {
      const { playback, take } = setup();
      let now = 0;
      for (const { wait, points } of batches) {
        now += wait;
        take(points, now);
        expect(playback.end).toBeLessThanOrEqual(now + lead);
        expect(playback.end).toBeGreaterThanOrEqual(now + lead - 60);
        expect(playback.at(now)).toBeDefined();
      }
    }),
  );
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
