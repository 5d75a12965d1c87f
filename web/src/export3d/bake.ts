// Meshes whose places are in their geometry. A format without negative or uneven scales can
// then hold mirrored pieces, and models that were scaled to their products' sizes.

import {
  BufferAttribute,
  BufferGeometry,
  type InterleavedBufferAttribute,
  type Material,
  type Matrix4,
  Mesh,
  type Object3D,
  Vector3,
} from "three";
import { portable } from "./material.ts";

type Attribute = BufferAttribute | InterleavedBufferAttribute;

/** Attributes that are exported, with the number of their components. */
const kept = { position: 3, normal: 3, uv: 2, color: 3 } as const;
/** Normal of a triangle without an area. */
const up = new Vector3(0, 1, 0);

/**
 * Returns the visible meshes under `root` with their matrices applied to copies of their geometries.
 * A mesh with a material that no format has, such as a shadow's, is left out.
 */
export function baked(root: Object3D): Mesh[] {
  root.updateMatrixWorld(true);
  const toRoot = root.matrixWorld.clone().invert();
  const found: Mesh[] = [];
  root.traverseVisible((node) => {
    if (!(node instanceof Mesh)) return;
    const place = toRoot.clone().multiply(node.matrixWorld);
    for (const [geometry, material] of singles(node)) {
      const mesh = bakedMesh(geometry, material, place);
      if (!mesh) continue;
      mesh.name = node.name;
      found.push(mesh);
    }
  });
  return found;
}

function bakedMesh(geometry: BufferGeometry, material: Material, place: Matrix4): Mesh | undefined {
  const look = portable(material);
  if (!look) return undefined;
  const plain = bareCopy(geometry);
  plain.applyMatrix4(place);
  if (place.determinant() < 0) turnOver(plain);
  repairNormals(plain);
  const uv = plain.getAttribute("uv") as BufferAttribute | undefined;
  if (look.uv && uv) uv.applyMatrix3(look.uv);
  else if (!look.textured) plain.deleteAttribute("uv");
  if (!look.material.vertexColors) plain.deleteAttribute("color");
  return new Mesh(plain, look.material);
}

/** Returns the parts of a mesh that have one material each. */
function singles({ geometry, material }: Mesh): [BufferGeometry, Material][] {
  if (!Array.isArray(material)) return [[geometry, material]];
  return geometry.groups.flatMap(({ start, count, materialIndex = 0 }) => {
    const of = material[materialIndex];
    if (!of) return [];
    const part = new BufferGeometry();
    for (const [name, attribute] of Object.entries(geometry.attributes)) part.setAttribute(name, attribute);
    part.setIndex(indexOf(geometry).slice(start, start + count));
    return [[part, of] satisfies [BufferGeometry, Material]];
  });
}

/** Returns a copy with an index and the attributes that are exported, as 32 bit floats. */
function bareCopy(geometry: BufferGeometry): BufferGeometry {
  const copy = new BufferGeometry();
  for (const [name, size] of Object.entries(kept)) {
    const attribute = geometry.getAttribute(name) as Attribute | undefined;
    if (attribute) copy.setAttribute(name, floats(attribute, size));
  }
  copy.setIndex(indexOf(geometry));
  if (!copy.hasAttribute("normal")) copy.computeVertexNormals();
  return copy;
}

function indexOf(geometry: BufferGeometry): number[] {
  const { index } = geometry;
  return index
    ? Array.from(index.array)
    : Array.from({ length: geometry.getAttribute("position").count }, (_, i) => i);
}

function floats(attribute: Attribute, size: number): BufferAttribute {
  const values = new Float32Array(attribute.count * size);
  for (let i = 0; i < attribute.count; i++) {
    for (let k = 0; k < size; k++) values[i * size + k] = attribute.getComponent(i, k);
  }
  return new BufferAttribute(values, size);
}

/** Reverses the order of each triangle's corners: in a mirror, the front would be the back. */
function turnOver(geometry: BufferGeometry): void {
  const { index } = geometry;
  if (!index) return;
  for (let i = 0; i + 2 < index.count; i += 3) {
    const second = index.getX(i + 1);
    index.setX(i + 1, index.getX(i + 2));
    index.setX(i + 2, second);
  }
}

/** Sets all normals to the length 1, as the formats demand. */
function repairNormals(geometry: BufferGeometry): void {
  const normal = geometry.getAttribute("normal");
  const n = new Vector3();
  for (let i = 0; i < normal.count; i++) {
    n.fromBufferAttribute(normal, i);
    if (n.lengthSq() > 0) n.normalize();
    else n.copy(up);
    normal.setXYZ(i, n.x, n.y, n.z);
  }
}
