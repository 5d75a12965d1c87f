// Binary glTF 2.0, for programs of all kinds.

import type { Scene } from "three";
import { GLTFExporter } from "three/addons/exporters/GLTFExporter.js";

export async function toGlb(scene: Scene): Promise<Blob> {
  const bytes = await new GLTFExporter().parseAsync(scene, { binary: true });
  return new Blob([bytes as ArrayBuffer], { type: "model/gltf-binary" });
}
