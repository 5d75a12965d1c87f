// The planner without a user interface: the room, this user's settings and selection, and the scene computed
// from them. It suffices to display a room; the Editor changes it.

import { pieceOf } from "../catalog/piece.ts";
import type { Catalog } from "../catalog/types.ts";
import type { CursorView, PreviewView, Room, RoomEvent } from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { FirstTexts } from "../i18n/index.ts";
import type { Plan } from "../model/index.ts";
import type { BaseScene, ReferenceImage, SceneSource, Tool } from "./scene.ts";

export interface PlannerParts {
  room: Room;
  catalog: Catalog;
  texts: FirstTexts;
  lang: string;
  currency: string;
  units: Plan["units"];
  reducedMotion: boolean;
}

/** Settings of this user, which are not sent to others. */
export interface Settings {
  catalog: Catalog;
  texts: FirstTexts;
  lang: string;
  currency: string;
  units: Plan["units"];
  reducedMotion: boolean;
  tool: Tool;
  view: "2d" | "3d";
  snapping: boolean;
  referenceImage: ReferenceImage | undefined;
  followedPeer: string | undefined;
  followers: readonly string[];
}

/** The part of a scene that the editor computes. */
export type EditorState = Pick<BaseScene, "guides" | "rulers" | "fit" | "undo" | "activity">;

/** The editor: it is notified of everything, and contributes to the scene. */
export interface EditorPlugin {
  state(): EditorState;
  /** Called after an event of the room; the scene contains it already. */
  onRoomEvent(event: RoomEvent): void;
  /** Called before the selection changes. */
  selectionWillChange(): void;
  /** Called when pieces changed: the catalogue was loaded, or the language changed. */
  catalogChanged(): void;
  close(): void;
}

/** The report before the first check. */
export const nothingChecked: FitReport = {
  items: new Map(),
  verdict: "fits",
  counts: { fits: 0, tight: 0, blocked: 0 },
};

const nothingDone: EditorState = {
  guides: [],
  rulers: [],
  fit: nothingChecked,
  undo: { undo: undefined, redo: undefined, waits: false },
  activity: [],
};

export class Planner implements SceneSource {
  readonly room: Room;
  selection: ReadonlySet<string> = new Set();
  #settings: Settings;
  #editor: EditorPlugin | undefined;
  #scene: BaseScene | undefined;
  #pieceOf: BaseScene["pieceOf"];
  readonly #listeners = new Set<() => void>();
  #flushing = false;
  readonly #unsubscribe: () => void;

  constructor({ room, ...chosen }: PlannerParts) {
    this.room = room;
    this.#settings = {
      ...chosen,
      tool: "select",
      view: "2d",
      snapping: true,
      referenceImage: undefined,
      followedPeer: undefined,
      followers: [],
    };
    this.#pieceOf = pieceOf(chosen.catalog, chosen.lang);
    this.#unsubscribe = room.subscribe((event) => this.#on(event));
  }

  /** Attaches the editor. */
  attach(worker: EditorPlugin): void {
    this.#editor = worker;
    this.changed();
  }

  scene(): BaseScene {
    this.#scene ??= this.#makeScene();
    return this.#scene;
  }

  cursors(): CursorView[] {
    return this.room.cursors();
  }

  previews(): PreviewView[] {
    return this.room.previews();
  }

  /** Adds a listener, notified once for all changes of a task; the returned function removes it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Changes settings of this user. */
  set(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
    if (settings.catalog || settings.lang) {
      this.#pieceOf = pieceOf(this.#settings.catalog, this.#settings.lang);
      this.changed();
      this.#editor?.catalogChanged();
    }
    this.changed();
  }

  select(ids: Iterable<string>): void {
    const before = this.selection;
    const next = new Set(ids);
    if (before.size === next.size && [...next].every((id) => before.has(id))) return;
    this.#editor?.selectionWillChange();
    this.selection = next;
    this.changed();
  }

  close(): void {
    this.#unsubscribe();
    this.#editor?.close();
    this.#listeners.clear();
    this.room.close();
  }

  /** Invalidates the scene; listeners are notified once the current task is done. */
  changed(): void {
    this.#scene = undefined;
    this.#tell();
  }

  #tell(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    for (const listener of [...this.#listeners]) listener();
  }

  #on(event: RoomEvent): void {
    switch (event.type) {
      case "change":
        this.changed();
        this.#forgetGone();
        break;
      case "cursor":
        this.#tell();
        break;
      case "peers":
      case "status":
        this.changed();
        break;
      case "notice":
        // For the shop's operator; a user can do nothing about it.
        if (event.notice.kind === "unreadable") {
          console.warn(`left out: ${event.notice.failure.path} ${event.notice.failure.message}`);
        }
    }
    this.#editor?.onRoomEvent(event);
  }

  #forgetGone(): void {
    const { items } = this.room.snapshot();
    if ([...this.selection].every((id) => items.has(id))) return;
    this.select([...this.selection].filter((id) => items.has(id)));
  }

  #makeScene(): BaseScene {
    const snapshot = this.room.snapshot();
    const { you, status } = snapshot;
    return {
      ...snapshot,
      ...this.#settings,
      ...(this.#editor?.state() ?? nothingDone),
      editable: you !== undefined && you.role !== "viewer" && status.name !== "closed",
      pieceOf: this.#pieceOf,
      selection: this.selection,
      pendingChanges: this.room.pending,
    };
  }
}
