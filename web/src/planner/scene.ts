// What the planner displays at one moment, and the actions on it. The plan, the 3D view and the panels read a
// scene and call Actions; none of them changes anything itself. A room is displayed before it can be edited:
// first it is a SceneSource, then an EditableRoom.

import type { Chosen } from "../catalog/piece.ts";
import type { Catalog, Piece } from "../catalog/types.ts";
import type {
  CursorView,
  ItemView,
  PeerView,
  PreviewView,
  SharedView,
  SocketState,
} from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { FirstTexts, Texts } from "../i18n/index.ts";
import type { Own, Place, Plan, PlanBody, Point } from "../model/index.ts";
import type { Guide, Ruler } from "../snap/types.ts";

/** What a press on the plan does. */
export type Tool =
  /** Moves items, pans on the floor, selects by a box with Shift. */
  | "select"
  /** Draws a new outline, corner by corner. */
  | "outline"
  /** Moves, adds and removes corners, walls, doors and windows. */
  | "room";

/** A picture of a floor plan under the room. It stays on this device and is not sent to other users. */
export interface ReferenceImage {
  /** An object URL. */
  url: string;
  /** Position of the upper left corner, millimetres. */
  x: number;
  y: number;
  /** Millimetres that one pixel of the picture covers. */
  mmPerPixel: number;
  /** Size in pixels. */
  width: number;
  height: number;
  /** From 0 to 1. */
  opacity: number;
  /** Its name in the HTTP API, once it is shared. */
  upload?: string;
  /** True if another user has shared it. */
  fetched?: boolean;
}

/** A change by another user, in words. */
export interface Activity {
  /** Unix milliseconds. */
  at: number;
  name: string;
  /** The peer's colour, 0 to 11. */
  colour: number;
  text: string;
}

/** Everything that is displayed, with the texts that are loaded first. */
export interface BaseScene {
  /** False until the room's first state has been received; then views display a skeleton. */
  ready: boolean;
  status: SocketState;
  you: PeerView | undefined;
  /** False for viewers, and in a room that was closed. */
  editable: boolean;
  peers: readonly PeerView[];
  plan: Plan;
  items: ReadonlyMap<string, ItemView>;
  catalog: Catalog;
  pieceOf: (item: Chosen) => Piece;
  selection: ReadonlySet<string>;
  /** Not empty only while items are dragged. */
  guides: readonly Guide[];
  rulers: readonly Ruler[];
  /** For the displayed places; overlaps are updated in the same frame, the rest soon after. */
  fit: FitReport;
  tool: Tool;
  view: "2d" | "3d";
  /** True if moved items snap to walls, neighbours and the grid; holding Alt suspends it during a drag. */
  snapping: boolean;
  referenceImage: ReferenceImage | undefined;
  /** The peer whose view is displayed. */
  followedPeer: string | undefined;
  /** The peers that see what this user sees. */
  followers: readonly string[];
  /**
   * Labels of what undo and redo would do; undefined if nothing. `waits`: undo withdraws an unsent change.
   */
  undo: { undo: string | undefined; redo: string | undefined; waits: boolean };
  /** Changes by other users, newest first, at most 20. */
  activity: readonly Activity[];
  /** Number of own changes that are not stored yet: under way, or waiting for the connection. */
  pendingChanges: number;
  texts: FirstTexts;
  /** BCP 47. */
  lang: string;
  /** ISO 4217. */
  currency: string;
  /** Units in which lengths are displayed. */
  units: Plan["units"];
  /** True when the user prefers reduced motion. */
  reducedMotion: boolean;
}

/** A scene with all texts. */
export interface Scene extends BaseScene {
  texts: Texts;
}

/** A product of the shop or a piece that somebody has already, at its place. */
export type NewPiece = Place & ({ own: Own } | { product: string; variant: string });

/** Says that a piece fits at its place, once item `instead` is removed. */
export interface Checked {
  instead?: string | undefined;
}

/** Modifier keys that were pressed. */
export interface Modifiers {
  shift: boolean;
  alt: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
}

export type Side = "left" | "right" | "top" | "bottom" | "centre-x" | "centre-y";

/**
 * Everything that a user can do, in millimetres and degrees. An action that is refused displays the reason.
 */
export interface Actions {
  // One pointer, in 2D or 3D. `id` is the item under it.
  pointerDown(id: string | undefined, at: Point, keys: Modifiers): void;
  /**
   * Also called without a press: the cursor is sent to the other peers. `lift` is the height by which the
   * pointer has raised a wall piece since the press, millimetres.
   */
  pointerMove(at: Point, keys: Modifiers, lift?: number): void;
  pointerUp(cancelled: boolean): void;
  /** Turns the dragged or selected items; turns in quick succession are one move. */
  turn(degrees: number): void;

  select(ids: Iterable<string>, how?: "set" | "add" | "toggle"): void;
  /** Moves the selection by a step; steps in quick succession are one move. */
  nudge(by: Point): void;
  /** Raises the selected items that hang on walls or from the ceiling; steps in quick succession are one move. */
  raise(mm: number): void;
  /** Puts an item that nothing holds on what is below it, or on the nearest wall if it is a wall piece. */
  putDown(id: string): void;
  /** Moves an item to a place that was typed or tapped. */
  place(id: string, place: Place): void;
  /**
   * Moves items to places that were found for all of them, as one undoable change that `label` names. Resolves
   * with false if it is refused.
   */
  arrange(places: ReadonlyMap<string, Place>, label: string): Promise<boolean>;
  align(side: Side): void;
  distribute(axis: "x" | "y"): void;
  remove(): void;
  duplicate(): void;
  /** Exchanges left and right of the selected items that may be mirrored. */
  mirror(): void;
  setVariant(variant: string): void;
  /**
   * Adds a product at a place or near it, else where there is room; `checked` if the place was checked. Returns
   * its id, undefined if refused.
   */
  add(product: string, variant: string, at?: Place, checked?: Checked): Promise<string | undefined>;
  /** Adds a piece that somebody has already; otherwise as `add`. */
  addOwn(own: Own, at?: Place): Promise<string | undefined>;
  /** Changes an own piece, as one undoable change. */
  setOwn(id: string, own: Own): void;
  /** Cancels a move, else the tool, else the selection. */
  escape(): void;
  undo(): void;
  redo(): void;

  /** Stores a plan, as one undoable change. */
  setPlan(plan: PlanBody): void;
  /** Stores a plan, unless it is the room's, and adds pieces, as one undoable change; `label` names it. */
  replaceRoom(plan: PlanBody, pieces: readonly NewPiece[], label: string): void;
  setTool(tool: Tool): void;
  setView(view: "2d" | "3d"): void;
  setSnapping(on: boolean): void;
  setUnits(units: Plan["units"]): void;
  setReferenceImage(underlay: ReferenceImage | undefined): void;
  follow(peer: string | undefined): void;
  /** Displays a message, and announces it. */
  notify(text: string): void;
  /** Loads the code of all edits, so that the first one needs no line. */
  prepare(): void;
  /** Reports the user's activity: a sleeping tab wakes. */
  touch(): void;
}

/** A room to display. A scene is immutable: the next one has the same objects for everything unchanged. */
export interface SceneSource {
  scene(): BaseScene;
  /** Returns the other peers' cursor positions: call it once a frame while any is moving. */
  cursors(): CursorView[];
  /** Returns where the items are now that other peers drag: call it once a frame while any is moving. */
  previews(): PreviewView[];
}

/** A room that can be edited. */
export interface EditableRoom extends SceneSource {
  scene(): Scene;
  actions: Actions;
}

/** A view that can display what another person sees. */
export interface FollowingView {
  /** Returns what is displayed, without what a panel covers; undefined while it has no size. */
  seen(): SharedView | undefined;
  /**
   * Goes a part (0 to 1) of the way to what another person sees, whatever the size of the view; returns false
   * when it is there.
   */
  approach(view: SharedView, part: number): boolean;
}

/** The plan or the 3D view. */
export interface View {
  readonly element: Element;
  /** Draws the view in the next frame: the scene changed, or a cursor moved. */
  update(): void;
  /** Moves the keyboard focus to an item. */
  focus(id: string): void;
  /** Zooms to the whole room. */
  fit(): void;
  zoom(factor: number): void;
  /** Resumes drawing after the view was hidden; false stops it. */
  visible(on: boolean): void;
  dispose(): void;
}
