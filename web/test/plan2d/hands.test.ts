import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ViewPoint } from "../../src/model/index.ts";
import { rotate, turnTo } from "../../src/plan2d/input/gestures.ts";
import { frameOf, inBox } from "../../src/plan2d/input/marquee.ts";

const keys = { shift: false, alt: false, ctrl: false };
const size = { width: 2000, depth: 1000, height: 800 };
const item = (id: string, x: number, y: number, rotation = 0) => ({
  id,
  place: { x, y, rotation },
  piece: { size },
});

describe("a selection box", () => {
  const items = [item("a", 0, 0), item("b", 5000, 0), item("c", 0, 4000, 90)];

  test("takes what it touches", () => {
    expect(inBox(items, [900, -200], [4500, 200])).toEqual(["a", "b"]);
  });

  test("may be drawn from any corner", () => {
    expect(inBox(items, [4500, 200], [900, -200])).toEqual(["a", "b"]);
  });

  test("looks at how a piece is turned", () => {
    expect(inBox(items, [700, 3900], [900, 4100])).toEqual([]);
    expect(inBox(items, [100, 4800], [200, 4900])).toEqual(["c"]);
  });
});

describe("a selection's frame", () => {
  test("is the item's own when it is one", () => {
    expect(frameOf([item("a", 10, 20, 90)])).toEqual({
      middle: [10, 20],
      rotation: 90,
      reach: [500, 1000, 500, 1000],
    });
  });

  test("is upright around several", () => {
    expect(frameOf([item("a", 0, 0), item("b", 4000, 2000)])).toEqual({
      middle: [2000, 1000],
      rotation: 0,
      reach: [1500, 3000, 1500, 3000],
    });
    expect(frameOf([])).toBeUndefined();
  });
});

describe("turning by hand", () => {
  test("goes in steps of 15 degrees, from wherever it stands", () => {
    expect([turnTo(0, 20, false), turnTo(7, 20, false), turnTo(350, 20, false)]).toEqual([15, 23, 25]);
  });

  test("is free with Alt", () => {
    expect(turnTo(7, 20.4, true)).toBe(20);
  });

  test("is never more than half way round, and ends on a step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 359 }),
        fc.double({ min: -400, max: 400, noNaN: true }),
        (rotation, by) => {
          const wanted = turnTo(rotation, by, false);
          expect(Math.abs(wanted)).toBeLessThanOrEqual(180);
          expect(Math.abs((rotation + wanted) % 15)).toBe(0);
        },
      ),
    );
  });

  test("adds up to what the hand did, and begins once", () => {
    const done: (string | number)[] = [];
    const gesture = rotate([100, 0], {
      centre: [0, 0],
      rotation: 0,
      begin: () => done.push("begin"),
      turn: (degrees) => done.push(degrees),
      end: (cancelled) => done.push(cancelled ? "cancelled" : "end"),
    });
    const path: ViewPoint[] = [
      [100, 2],
      [100, 30],
      [70, 70],
      [100, 0],
    ];
    for (const at of path) gesture.move(at, keys);
    gesture.end(false, keys);
    expect(done).toEqual(["begin", 15, 30, -45, "end"]);
  });

  test("a click on the handle is no turn", () => {
    const gesture = rotate([100, 0], {
      centre: [0, 0],
      rotation: 0,
      begin: () => expect.unreachable(),
      turn: () => expect.unreachable(),
      end: () => expect.unreachable(),
    });
    gesture.move([100, 1], keys);
    gesture.end(false, keys);
  });
});
