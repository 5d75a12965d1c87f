// The overlays of all items that need one.

import type { Group } from "three";
import type { LockView } from "../../client/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { tagOnce } from "../../planner/tags.ts";
import type { Items } from "../items/items.ts";
import type { Palette } from "../palette.ts";
import { ItemOverlay, type MarkState } from "./item-overlay.ts";

export class ItemOverlays {
  readonly #made = new Map<string, ItemOverlay>();
  #focused: string | undefined;

  constructor(private readonly items: Items) {}

  /** Sets the item that has keyboard focus. */
  focus(id: string | undefined): void {
    this.#focused = id;
  }

  update(scene: Scene, palette: Palette, ids: Iterable<string>): void {
    for (const id of [...this.#made.keys()]) if (!scene.items.has(id)) this.#drop(id);
    for (const id of ids) this.#put(id, scene, palette);
  }

  groups(): Group[] {
    return [...this.#made.values()].map(({ group }) => group);
  }

  dispose(): void {
    for (const id of [...this.#made.keys()]) this.#drop(id);
  }

  #put(id: string, scene: Scene, palette: Palette): void {
    const stood = this.items.get(id);
    const state = this.#stateOf(id, scene);
    if (!stood || !state || plain(state)) return this.#drop(id);
    const mark = this.#made.get(id) ?? new ItemOverlay();
    this.#made.set(id, mark);
    mark.update(stood.piece.size, state, palette);
    if (mark.group.parent !== stood.node) stood.node.add(mark.group);
  }

  #stateOf(id: string, scene: Scene): MarkState | undefined {
    const { items, fit, selection, pieceOf } = scene;
    const item = items.get(id);
    if (!item) return undefined;
    const piece = pieceOf(item);
    return {
      lock: item.lock,
      verdict: fit.items.get(id)?.verdict ?? "fits",
      selected: selection.has(id),
      focused: id === this.#focused,
      holder: tagOnce(scene, id, holderOf),
      name: piece.known ? "" : piece.name,
    };
  }

  #drop(id: string): void {
    this.#made.get(id)?.dispose();
    this.#made.delete(id);
  }
}

/** Returns the name of the other user who holds an item; else empty. */
function holderOf(lock: LockView): string {
  return lock.state === "held" || lock.state === "lost" ? (lock.name ?? "") : "";
}

function plain({ lock, verdict, selected, focused, name }: MarkState): boolean {
  return lock.state === "free" && verdict === "fits" && !selected && !focused && name === "";
}
