// Products' own models in exports.

import {
  Box3,
  BoxGeometry,
  BufferAttribute,
  Group,
  Mesh,
  MeshStandardMaterial,
  ShaderMaterial,
  Vector3,
} from "three";
import { afterEach, expect, test, vi } from "vitest";
import { baked } from "../../src/export3d/bake.ts";
import { Furniture } from "../../src/export3d/furniture.ts";
import { aPiece } from "../catalog/a-piece.ts";

afterEach(() => vi.restoreAllMocks());

const piece = aPiece({
  product: "table.oak",
  sku: "HS-7",
  name: "Oak",
  size: { width: 2000, depth: 1000, height: 750 },
  carries: true,
  model: "https://shop.example/oak.glb",
});

/** Returns a model in centimetres whose top is a mesh of 200 × 75 × 100. */
function centimetres(): Group {
  const top = new Mesh(new BoxGeometry(200, 75, 100), new MeshStandardMaterial({ name: "varnish" }));
  top.position.set(10, 20, 30);
  return new Group().add(top);
}

test("a product's model is exported in the product's size, in metres, in place of parts", async () => {
  const load = vi.fn(async () => ({ sceneOf: async () => centimetres(), dispose: () => {} }));
  const furniture = new Furniture(load);
  const node = await furniture.nodeOf(piece);
  expect(node.name).toBe("Oak HS-7");
  expect(node.children.map((child) => ((child as Mesh).material as MeshStandardMaterial).name)).toEqual([
    "varnish",
  ]);
  const box = new Box3().setFromObject(node);
  const size = box.getSize(new Vector3()).toArray();
  for (const [i, side] of [2, 0.75, 1].entries()) expect(size[i]).toBeCloseTo(side, 6);
  expect(box.min.y).toBeCloseTo(0, 6);
  await furniture.nodeOf(piece);
  expect(load).toHaveBeenCalledTimes(1);
});

test("two variants with one model load it once, each in its own look", async () => {
  const sceneOf = vi.fn(async () => centimetres());
  const load = vi.fn(async () => ({ sceneOf, dispose: () => {} }));
  const furniture = new Furniture(load);
  const [oak, ash] = [{ names: ["oak"] }, { names: ["ash"] }];
  await Promise.all([
    furniture.nodeOf({ ...piece, modelLook: oak }),
    furniture.nodeOf({ ...piece, variant: "w", modelLook: ash }),
  ]);
  expect(load.mock.calls).toEqual([[piece.model]]);
  expect(sceneOf.mock.calls).toEqual([[oak], [ash]]);
});

test("a model that can't be loaded is reported, and the piece is built from parts", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const node = await new Furniture(() => Promise.reject(new Error("404"))).nodeOf(piece);
  expect(warn).toHaveBeenCalledOnce();
  expect(node.children.length).toBeGreaterThan(0);
});

test("baked meshes have no place of their own, unit normals in a model that is scaled unevenly, and 32 bit floats", () => {
  const mesh = new Mesh(new BoxGeometry(), new MeshStandardMaterial());
  mesh.geometry.setAttribute("normal", new BufferAttribute(new Float32Array(72), 3));
  const short = new Int16Array(
    mesh.geometry.getAttribute("position").array.map((value) => Math.sign(value) * 32767),
  );
  mesh.geometry.setAttribute("position", new BufferAttribute(short, 3, true));
  mesh.scale.set(3, 1, 0.2);
  mesh.position.set(1, 2, 3);
  const hidden = mesh.clone();
  hidden.visible = false;
  const shadow = new Mesh(mesh.geometry, new ShaderMaterial());
  const [only, ...others] = baked(new Group().add(mesh, hidden, shadow));
  expect(others).toEqual([]);
  expect(only?.position.toArray()).toEqual([0, 0, 0]);
  const box = new Box3().setFromBufferAttribute(only?.geometry.getAttribute("position") as BufferAttribute);
  for (const [i, side] of [-2, 1, 2.8].entries()) expect(box.min.getComponent(i)).toBeCloseTo(side, 4);
  const normal = only?.geometry.getAttribute("normal");
  expect(new Set(Array.from(normal?.array ?? []))).toEqual(new Set([0, 1]));
});

test("a mesh with several materials becomes one for each", () => {
  const [a, b] = [new MeshStandardMaterial({ name: "a" }), new MeshStandardMaterial({ name: "b" })];
  const geometry = new BoxGeometry();
  geometry.clearGroups();
  geometry.addGroup(0, 30, 0);
  geometry.addGroup(30, 6, 1);
  const found = baked(new Mesh(geometry, [a, b]));
  expect(
    found.map(({ geometry: { index }, material }) => [(material as MeshStandardMaterial).name, index?.count]),
  ).toEqual([
    ["a", 30],
    ["b", 6],
  ]);
});
