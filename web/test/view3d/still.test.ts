// The 4K picture's camera, and the spread of its light.

import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { Lights } from "../../src/view3d/lights.ts";
import { halton } from "../../src/view3d/still/halton.ts";
import { cameraFor } from "../../src/view3d/still/index.ts";
import { SoftLight } from "../../src/view3d/still/soft-light.ts";

describe("the camera", () => {
  test.each([
    ["an upright view", 0.6],
    ["a view in 3:2", 1.5],
    ["a view in 16:9", 16 / 9],
    ["a wide view", 3],
  ])("in 16:9 it sees all that %s sees", (_, aspect) => {
    const view = new PerspectiveCamera(38, aspect, 0.05, 200);
    view.position.set(2, 5, 7);
    view.lookAt(1, 0, 1);
    view.setViewOffset(100, 100, 20, 10, 100, 100);
    const camera = cameraFor(view);
    expect(camera.aspect).toBeCloseTo(16 / 9);
    expect(camera.position).toEqual(view.position);
    view.clearViewOffset();
    view.updateMatrixWorld();
    camera.updateMatrixWorld();
    for (const [x, y] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const) {
      const seen = new Vector3(x, y, 0).unproject(view).project(camera);
      expect(Math.max(Math.abs(seen.x), Math.abs(seen.y))).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

test.each([2, 3, 5])("the first numbers of the Halton sequence of %d are one in each part", (base) => {
  const parts = base ** 2;
  // Each is a multiple of one part.
  const found = Array.from({ length: parts - 1 }, (_, i) => Math.round(halton(i, base) * parts));
  expect(found.toSorted((a, b) => a - b)).toEqual(Array.from({ length: parts - 1 }, (_, i) => i + 1));
});

test("the sun and the sky shine from other directions each time, and are as before in the end", () => {
  const lights = new Lights();
  lights.place({
    name: "",
    units: "cm",
    walls: [],
    windows: [],
    doors: [],
    outline: [
      [0, 0],
      [5000, 0],
      [5000, 4000],
      [0, 4000],
    ],
  });
  const before = {
    sun: lights.sun.position.toArray(),
    sky: lights.sky.intensity,
    parts: lights.group.children.length,
  };
  const soft = new SoftLight(lights);
  const seen = new Set<string>();
  for (let i = 0; i < 24; i++) {
    soft.shine(i);
    seen.add(lights.sun.position.toArray().join());
    expect(lights.sun.position.distanceTo(new Vector3(...before.sun))).toBeLessThan(1);
    expect(lights.group.children.at(-1)?.position.y).toBeGreaterThan(0);
  }
  expect(seen.size).toBe(24);
  soft.dispose();
  expect({
    sun: lights.sun.position.toArray(),
    sky: lights.sky.intensity,
    parts: lights.group.children.length,
  }).toEqual(before);
});
