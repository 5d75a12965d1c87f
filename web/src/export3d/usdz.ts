// USDZ, for iPhone and iPad: its materials show one side only and have no strength of their glow, and
// ARKit reads only ASCII names.

import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  FrontSide,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Scene,
} from "three";
import { USDZExporter } from "three/addons/exporters/USDZExporter.js";

export async function toUsdz(scene: Scene): Promise<Blob> {
  adaptForUsdz(scene);
  const bytes = await new USDZExporter().parseAsync(scene);
  return new Blob([bytes], { type: "model/vnd.usdz+zip" });
}

/** Changes a scene so that USDZ can hold all of it. */
export function adaptForUsdz(scene: Scene): void {
  const materials = new Map<Material, Material>();
  const geometries = new Map<BufferGeometry, BufferGeometry>();
  scene.traverse((node) => {
    node.name = asciiName(node.name);
    if (!(node instanceof Mesh)) return;
    const { material, geometry } = node as Mesh<BufferGeometry, Material>;
    if (material.side === DoubleSide) node.geometry = once(geometries, geometry, twoSided);
    node.material = once(materials, material, oneSided);
  });
}

/** Returns `Sodra_HS_1020` for "Södra HS-1020"; empty when a name has no letter that ASCII has. */
export function asciiName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
}

function once<T>(made: Map<T, T>, from: T, make: (from: T) => T): T {
  const found = made.get(from) ?? make(from);
  made.set(from, found);
  return found;
}

function oneSided(material: Material): Material {
  const copy = material.clone();
  copy.side = FrontSide;
  if (copy instanceof MeshStandardMaterial) {
    copy.emissive.multiplyScalar(copy.emissiveIntensity);
    copy.emissiveIntensity = 1;
  }
  return copy;
}

/** Returns a geometry with the same triangles twice, facing both ways; `geometry` must have an index. */
function twoSided(geometry: BufferGeometry): BufferGeometry {
  const both = new BufferGeometry();
  for (const [name, attribute] of Object.entries(geometry.attributes)) {
    const { array, itemSize } = attribute as BufferAttribute;
    const values = new Float32Array(array.length * 2);
    values.set(array);
    const back = name === "normal" ? array.map((value) => -value) : array;
    values.set(back, array.length);
    both.setAttribute(name, new BufferAttribute(values, itemSize));
  }
  const front = Array.from(geometry.index?.array ?? []);
  const { count } = geometry.getAttribute("position");
  const back = front.map((_, i) => (front[i - (i % 3) + ((3 - (i % 3)) % 3)] ?? 0) + count);
  both.setIndex([...front, ...back]);
  return both;
}
