// What the planner shows at one moment, and what may be done to it. The plan, the 3D
// view and the panels read a Scene and call Actions; none of them changes anything itself.
// A room is seen before it can be worked in: a Sight comes first, a Stage is more.

import type { Catalog, Piece } from "../catalog/types.ts";
import type { CursorView, ItemView, PeerView, SocketState } from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { FirstTexts, Texts } from "../i18n/index.ts";
import type { Place, Plan, PlanBody, Point } from "../model/index.ts";
import type { Guide, Ruler } from "../snap/types.ts";

/** What a press on the plan does. */
export type Tool =
  /** Move furniture, pan on the floor, draw a box with Shift. */
  | "select"
  /** Draw a new outline, corner by corner. */
  | "outline"
  /** Move corners, walls, doors and windows; add and remove them. */
  | "room";

/** A floor-plan picture under the room. It stays on this device: nobody else is sent it. */
export interface ReferenceImage {
  /** An object URL. */
  url: string;
  /** Where its upper left corner lies, millimetres. */
  x: number;
  y: number;
  /** Millimetres that one pixel of the picture covers. */
  mmPerPixel: number;
  /** Pixels. */
  width: number;
  height: number;
  /** From 0 to 1. */
  opacity: number;
}

/** Who did what. */
export interface Activity {
  /** Unix milliseconds. */
  at: number;
  name: string;
  /** The peer's colour, 0 to 11. */
  colour: number;
  text: string;
}

/** All that there is to see, in the few words that come first. */
export interface BaseScene {
  /** False until the room's first state is there; then views show a skeleton. */
  ready: boolean;
  status: SocketState;
  you: PeerView | undefined;
  /** False for viewers, and in a room that was closed. */
  editable: boolean;
  peers: readonly PeerView[];
  plan: Plan;
  items: ReadonlyMap<string, ItemView>;
  catalog: Catalog;
  pieceOf: (item: { product: string; variant: string }) => Piece;
  selection: ReadonlySet<string>;
  /** There while something is dragged. */
  guides: readonly Guide[];
  rulers: readonly Ruler[];
  /** Of the places shown; overlaps are there in the same frame, the rest soon after. */
  fit: FitReport;
  tool: Tool;
  view: "2d" | "3d";
  /** A snap to wall, neighbour and grid; holding Alt lifts it for one drag. */
  snapping: boolean;
  referenceImage: ReferenceImage | undefined;
  /** The peer whose cursor the view follows. */
  followedPeer: string | undefined;
  /** What undo and redo would do, in words; undefined when there is nothing. `waits`: undo calls off what was not sent. */
  undo: { undo: string | undefined; redo: string | undefined; waits: boolean };
  /** What others did, newest first, at most 20. */
  activity: readonly Activity[];
  /** Own changes that are not stored yet: on their way, or waiting for the line. */
  pendingChanges: number;
  texts: FirstTexts;
  /** BCP 47. */
  lang: string;
  /** ISO 4217. */
  currency: string;
  /** How lengths are shown. */
  units: Plan["units"];
  /** True when the person asked for less motion. */
  reducedMotion: boolean;
}

/** What is seen, in all words there are. */
export interface Scene extends BaseScene {
  texts: Texts;
}

/** Keys that were down. */
export interface Modifiers {
  shift: boolean;
  alt: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
}

export type Side = "left" | "right" | "top" | "bottom" | "centre-x" | "centre-y";

/** Everything a person can do, in millimetres and degrees. What is not allowed tells why, and does nothing. */
export interface Actions {
  // One pointer, in 2D or 3D: press, point, release. `id` is what is under it.
  pointerDown(id: string | undefined, at: Point, keys: Modifiers): void;
  /** Also without a press: the others see it. */
  pointerMove(at: Point, keys: Modifiers): void;
  pointerUp(cancelled: boolean): void;
  /** Turns what is dragged or selected, as one move with what follows soon. */
  turn(degrees: number): void;

  select(ids: Iterable<string>, how?: "set" | "add" | "toggle"): void;
  /** Moves the selection by a step; steps that follow soon are one move. */
  nudge(by: Point): void;
  /** Puts the one selected item where it was typed or tapped. */
  place(id: string, place: Place): void;
  align(side: Side): void;
  distribute(axis: "x" | "y"): void;
  remove(): void;
  duplicate(): void;
  setVariant(variant: string): void;
  /** Adds a product: at a place, or where there is room. Its id, or undefined when it may not be. */
  add(product: string, variant: string, at?: Place): string | undefined;
  /** Calls off a move, else a tool, else the selection. */
  escape(): void;
  undo(): void;
  redo(): void;

  /** Stores a plan, as one undoable change. `label` is one of texts.did. */
  setPlan(plan: PlanBody): void;
  setTool(tool: Tool): void;
  setView(view: "2d" | "3d"): void;
  setSnapping(on: boolean): void;
  setUnits(units: Plan["units"]): void;
  setReferenceImage(underlay: ReferenceImage | undefined): void;
  follow(peer: string | undefined): void;
  /** A word to the person, seen and spoken. */
  notify(text: string): void;
  /** The person did something: a sleeping tab wakes. */
  touch(): void;
}

/** A room to look at. A scene is never changed: another one follows it, with the same objects for all that stayed as it was. */
export interface SceneSource {
  scene(): BaseScene;
  /** Where the others point now: ask once a frame while one is moving. */
  cursors(): CursorView[];
}

/** A room to work in. */
export interface EditableRoom extends SceneSource {
  scene(): Scene;
  actions: Actions;
}

/** The plan and the 3D view, as the planner holds them. */
export interface View {
  readonly element: Element;
  /** Something is different in the scene, or a cursor moved: draws it in the next frame. */
  update(): void;
  /** Puts the keyboard's focus on an item. */
  focus(id: string): void;
  /** Shows the whole room. */
  fit(): void;
  zoom(factor: number): void;
  /** Shown again after it was hidden; false stops all drawing. */
  visible(on: boolean): void;
  dispose(): void;
}
