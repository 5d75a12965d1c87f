import { describe, expect, test } from "vitest";
import { WheelAccumulator, wheelFactor } from "../../src/plan2d/wheel.ts";

describe("the wheel", () => {
  test("a mouse's notch is one step, whatever its size", () => {
    const notches = new WheelAccumulator();
    expect([53, 100, 120, -100].map((delta) => notches.take(delta, 0))).toEqual([1, 1, 1, -1]);
    expect(notches.take(3, 1)).toBe(1);
  });

  test("a touchpad's small parts add up, and start anew the other way", () => {
    const notches = new WheelAccumulator();
    expect([15, 15, 15, 15].map((delta) => notches.take(delta, 0))).toEqual([0, 0, 1, 0]);
    expect([-15, -15, -15].map((delta) => notches.take(delta, 0))).toEqual([0, 0, -1]);
  });

  test("there and back is where it was", () => {
    expect(wheelFactor(100, 0, false) * wheelFactor(-100, 0, false)).toBeCloseTo(1);
    expect(wheelFactor(-100, 0, false)).toBeGreaterThan(1);
  });
});
