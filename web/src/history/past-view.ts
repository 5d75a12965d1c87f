// What the views look through: the room as it is, or as it was. Where the past is looked
// at, nobody sees a cursor.

import type { CursorView, ItemView } from "../client/index.ts";
import type { Plan } from "../model/index.ts";
import { nothingChecked } from "../planner/planner.ts";
import type { BaseScene } from "../planner/scene.ts";
import type { Past, Stood } from "./past.ts";

/** A past that there is something to see of. */
export interface Shown extends Past {
  plan: Plan;
}

export class PastView {
  #past: Shown | undefined;
  #selection: ReadonlySet<string> = new Set();
  #overlay: Partial<BaseScene> = {};
  #changed: (() => void) | undefined;

  get past(): Shown | undefined {
    return this.#past;
  }

  /** The items that are looked at in the past. */
  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  /** Shows a past, or the room as it is; `changed` hears of what is selected in it. */
  show(past: Shown | undefined, changed?: () => void): void {
    this.#past = past;
    this.#changed = changed;
    this.#selection = new Set(past ? [...this.#selection].filter((id) => past.items.has(id)) : []);
    this.#overlay = past ? overlayOf(past, this.#selection) : {};
  }

  /** Selects in the past, which changes nothing. */
  select(ids: Iterable<string>): void {
    const past = this.#past;
    if (!past) return;
    this.#selection = new Set([...ids].filter((id) => past.items.has(id)));
    this.#overlay = overlayOf(past, this.#selection);
    this.#changed?.();
  }

  /** The room as it is seen: now, or in the past. */
  source<S extends BaseScene>(source: { scene(): S; cursors(): CursorView[] }) {
    return {
      scene: this.#through(() => source.scene()),
      cursors: () => (this.#past ? [] : source.cursors()),
    };
  }

  /** The same scene is given as long as nothing is different. */
  #through<S extends BaseScene>(scene: () => S): () => S {
    let given: { from: S; overlay: Partial<BaseScene>; scene: S } | undefined;
    return () => {
      const from = scene();
      if (!this.#past) return from;
      const overlay = this.#overlay;
      if (given?.from !== from || given.overlay !== overlay) {
        given = { from, overlay, scene: { ...from, ...overlay } };
      }
      return given.scene;
    };
  }
}

/** Made once an item: views compare references. */
const views = new WeakMap<Stood, ItemView>();

function viewOf(item: Stood): ItemView {
  const view = views.get(item) ?? { ...item, lock: { state: "free" }, tentative: false };
  views.set(item, view);
  return view;
}

function overlayOf({ plan, items }: Shown, selection: ReadonlySet<string>): Partial<BaseScene> {
  return {
    plan,
    items: new Map([...items].map(([id, item]) => [id, viewOf(item)])),
    selection,
    editable: false,
    tool: "select",
    guides: [],
    rulers: [],
    fit: nothingChecked,
    followedPeer: undefined,
    undo: { undo: undefined, redo: undefined, waits: false },
  };
}
