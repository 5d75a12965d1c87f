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
import { expect, test } from "vitest";
import { bare, fitted } from "../../src/view3d/items/model.ts";

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
