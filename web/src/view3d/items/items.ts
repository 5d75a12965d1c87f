// The furniture in world space: one node per item, kept while the item is in the room.

import { Box3, Group, type Intersection, type Object3D, type Raycaster, Vector3 } from "three";
import type { Piece } from "../../catalog/types.ts";
import type { PreviewView } from "../../client/index.ts";
import { approachPlace, isNear } from "../../geometry/smoothing.ts";
import { type Place, placeOf } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { mmPerMetre, toTurn, toWorld } from "../space.ts";
import { type Handle, lookKey, type MeshCache } from "./mesh-cache.ts";

export interface ItemNode {
  id: string;
  /** Node at the item's centre at its lowest point, rotated as the item is. */
  node: Group;
  /** Child of `node`, beside the item's overlay. */
  body: Object3D;
  piece: Piece;
  /** Displayed place, which approaches `to`. */
  now: Place;
  to: Place;
}

type Entry = ItemNode & { loan: Handle; key: string };

export class Items {
  readonly group = new Group();
  readonly #stood = new Map<string, Entry>();

  constructor(
    private readonly library: MeshCache,
    /** Called when a body was replaced by its product's model. */
    private readonly improved: () => void,
  ) {}

  get(id: string): ItemNode | undefined {
    return this.#stood.get(id);
  }

  all(): Iterable<ItemNode> {
    return this.#stood.values();
  }

  /** Updates the changed and new items, and removes those that are no longer in the room. */
  update(scene: Scene, changed: Iterable<string>): void {
    for (const id of [...this.#stood.keys()]) if (!scene.items.has(id)) this.#remove(id);
    for (const id of changed) this.#put(scene, id);
    for (const id of scene.items.keys()) if (!this.#stood.has(id)) this.#put(scene, id);
  }

  /**
   * Moves gliding items on by `ms`; an item that a peer drags is where its preview is, and only turns gradually.
   * Returns "moved" when one moved, "moving" while one is not yet at its place.
   */
  animate(ms: number, previews: readonly PreviewView[]): "still" | "moved" | "moving" {
    let state: "still" | "moved" | "moving" = previews.some(({ moving }) => moving) ? "moving" : "still";
    for (const preview of previews) {
      const stood = this.#stood.get(preview.id);
      if (!stood) continue;
      stood.to = placeOf(preview);
      stood.now = { ...stood.to, rotation: stood.now.rotation };
    }
    for (const stood of this.#stood.values()) {
      if (stood.now === stood.to) continue;
      stood.now = approachPlace(stood.now, stood.to, ms);
      stand(stood);
      if (stood.now !== stood.to) state = "moving";
      else if (state === "still") state = "moved";
    }
    return state;
  }

  /** Hides some items, and shows all others; returns whether one is hidden or shown that was not. */
  hide(ids: ReadonlySet<string>): boolean {
    let changed = false;
    for (const { id, node } of this.#stood.values()) {
      if (node.visible !== ids.has(id)) continue;
      node.visible = !ids.has(id);
      changed = true;
    }
    return changed;
  }

  /**
   * Returns the nearest visible body that a ray hits, else the
   * nearest bounding box, so that thin legs are easy to hit.
   */
  pick(ray: Raycaster): { id: string; at: Vector3 } | undefined {
    let best: { id: string; hit: Intersection } | undefined;
    for (const { id, node, body } of this.#stood.values()) {
      if (!node.visible) continue;
      const hit = ray.intersectObject(body, true)[0];
      if (hit && (!best || hit.distance < best.hit.distance)) best = { id, hit };
    }
    return best ? { id: best.id, at: best.hit.point } : this.#pickBox(ray);
  }

  dispose(): void {
    for (const id of [...this.#stood.keys()]) this.#remove(id);
  }

  #pickBox(ray: Raycaster): { id: string; at: Vector3 } | undefined {
    let [best, least]: [{ id: string; at: Vector3 } | undefined, number] = [undefined, Infinity];
    for (const { id, node, piece } of this.#stood.values()) {
      if (!node.visible) continue;
      const local = ray.ray.clone().applyMatrix4(node.matrixWorld.clone().invert());
      const at = local.intersectBox(boxOfPiece(piece), new Vector3())?.applyMatrix4(node.matrixWorld);
      const away = at ? at.distanceTo(ray.ray.origin) : Infinity;
      if (at && away < least) [best, least] = [{ id, at }, away];
    }
    return best;
  }

  #put(scene: Scene, id: string): void {
    const item = scene.items.get(id);
    if (!item) return;
    const piece = scene.pieceOf(item);
    const to = placeOf(item);
    const key = lookKey(piece);
    let stood = this.#stood.get(id);
    if (stood?.key !== key) {
      const now = stood?.now ?? to;
      if (stood) this.#remove(id);
      stood = this.#make(id, piece, now, key);
    }
    stood.piece = piece;
    stood.to = to;
    const mine = item.lock.state === "mine" || item.lock.state === "expiring";
    if (mine || scene.reducedMotion || isNear(stood.now, to)) stood.now = to;
    stand(stood);
  }

  #make(id: string, piece: Piece, now: Place, key: string): Entry {
    const node = new Group();
    const loan = this.library.acquire(piece, (object) => {
      node.remove(entry.body);
      node.add(object);
      entry.body = object;
      this.improved();
    });
    const entry: Entry = { id, node, body: loan.object, piece, now, to: now, loan, key };
    node.add(entry.body);
    this.#stood.set(id, entry);
    this.group.add(node);
    return entry;
  }

  #remove(id: string): void {
    const stood = this.#stood.get(id);
    this.#stood.delete(id);
    stood?.node.removeFromParent();
    stood?.loan.release();
  }
}

function stand({ node, now }: ItemNode): void {
  node.position.copy(toWorld([now.x, now.y], now.z));
  node.rotation.y = toTurn(now.rotation);
  node.updateMatrixWorld();
}

function boxOfPiece({ size }: Piece): Box3 {
  const { width, depth, height } = size;
  const half = new Vector3(width / 2, 0, depth / 2).divideScalar(mmPerMetre);
  return new Box3(half.clone().negate(), half.setY(height / mmPerMetre));
}
