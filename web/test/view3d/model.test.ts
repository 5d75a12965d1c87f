import {
  BoxGeometry,
  DirectionalLight,
  Group,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PerspectiveCamera,
  PointLight,
} from "three";
import { afterEach, expect, test, vi } from "vitest";
import { bare, fitted, loadModel } from "../../src/view3d/items/model.ts";
import { sofa } from "./glb.ts";

afterEach(() => vi.unstubAllGlobals());

const kinds = (root: Object3D): string[] => {
  const found: string[] = [];
  root.traverse((node) => found.push(node.type));
  return found;
};
const box = () => new Mesh(new BoxGeometry(2, 1, 1), new MeshBasicMaterial());

test("a product brings no light and no camera, but all that hangs on them", () => {
  const scene = new Group();
  const lamp = new PointLight();
  lamp.position.set(0, 3, 0);
  lamp.add(box());
  scene.add(lamp, new DirectionalLight(), new PerspectiveCamera());
  bare(scene);
  expect(kinds(scene)).not.toContain("PointLight");
  expect(kinds(scene)).not.toContain("DirectionalLight");
  expect(kinds(scene)).not.toContain("PerspectiveCamera");
  const [shade] = scene.getObjectsByProperty("type", "Mesh");
  expect(shade?.getWorldPosition(scene.position.clone()).toArray()).toEqual([0, 3, 0]);
});

test("one model stands in two sizes, and is drawn from the same geometry", () => {
  const scene = new Group();
  const mesh = box();
  scene.add(mesh);
  const small = fitted(scene, { width: 2000, depth: 1000, height: 1000 });
  const large = fitted(scene, { width: 2200, depth: 1100, height: 1000 });
  for (const object of [small, large]) {
    const [part] = object.getObjectsByProperty("type", "Mesh");
    expect(part instanceof Mesh && part.geometry).toBe(mesh.geometry);
  }
  expect(small.children[0]?.scale.x).toBeCloseTo(1);
  expect(large.children[0]?.scale.x).toBeCloseTo(1.1);
  const mirrored = fitted(scene, { width: 2000, depth: 1000, height: 1000 }, true);
  expect(mirrored.children[0]?.matrix.determinant()).toBeCloseTo(-1);
  expect(() => fitted(scene, { width: 500, depth: 500, height: 500 })).toThrow("metres");
});

/** Loads a file from a server that has only it; returns its scene and what the console was told. */
async function loaded(...parts: ArrayBuffer[]): Promise<{ scene: Object3D; warnings: string[] }> {
  vi.stubGlobal("location", { href: "https://shop.example/room" });
  vi.stubGlobal("fetch", async () => new Response(new Blob(parts)));
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  try {
    const model = await loadModel("models/sofa.glb");
    const warnings = warn.mock.calls.map((call) => call.join(" "));
    return { scene: await model.sceneOf(undefined), warnings };
  } finally {
    warn.mockRestore();
  }
}

test("a light model is loaded without a word, a heavy one with a warning of what makes it so", async () => {
  const light = await loaded(sofa());
  expect(light.scene.getObjectsByProperty("type", "Mesh")).toHaveLength(2);
  expect(light.warnings).toEqual([]);
  // What follows a file's last chunk is not read.
  const heavy = await loaded(sofa(), new ArrayBuffer(2 * 1024 * 1024));
  expect(heavy.warnings).toEqual([expect.stringContaining("models/sofa.glb is heavy")]);
  expect(heavy.warnings[0]).toContain("2.0 MB of at most 1.0");
});

test("a model of more than 8 MB is refused", async () => {
  await expect(loaded(sofa(), new ArrayBuffer(8 * 1024 * 1024))).rejects.toThrow("more than 8388608 bytes");
});

test("a model that requires Draco is refused", async () => {
  const name = "KHR_draco_mesh_compression";
  await expect(loaded(sofa({ extensionsUsed: [name], extensionsRequired: [name] }))).rejects.toThrow(
    "DRACOLoader",
  );
});
