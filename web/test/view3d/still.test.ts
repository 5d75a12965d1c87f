// The spread of the 4K picture's light.

import { Vector3 } from "three";
import { expect, test } from "vitest";
import { Lights } from "../../src/view3d/lights.ts";
import { halton } from "../../src/view3d/still/halton.ts";
import { pictures } from "../../src/view3d/still/index.ts";
import { SoftLight } from "../../src/view3d/still/soft-light.ts";
import { rectangular } from "../fit/room.ts";

/** Returns the lights of a room of 5 by 4 m. */
function roomLights(): Lights {
  const lights = new Lights();
  lights.place(rectangular(5000, 4000));
  return lights;
}

test.each([2, 3, 5])("the first numbers of the Halton sequence of %d are one in each part", (base) => {
  const parts = base ** 2;
  // Each is a multiple of one part.
  const found = Array.from({ length: parts - 1 }, (_, i) => Math.round(halton(i, base) * parts));
  expect(found.toSorted((a, b) => a - b)).toEqual(Array.from({ length: parts - 1 }, (_, i) => i + 1));
});

test("the sun and the sky shine from other directions each time, and are as before in the end", () => {
  const lights = roomLights();
  const before = {
    sun: lights.sun.position.toArray(),
    sky: lights.sky.intensity,
    parts: lights.group.children.length,
    blur: lights.sun.shadow.radius,
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
    blur: lights.sun.shadow.radius,
  }).toEqual(before);
});

test("the shadows of two neighbouring suns in the fewest pictures overlap by their blur", () => {
  const lights = roomLights();
  const { sun } = lights;
  const far = sun.position.distanceTo(sun.target.position);
  const soft = new SoftLight(lights);
  const suns = Array.from({ length: pictures.least }, (_, i) => {
    soft.shine(i);
    return sun.position.clone();
  });
  const { camera, mapSize, radius } = sun.shadow;
  const blurMetres = (2 * radius * (camera.right - camera.left)) / mapSize.x;
  // How far apart the shadows of the top of a wardrobe are, 2 m above the floor.
  const apart = suns.map((one) => {
    const others = suns.filter((other) => other !== one);
    return (Math.min(...others.map((other) => other.distanceTo(one))) / far) * 2;
  });
  expect(pictures.least).toBeGreaterThanOrEqual(8);
  expect(Math.max(...apart)).toBeLessThan(blurMetres);
});
