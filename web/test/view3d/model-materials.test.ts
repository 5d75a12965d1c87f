import { type Material, Mesh, type MeshStandardMaterial, type Object3D } from "three";
import { type GLTF, GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { expect, test } from "vitest";
import { modelOf } from "../../src/view3d/items/model.ts";
import { sofa } from "./glb.ts";

const read = (): Promise<GLTF> => new GLTFLoader().parseAsync(sofa(), "");

function materialsOf(scene: Object3D): MeshStandardMaterial[] {
  const found: Material[] = [];
  scene.traverse((node) => {
    if (node instanceof Mesh) found.push(node.material);
  });
  return found as MeshStandardMaterial[];
}
const namesOf = (scene: Object3D) => materialsOf(scene).map(({ name }) => name);

test.each([
  ["by the variant's English name", ["m", "Moss green"], "mossy cloth"],
  ["by its id, in any case of letters", ["SAND", "Beige"], "cloth"],
  ["as the file has it, when it has no such variant", ["pink", "Pink"], "cloth"],
])("a model is shown %s", async (_, names, cloth) => {
  const model = modelOf(await read());
  expect(namesOf(await model.sceneOf({ names }))).toEqual([cloth, "oak"]);
  expect(namesOf(await model.sceneOf(undefined))).toEqual(["cloth", "oak"]);
});

test("variants are copies of one scene, with the same geometry", async () => {
  const file = await read();
  const model = modelOf(file);
  const scenes = [await model.sceneOf({ names: ["moss green"] }), await model.sceneOf({ names: ["sand"] })];
  expect(scenes.map(namesOf)).toEqual([
    ["mossy cloth", "oak"],
    ["cloth", "oak"],
  ]);
  const geometries = [...scenes, file.scene].flatMap((scene) =>
    scene.getObjectsByProperty("type", "Mesh").map((mesh) => (mesh as Mesh).geometry.uuid),
  );
  // The file's two meshes have the same numbers, which the loader reads once.
  expect([geometries.length, new Set(geometries).size]).toEqual([6, 1]);
});

test("a tint colours the materials that it names, in its own variant only", async () => {
  const model = modelOf(await read());
  const tint = { cloth: "#336699", constructor: "#ff0000" };
  const tinted = materialsOf(await model.sceneOf({ names: [], tint }));
  const plain = materialsOf(await model.sceneOf({ names: [] }));
  expect(tinted.map(({ color }) => `#${color.getHexString()}`)).toEqual(["#336699", "#ffffff"]);
  expect(plain.map(({ color }) => `#${color.getHexString()}`)).toEqual(["#ffffff", "#ffffff"]);
  const again = materialsOf(await model.sceneOf({ names: [], tint }));
  expect(again[0]).toBe(tinted[0]);
});

test("what a variant's materials hold is given back with the model", async () => {
  const model = modelOf(await read());
  const tint = { oak: "#222222" };
  let gone = 0;
  for (const material of materialsOf(await model.sceneOf({ names: ["moss green"], tint }))) {
    material.addEventListener("dispose", () => gone++);
  }
  model.dispose();
  expect(gone).toBe(2);
});
