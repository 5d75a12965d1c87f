import { type Material, Mesh, type MeshStandardMaterial, type Object3D } from "three";
import { type GLTF, GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { expect, test } from "vitest";
import { modelOf } from "../../src/view3d/items/model.ts";

const corners = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]);
const up = new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]);
const tangent = new Float32Array([1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]);

/** Returns a binary glTF of a sofa: legs of oak, and cloth that is sand, or moss in the variant of that name. */
function sofa(): ArrayBuffer {
  const primitive = (material: number, extensions?: object) => ({
    attributes: { POSITION: 0, NORMAL: 1, TANGENT: 2 },
    material,
    ...(extensions && { extensions }),
  });
  const mappings = [
    { material: 0, variants: [0] },
    { material: 2, variants: [1] },
  ];
  const accessor = (bufferView: number, type: string) => ({
    bufferView,
    componentType: 5126,
    count: 3,
    type,
  });
  return binary({
    asset: { version: "2.0" },
    extensionsUsed: ["KHR_materials_variants"],
    extensions: { KHR_materials_variants: { variants: [{ name: "Sand" }, { name: "Moss green" }] } },
    scene: 0,
    scenes: [{ nodes: [0, 1] }],
    nodes: [{ mesh: 0 }, { mesh: 1 }],
    meshes: [
      { primitives: [primitive(0, { KHR_materials_variants: { mappings } })] },
      { primitives: [primitive(1)] },
    ],
    materials: [{ name: "cloth" }, { name: "oak" }, { name: "mossy cloth" }],
    accessors: [
      { ...accessor(0, "VEC3"), min: [0, 0, 0], max: [1, 1, 0] },
      accessor(1, "VEC3"),
      accessor(2, "VEC4"),
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 36 },
      { buffer: 0, byteOffset: 36, byteLength: 36 },
      { buffer: 0, byteOffset: 72, byteLength: 48 },
    ],
    buffers: [{ byteLength: 120 }],
  });
}

/** Returns a GLB: a header, a chunk of JSON, a chunk of numbers. */
function binary(gltf: object): ArrayBuffer {
  const json = new TextEncoder().encode(JSON.stringify(gltf));
  const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20);
  padded.set(json);
  const bytes = new Uint8Array(28 + padded.length + 120);
  const view = new DataView(bytes.buffer);
  const heads = [0x46546c67, 2, bytes.length, padded.length, 0x4e4f534a];
  for (const [i, word] of heads.entries()) view.setUint32(i * 4, word, true);
  bytes.set(padded, 20);
  view.setUint32(20 + padded.length, 120, true);
  view.setUint32(24 + padded.length, 0x004e4942, true);
  for (const [i, part] of [corners, up, tangent].entries()) {
    bytes.set(new Uint8Array(part.buffer), 28 + padded.length + i * 36);
  }
  return bytes.buffer;
}

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
