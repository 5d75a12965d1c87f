// The bodies that are in the room, each made once however many pieces look like it, and
// thrown away when the last of them is gone.

import { type BufferGeometry, Group, Mesh, type Object3D } from "three";
import type { Piece } from "../../catalog/types.ts";
import { bodyKey, bodyOf } from "../furniture/index.ts";
import type { Materials } from "../materials.ts";
import { fitted, loadModel, type Model } from "./model.ts";

interface Entry {
  users: number;
  /** What stands in the room now: parts, or the product's model when it has come. */
  looks: Object3D;
  geometries: readonly BufferGeometry[];
  waiting: Set<(looks: Object3D) => void>;
}

/** A model's file, for all products and variants that have it. */
interface File {
  users: number;
  model: Promise<Model>;
}

/** A body in use. */
export interface Handle {
  object: Object3D;
  release(): void;
}

export class MeshCache {
  readonly #entries = new Map<string, Entry>();

  readonly #files = new Map<string, File>();

  constructor(
    private readonly materials: Materials,
    private readonly load: (url: string) => Promise<Model> = loadModel,
  ) {}

  /** A body that looks like a piece; `replaced` is told when a better one has come over the network. */
  acquire(piece: Piece, replaced: (object: Object3D) => void): Handle {
    const key = `${bodyKey(piece)} ${piece.model ?? ""}`;
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
      const { scene } = await this.#file(url).model;
      if (entry.users === 0) return;
      entry.looks = fitted(scene, piece.size);
      for (const better of entry.waiting) better(entry.looks);
    } catch (error) {
      // For whoever looks after the shop: the shopper sees the body made of parts.
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
    // One that did not load was told of when it didn't.
    file.model.then((model) => model.dispose()).catch(() => {});
  }
}
