// What a model costs a room that has many: bytes to load, triangles to draw, pixels of its textures.

import { Mesh, type Object3D, Texture } from "three";

interface Weight {
  bytes: number;
  triangles: number;
  /** The longest side of a texture, pixels. */
  texture: number;
}

/** What docs/embed.md asks shops to keep to. */
const budget: Weight = { bytes: 1024 * 1024, triangles: 20_000, texture: 1024 };

/** Returns the weight of a scene that was read from a file of `bytes` bytes. */
export function weigh(scene: Object3D, bytes: number): Weight {
  const weight: Weight = { bytes, triangles: 0, texture: 0 };
  scene.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    const { index, attributes } = node.geometry;
    weight.triangles += (index?.count ?? attributes.position?.count ?? 0) / 3;
    for (const material of [node.material].flat()) {
      for (const value of Object.values(material ?? {})) {
        if (value instanceof Texture) weight.texture = Math.max(weight.texture, sideOf(value));
      }
    }
  });
  return weight;
}

function sideOf({ image }: Texture): number {
  const { width = 0, height = 0 } = (image ?? {}) as { width?: number; height?: number };
  return Math.max(width, height);
}

/** Returns what exceeds the budget, in words for the shop's developers; empty for a model that keeps to it. */
export function excessOf({ bytes, triangles, texture }: Weight): string[] {
  const found: string[] = [];
  if (bytes > budget.bytes) found.push(`${megabytes(bytes)} MB of at most ${megabytes(budget.bytes)}`);
  if (triangles > budget.triangles)
    found.push(`${Math.round(triangles)} triangles of at most ${budget.triangles}`);
  if (texture > budget.texture) found.push(`a texture of ${texture} pixels of at most ${budget.texture}`);
  return found;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
