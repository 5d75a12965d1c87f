// Lets the views display either the present room or a past state of it. With a past state, no cursors are
// displayed.

import type { ItemView } from "../client/index.ts";
import type { Plan } from "../model/index.ts";
import { nothingChecked } from "../planner/planner.ts";
import type { BaseScene, SceneSource } from "../planner/scene.ts";
import type { Past, Stood } from "./past.ts";

/** A past state that can be displayed, as it has a plan. */
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

  /** Ids of the items that are selected in the past state. */
  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  /** Displays a past state, or the present for undefined; `changed` is called when its selection changes. */
  show(past: Shown | undefined, changed?: () => void): void {
    this.#past = past;
    this.#changed = changed;
    this.#selection = new Set(past ? [...this.#selection].filter((id) => past.items.has(id)) : []);
    this.#overlay = past ? overlayOf(past, this.#selection) : {};
  }

  /** Selects items of the past state; does not affect the room. */
  select(ids: Iterable<string>): void {
    const past = this.#past;
    if (!past) return;
    this.#selection = new Set([...ids].filter((id) => past.items.has(id)));
    this.#overlay = overlayOf(past, this.#selection);
    this.#changed?.();
  }

  /** Wraps a source of scenes, so that it returns the past state while one is displayed. */
  source<S extends BaseScene>(source: Pick<SceneSource, "cursors" | "previews"> & { scene(): S }) {
    return {
      scene: this.#through(() => source.scene()),
      cursors: () => (this.#past ? [] : source.cursors()),
      previews: () => (this.#past ? [] : source.previews()),
    };
  }

  /** Wraps `scene`; returns the same object as long as neither scene nor past state changed. */
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

/** Item views by item, each created once, as views compare references. */
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
    followers: [],
    undo: { undo: undefined, redo: undefined, waits: false },
  };
}
