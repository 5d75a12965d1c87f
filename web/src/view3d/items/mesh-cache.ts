// The bodies in use, each made once for all items that look the same, and disposed of with the last of them.

import { type BufferGeometry, Group, Mesh, type Object3D } from "three";
import type { Piece } from "../../catalog/types.ts";
import { bodyKey, bodyOf } from "../furniture/index.ts";
import type { Materials } from "../materials.ts";
import { fitted, loadModel, type Model } from "./model.ts";

interface Entry {
  users: number;
  /** The body that items display now: parts, or the product's model once it is loaded. */
  looks: Object3D;
  geometries: readonly BufferGeometry[];
  waiting: Set<(looks: Object3D) => void>;
}

/** A model's file, shared by all products and variants that use it. */
interface File {
  users: number;
  model: Promise<Model>;
}

/** A body in use by one item. */
export interface Handle {
  object: Object3D;
  release(): void;
}

/** Returns a key that is the same for pieces that look the same, also in their model. */
export function lookKey(piece: Piece): string {
  const { model = "", modelLook = "" } = piece;
  return `${bodyKey(piece)} ${model} ${JSON.stringify(modelLook)}`;
}

export class MeshCache {
  readonly #entries = new Map<string, Entry>();

  readonly #files = new Map<string, File>();

  constructor(
    private readonly materials: Materials,
    private readonly load: (url: string) => Promise<Model> = loadModel,
  ) {}

  /** Returns a body for a piece; calls `replaced` with the product's model once it is loaded. */
  acquire(piece: Piece, replaced: (object: Object3D) => void): Handle {
    const key = lookKey(piece);
    const entry = this.#entries.get(key) ?? this.#make(key, piece);
    entry.users++;
    const better = (looks: Object3D) => replaced(looks.clone());
    entry.waiting.add(better);
    const release = () => {
      entry.waiting.delete(better);
      entry.users--;
      if (entry.users > 0) return;
      this.#entries.delete(key);
      for (const geometry of entry.geometries) geometry.dispose();
      if (piece.model) this.#giveBack(piece.model);
    };
    return { object: entry.looks.clone(), release };
  }

  #make(key: string, piece: Piece): Entry {
    const body = bodyOf(piece);
    const looks = new Group();
    for (const [stuff, geometry] of body) {
      const mesh = new Mesh(geometry, this.materials.of(stuff));
      mesh.castShadow = stuff !== "glow" && stuff !== "glass";
      mesh.receiveShadow = stuff !== "glow";
      looks.add(mesh);
    }
    const entry: Entry = { users: 0, looks, geometries: [...body.values()], waiting: new Set() };
    this.#entries.set(key, entry);
    if (piece.model) void this.#improve(entry, piece, piece.model);
    return entry;
  }

  async #improve(entry: Entry, piece: Piece, url: string): Promise<void> {
    try {
      const model = await this.#file(url).model;
      const scene = await model.sceneOf(piece.modelLook);
      if (entry.users === 0) return;
      entry.looks = fitted(scene, piece.size, piece.mirrored);
      for (const better of entry.waiting) better(entry.looks);
    } catch (error) {
      // For the shop's developers: the user keeps seeing the body made of parts.
      console.warn(`model of ${piece.product} left out:`, error);
    }
  }

  #file(url: string): File {
    const file = this.#files.get(url) ?? { users: 0, model: this.load(url) };
    file.users++;
    this.#files.set(url, file);
    return file;
  }

  #giveBack(url: string): void {
    const file = this.#files.get(url);
    if (!file || --file.users > 0) return;
    this.#files.delete(url);
    // A failed load was already reported by #improve.
    file.model.then((model) => model.dispose()).catch(() => {});
  }
}
