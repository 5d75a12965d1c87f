// All user actions, in one table: their keys, where the keys apply, what an action needs, and what happens to
// it while the past is displayed. The keymaps of both views and of the panels, the shortcuts on buttons, the
// help and the read-only past are generated from this table.

import { shortcutKey } from "../i18n/key-event.ts";
import type { Point } from "../model/index.ts";
import type { Actions, Scene } from "./scene.ts";

/** What a view does for the keys that navigate in it. */
export interface KeyView {
  zoom(factor: number): void;
  fit(): void;
  /** Pans by one press of an arrow: 1 or -1 to the right or down. */
  pan(arrow: Point): void;
  /** Converts an arrow to a step on the plan, of length 1. */
  toPlan(arrow: Point): Point;
  /** Moves the focus to the next item, or back. */
  go(by: 1 | -1): void;
}

/** What a key acts on. */
export interface KeyContext {
  actions: Actions;
  scene: Scene;
  view: KeyView;
  /** Id of the focused item. */
  item: string | undefined;
}

/** The keys of one action, and what they do. */
export interface Binding {
  name: string;
  /** `Mod` is Ctrl, and Command on a Mac; `Arrow` is any of the four. The first is displayed to users. */
  keys: readonly [string, ...string[]];
  /** What the action needs: a focused item, or (`selection`) a focused or selected one. */
  on?: "item" | "selection";
  run(context: KeyContext, pressed: Pressed): void;
}

interface Row {
  /** `edit` changes the room, which viewers may not. */
  needs: "edit" | "look";
  /** While the past is displayed: carried out, refused with a message, or applied to the past state. */
  inPast: "done" | "refused" | "own";
  /** Where the keys apply: on items, in a view, or in the whole planner. */
  scope?: Scope;
  bindings?: readonly Binding[];
}

export type Scope = "items" | "view" | "planner";
type ViewAction = "pan" | "zoom" | "fit" | "go" | "selectAll" | "choose" | "toggle";

/** A pressed key with its modifiers. */
export interface Pressed {
  key: string;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
}

/** Step of an arrow key: one centimetre; with Shift, ten. */
const stepMm = 10;
const longStepMm = 100;
/** Steps of a turn by a key, degrees: without and with Alt. */
const turns = [90, 15] as const;
const zoomFactor = 1.25;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function arrowOf({ key }: Pressed): Point {
  return arrows[key] ?? [0, 0];
}

/** Returns how far an arrow key moves things, in millimetres on the plan. */
export function stepOf(pressed: Pressed, { toPlan }: Pick<KeyView, "toPlan">): Point {
  const [dx, dy] = toPlan(arrowOf(pressed));
  const far = pressed.shift ? longStepMm : stepMm;
  return [dx * far, dy * far];
}

/** Returns what raises things by one step of a key, or lowers them for -1. */
function lifting(way: 1 | -1): Binding["run"] {
  return (context, { shift }) => focused(context).raise(way * (shift ? longStepMm : stepMm));
}

/** Returns what turns things by one step of a key, counterclockwise for -1. */
function turning(way: 1 | -1): Binding["run"] {
  return (context, { alt }) => focused(context).turn(way * turns[alt ? 1 : 0]);
}

/** Selects the focused item unless it is selected: keys act on the focus, even if others are selected. */
function focused({ actions, scene, item }: KeyContext): Actions {
  if (item !== undefined && !scene.selection.has(item)) actions.select([item]);
  return actions;
}

const edit: Row = { needs: "edit", inPast: "refused" };
const look: Row = { needs: "look", inPast: "done" };
/** Actions on the displayed items: those of the past have a selection of their own. */
const pick: Row = { needs: "look", inPast: "own" };

const nudge: Binding = {
  name: "nudge",
  on: "selection",
  keys: ["Arrow", "Shift+Arrow"],
  run: (context, pressed) => focused(context).nudge(stepOf(pressed, context.view)),
};

export const actionTable: Readonly<Record<keyof Actions | ViewAction, Row>> = {
  pointerDown: pick,
  pointerMove: pick,
  pointerUp: pick,
  select: pick,
  selectAll: {
    ...pick,
    scope: "items",
    bindings: [
      { name: "selectAll", keys: ["Mod+A"], run: ({ actions, scene }) => actions.select(scene.items.keys()) },
    ],
  },
  choose: {
    ...pick,
    scope: "items",
    bindings: [
      {
        name: "choose",
        on: "item",
        keys: ["Enter"],
        run: ({ actions, item }) => item && actions.select([item]),
      },
    ],
  },
  toggle: {
    ...pick,
    scope: "items",
    bindings: [
      {
        name: "toggle",
        on: "item",
        keys: ["Space", "Shift+Enter"],
        run: ({ actions, item }) => item && actions.select([item], "toggle"),
      },
    ],
  },
  escape: {
    ...pick,
    scope: "planner",
    bindings: [{ name: "escape", keys: ["Escape"], run: ({ actions }) => actions.escape() }],
  },

  nudge: { ...edit, scope: "items", bindings: [nudge] },
  raise: {
    ...edit,
    scope: "items",
    bindings: [
      { name: "raise", on: "selection", keys: ["Alt+ArrowUp"], run: lifting(1) },
      { name: "lower", on: "selection", keys: ["Alt+ArrowDown"], run: lifting(-1) },
    ],
  },
  putDown: edit,
  mirror: edit,
  turn: {
    ...edit,
    scope: "items",
    bindings: [
      { name: "turnRight", on: "selection", keys: ["R", "Alt+R"], run: turning(1) },
      { name: "turnLeft", on: "selection", keys: ["Shift+R", "Alt+Shift+R"], run: turning(-1) },
    ],
  },
  duplicate: {
    ...edit,
    scope: "items",
    bindings: [
      { name: "duplicate", on: "selection", keys: ["Mod+D"], run: (context) => focused(context).duplicate() },
    ],
  },
  remove: {
    ...edit,
    scope: "items",
    bindings: [
      {
        name: "remove",
        on: "selection",
        keys: ["Delete", "Backspace"],
        run: (context) => focused(context).remove(),
      },
    ],
  },
  undo: {
    ...edit,
    scope: "planner",
    bindings: [{ name: "undo", keys: ["Mod+Z"], run: ({ actions }) => actions.undo() }],
  },
  redo: {
    ...edit,
    scope: "planner",
    bindings: [{ name: "redo", keys: ["Mod+Shift+Z", "Mod+Y"], run: ({ actions }) => actions.redo() }],
  },
  place: edit,
  arrange: edit,
  align: edit,
  distribute: edit,
  setVariant: edit,
  add: edit,
  addOwn: edit,
  setOwn: edit,
  setPlan: edit,
  replaceRoom: edit,
  setTool: edit,

  setView: look,
  setSnapping: look,
  setUnits: look,
  setReferenceImage: look,
  follow: look,
  notify: look,
  touch: look,
  prepare: look,

  pan: {
    ...look,
    scope: "view",
    bindings: [
      { name: "pan", keys: ["Arrow", "Shift+Arrow"], run: ({ view }, key) => view.pan(arrowOf(key)) },
    ],
  },
  zoom: {
    ...look,
    scope: "view",
    bindings: [
      { name: "zoomIn", keys: ["+", "="], run: ({ view }) => view.zoom(zoomFactor) },
      { name: "zoomOut", keys: ["-", "_"], run: ({ view }) => view.zoom(1 / zoomFactor) },
    ],
  },
  fit: {
    ...look,
    scope: "view",
    bindings: [{ name: "fit", keys: ["0"], run: ({ view }) => view.fit() }],
  },
  go: {
    ...look,
    scope: "view",
    bindings: [
      { name: "nextItem", keys: ["PageDown"], run: ({ view }) => view.go(1) },
      { name: "previousItem", keys: ["PageUp"], run: ({ view }) => view.go(-1) },
    ],
  },
};

const rows = Object.values(actionTable);

/** Returns the binding of a key; earlier scopes win. Most keys with Alt are the browser's. */
export function bindingOf(pressed: Pressed, scopes: readonly Scope[]): Binding | undefined {
  return scopes
    .flatMap((scope) => rows.filter((row) => row.scope === scope))
    .flatMap((row) => row.bindings ?? [])
    .find((binding) => binding.keys.some((keys) => matches(keys, pressed)));
}

/** Returns the pressed key of an event, independent of the keyboard layout. */
export function pressedOf(event: Parameters<typeof shortcutKey>[0] & ModifierKeys): Pressed {
  const { shiftKey, altKey, ctrlKey, metaKey } = event;
  return { key: shortcutKey(event), shift: shiftKey, alt: altKey, ctrl: ctrlKey || metaKey };
}

type ModifierKeys = Pick<KeyboardEvent, "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/** Returns the keys of a binding, the displayed ones first; empty for a name without keys. */
export function keysOf(name: string): readonly string[] {
  return rows.flatMap((row) => row.bindings ?? []).find((binding) => binding.name === name)?.keys ?? [];
}

/** Reports whether a binding has an item to act on. */
export function applies({ on }: Binding, { scene, item }: Pick<KeyContext, "scene" | "item">): boolean {
  if (on === undefined || item !== undefined) return true;
  return on === "selection" && scene.selection.size > 0;
}

/** Returns the row that has the binding of that name; undefined if there is none. */
export function actionOf(name: string): Row | undefined {
  return rows.find((row) => row.bindings?.some((binding) => binding.name === name));
}

function matches(keys: string, { key, shift, alt, ctrl }: Pressed): boolean {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const wanted = parts.at(-1) ?? "";
  if (parts.includes("Mod") !== ctrl || parts.includes("Alt") !== alt) return false;
  // Shift is ignored with signs: some layouts need it to type them.
  if (/^([A-Z]|Arrow|Enter)$/.test(wanted) && parts.includes("Shift") !== shift) return false;
  if (wanted === "Arrow") return Object.hasOwn(arrows, key);
  return wanted === "Space" ? key === " " : key.toLowerCase() === wanted.toLowerCase();
}
