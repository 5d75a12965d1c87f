// The materials of a product's model in one variant: those that the file has for it (KHR_materials_variants),
// and copies of named materials in the variant's colours.

import { type Color, type Material, Mesh, type Object3D } from "three";
import type { GLTF } from "three/addons/loaders/GLTFLoader.js";
import type { ModelLook, Tint } from "../../catalog/types.ts";

const extension = "KHR_materials_variants";

/** What this module uses of a loaded file. */
export type LoadedFile = Pick<GLTF, "scene" | "userData"> & {
  parser: Pick<GLTF["parser"], "getDependency" | "assignFinalMaterial">;
};

interface Mapping {
  material: number;
  variants: readonly number[];
}

export class ModelMaterials {
  readonly #used = new Set<Material>();
  readonly #tinted = new Map<string, Material>();

  constructor(private readonly file: LoadedFile) {}

  /** Returns a copy of the file's scene as a variant has it, with shared geometry. */
  async sceneOf({ names, tint = {} }: ModelLook): Promise<Object3D> {
    const scene = this.file.scene.clone();
    const variant = this.#variantOf(names);
    const meshes: Mesh[] = [];
    scene.traverse((node) => {
      if (node instanceof Mesh) meshes.push(node);
    });
    for (const mesh of meshes) {
      await this.#assign(mesh, variant);
      mesh.material = this.#tint(mesh.material, tint);
    }
    return scene;
  }

  /** Returns the names of the file's variants; empty when it has none. */
  get variants(): readonly string[] {
    const listed = this.file.userData.gltfExtensions?.[extension]?.variants ?? [];
    return listed.map(({ name }: { name: string }) => name);
  }

  /** Returns the materials that were made beside those of the scene. */
  get made(): Iterable<Material> {
    return this.#used;
  }

  /** Returns the index of the variant that has one of the names, in any case of letters; -1 for none. */
  #variantOf(names: readonly string[]): number {
    const wanted = names.map(simple);
    return this.variants.findIndex((name) => wanted.includes(simple(name)));
  }

  async #assign(mesh: Mesh, variant: number): Promise<void> {
    const mappings: readonly Mapping[] = mesh.userData.gltfExtensions?.[extension]?.mappings ?? [];
    const found = mappings.find(({ variants }) => variants.includes(variant));
    if (!found) return;
    mesh.material = await this.file.parser.getDependency("material", found.material);
    this.file.parser.assignFinalMaterial(mesh);
    for (const material of [mesh.material].flat()) this.#used.add(material);
  }

  #tint(material: Mesh["material"], tint: Tint): Mesh["material"] {
    if (Array.isArray(material)) return material.map((one) => this.#tint(one, tint) as Material);
    const colour = Object.hasOwn(tint, material.name) ? tint[material.name] : undefined;
    if (colour === undefined || !isColoured(material)) return material;
    const key = `${material.uuid} ${colour}`;
    const copy = this.#tinted.get(key) ?? painted(material, colour);
    this.#tinted.set(key, copy);
    this.#used.add(copy);
    return copy;
  }
}

function simple(name: string): string {
  return name.trim().toLowerCase();
}

function isColoured(material: Material): material is Material & { color: Color } {
  return "color" in material;
}

/** Returns a copy of a material in another colour, by which its texture is multiplied. */
function painted(material: Material & { color: Color }, colour: string): Material {
  const copy = material.clone();
  copy.color.set(colour);
  return copy;
}
