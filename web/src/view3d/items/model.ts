// A product's own model: a GLB from the shop, scaled to the size that the shop
// sells. The loader is a separate chunk, since few catalogues have models.

import {
  Box3,
  Camera,
  Group,
  Light,
  type Material,
  Matrix4,
  Mesh,
  type Object3D,
  Texture,
  Vector3,
} from "three";
import type { ModelLook } from "../../catalog/types.ts";
import { loadModule } from "../../loading/lazy-modules.ts";
import type { Size } from "../../model/index.ts";
import { mmPerMetre } from "../space.ts";
import { type LoadedFile, ModelMaterials } from "./model-materials.ts";
import { excessOf, weigh } from "./model-weight.ts";

/** Size limit of a model's file: a larger one is too heavy for a phone. */
const mostBytes = 8 * 1024 * 1024;
/** Largest relative deviation of a side; a larger one means another product, or another unit. */
const tolerance = 0.15;
/** Units in metres that exporters may have used: metre, centimetre, millimetre. */
const units = [1, 0.01, 0.001];

export interface Model {
  /** Returns the scene as a variant has it, without lights and cameras, in the file's own size. */
  sceneOf(look: ModelLook | undefined): Promise<Object3D>;
  dispose(): void;
}

/**
 * Loads a GLB; rejects when it can't be fetched, is too large or can't be parsed. Warns in the console about
 * one that is heavy for a room with many pieces.
 */
export async function loadModel(url: string): Promise<Model> {
  const [{ GLTFLoader }, bytes] = await Promise.all([
    loadModule("models", () => import("three/addons/loaders/GLTFLoader.js")),
    fetchAtMost(url, mostBytes),
  ]);
  const file = await new GLTFLoader().parseAsync(bytes, new URL(".", new URL(url, location.href)).href);
  const { scene } = file;
  bare(scene);
  scene.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    node.castShadow = true;
    node.receiveShadow = true;
  });
  const excess = excessOf(weigh(scene, bytes.byteLength));
  if (excess.length > 0)
    console.warn(`model ${url} is heavy for a room with many pieces: ${excess.join(", ")}`);
  return modelOf(file);
}

/** Returns the model of a loaded file. */
export function modelOf(file: LoadedFile): Model {
  const materials = new ModelMaterials(file);
  return {
    sceneOf: (look) => materials.sceneOf(look ?? { names: [] }),
    dispose() {
      disposeAll(file.scene);
      for (const material of materials.made) disposeMaterial(material);
    },
  };
}

/**
 * Returns a copy of a model in a product's size, with shared geometry, `mirrored` with left and right
 * exchanged; throws when the proportions don't match.
 */
export function fitted(scene: Object3D, size: Size, mirrored = false): Object3D {
  const copy = scene.clone();
  copy.applyMatrix4(fitting(new Box3().setFromObject(copy), size));
  if (mirrored) copy.applyMatrix4(new Matrix4().makeScale(-1, 1, 1));
  return new Group().add(copy);
}

/** Removes lights and cameras: a product must not light the room. Their children keep their places. */
export function bare(scene: Object3D): void {
  const found: Object3D[] = [];
  scene.traverse((node) => {
    if (node instanceof Light || node instanceof Camera) found.push(node);
  });
  for (const node of found) {
    const place = new Group();
    place.position.copy(node.position);
    place.quaternion.copy(node.quaternion);
    place.scale.copy(node.scale);
    for (const child of [...node.children]) place.add(child);
    node.parent?.add(place);
    node.removeFromParent();
  }
}

/**
 * Returns the matrix that scales a model's box to a product's size and puts
 * it on the floor; throws when the box has none of the known units' sizes.
 */
export function fitting(box: Box3, { width, depth, height }: Size): Matrix4 {
  const found = box.getSize(new Vector3());
  const wanted = new Vector3(width, height, depth).divideScalar(mmPerMetre);
  const near = (unit: number) =>
    (["x", "y", "z"] as const).every(
      (axis) => Math.abs((found[axis] * unit) / wanted[axis] - 1) <= tolerance,
    );
  if (!units.some(near)) {
    throw new Error(
      `it is ${found
        .toArray()
        .map((n) => n.toFixed(2))
        .join(" × ")}, not ${wanted.toArray().join(" × ")} metres`,
    );
  }
  const scale = wanted.divide(found);
  const middle = box.getCenter(new Vector3()).setY(box.min.y);
  return new Matrix4()
    .makeScale(scale.x, scale.y, scale.z)
    .multiply(new Matrix4().makeTranslation(middle.negate()));
}

/** Reads a file; throws when it is larger than `most` bytes. */
async function fetchAtMost(url: string, most: number): Promise<ArrayBuffer> {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`${response.status} from ${url}`);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let read = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read += part.value.byteLength;
    if (read > most) {
      abort.abort();
      throw new Error(`${url} has more than ${most} bytes`);
    }
    chunks.push(part.value);
  }
  return await new Blob(chunks).arrayBuffer();
}

function disposeAll(root: Object3D): void {
  root.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    node.geometry.dispose();
    for (const material of [node.material].flat() as Material[]) disposeMaterial(material);
  });
}

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
  material.dispose();
}
