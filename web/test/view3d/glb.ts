// A small model in the format in which shops have theirs.

const corners = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]);
const up = new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]);
const tangent = new Float32Array([1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]);

/**
 * Returns a binary glTF of a sofa, one metre wide: legs of oak, and cloth that is sand, or moss in the variant of
 * that name. `more` is added to the file's JSON.
 */
export function sofa(more: { extensionsUsed?: string[]; extensionsRequired?: string[] } = {}): ArrayBuffer {
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
    ...more,
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
