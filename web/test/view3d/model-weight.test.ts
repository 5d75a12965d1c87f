import { BoxGeometry, DataTexture, Group, Mesh, MeshStandardMaterial } from "three";
import { expect, test } from "vitest";
import { excessOf, weigh } from "../../src/view3d/items/model-weight.ts";

test("a model weighs the triangles of all its meshes and its largest texture", () => {
  const map = new DataTexture(new Uint8Array(4), 2048, 16);
  const box = new Mesh(new BoxGeometry(1, 1, 1), new MeshStandardMaterial({ map }));
  const loose = new Mesh(new BoxGeometry(1, 1, 1).toNonIndexed(), [new MeshStandardMaterial()]);
  expect(weigh(new Group().add(box, loose), 500)).toEqual({ bytes: 500, triangles: 24, texture: 2048 });
  expect(weigh(new Group(), 0)).toEqual({ bytes: 0, triangles: 0, texture: 0 });
});

test("only what exceeds the budget is named", () => {
  const light = { bytes: 1024 * 1024, triangles: 20_000, texture: 1024 };
  expect(excessOf(light)).toEqual([]);
  expect(excessOf({ ...light, bytes: 3.5 * 1024 * 1024 })).toEqual(["3.5 MB of at most 1.0"]);
  expect(excessOf({ ...light, triangles: 48_000 })).toEqual(["48000 triangles of at most 20000"]);
  expect(excessOf({ ...light, texture: 4096 })).toEqual(["a texture of 4096 pixels of at most 1024"]);
});
