// The bodies that are in the room, each made once however many pieces look like it, and
// thrown away when the last of them is gone.

import { type BufferGeometry, Group, Mesh, type Object3D } from "three";
import type { Piece } from "../../catalog/types.ts";
import { bodyKey, bodyOf } from "../bodies/index.ts";
import type { Materials } from "../materials.ts";
import { loadModel, type Model } from "./model.ts";

interface Entry {
  users: number;
  /** What stands in the room now: parts, or the product's model when it has come. */
  looks: Object3D;
  geometries: readonly BufferGeometry[];
  model?: Model;
  waiting: Set<(looks: Object3D) => void>;
}

/** A body in use. */
export interface Loan {
  object: Object3D;
  release(): void;
}

export class Library {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly materials: Materials) {}

  /** A body that looks like a piece; `replaced` is told when a better one has come over the network. */
  borrow(piece: Piece, replaced: (object: Object3D) => void): Loan {
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
      dispose(entry);
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
      const model = await loadModel(url, piece.size);
      if (entry.users === 0) return model.dispose();
      entry.model = model;
      entry.looks = model.object;
      for (const better of entry.waiting) better(model.object);
    } catch (error) {
      // For whoever looks after the shop: the shopper sees the body made of parts.
      console.warn(`model of ${piece.product} left out:`, error);
    }
  }
}

function dispose({ geometries, model }: Entry): void {
  for (const geometry of geometries) geometry.dispose();
  model?.dispose();
}
