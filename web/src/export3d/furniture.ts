// The bodies of pieces as meshes with one plain material each.

import { Group, Mesh, MeshStandardMaterial, type Object3D } from "three";
import { mergeVertices } from "three/addons/utils/BufferGeometryUtils.js";
import type { Piece } from "../catalog/types.ts";
import { bodyOf } from "../view3d/furniture/index.ts";
import type { Material } from "../view3d/furniture/part.ts";
import { lookKey } from "../view3d/items/mesh-cache.ts";
import { fitted, loadModel, type Model } from "../view3d/items/model.ts";
import { looks } from "../view3d/materials.ts";
import { grain, weave } from "../view3d/textures.ts";
import { baked } from "./bake.ts";
import { byColour } from "./split.ts";

/** Makes the bodies of one export: pieces that look the same share geometry and materials, and a model is loaded once. */
export class Furniture {
  readonly #models = new Map<string, Promise<Model>>();
  readonly #bodies = new Map<string, Promise<readonly Mesh[]>>();
  readonly #materials = new Map<string, MeshStandardMaterial>();
  readonly #textures = { fabric: weave(), wood: grain() };

  constructor(private readonly load: (url: string) => Promise<Model> = loadModel) {}

  /**
   * Returns a node at the piece's centre on the floor, with the piece's name and article number.
   * A product's model that can't be shown is reported in the console and replaced by parts.
   */
  async nodeOf(piece: Piece): Promise<Group> {
    const key = lookKey(piece);
    const body = this.#bodies.get(key) ?? this.#body(piece);
    this.#bodies.set(key, body);
    const node = new Group();
    node.name = [piece.name, piece.sku].filter((part) => part !== "").join(" ");
    for (const mesh of await body) node.add(mesh.clone());
    return node;
  }

  async #body(piece: Piece): Promise<readonly Mesh[]> {
    return baked((await this.#model(piece)) ?? this.#parts(piece));
  }

  async #model({ model, modelLook, size, product, mirrored }: Piece): Promise<Object3D | undefined> {
    if (model === undefined) return undefined;
    try {
      const loaded = this.#models.get(model) ?? this.load(model);
      this.#models.set(model, loaded);
      const { sceneOf } = await loaded;
      return fitted(await sceneOf(modelLook), size, mirrored);
    } catch (error) {
      console.warn(`model of ${product} left out:`, error);
      return undefined;
    }
  }

  #parts(piece: Piece): Group {
    const group = new Group();
    for (const [stuff, geometry] of bodyOf(piece)) {
      for (const [colour, part] of byColour(geometry)) {
        const mesh = new Mesh(mergeVertices(part), this.#material(stuff, colour));
        mesh.name = stuff;
        group.add(mesh);
      }
      geometry.dispose();
    }
    return group;
  }

  #material(stuff: Material, colour: string): MeshStandardMaterial {
    const name = `${stuff} ${colour}`;
    const made =
      this.#materials.get(name) ?? new MeshStandardMaterial({ ...looks[stuff], color: colour, name });
    if (stuff === "fabric" || stuff === "wood") made.map = this.#textures[stuff];
    this.#materials.set(name, made);
    return made;
  }
}
