// Pointer input on the canvas: selecting, dragging and turning items. Other gestures go to OrbitControls.

import type { Ray } from "three";
import { toLayout } from "../../geometry/client-point.ts";
import { shortestTurn } from "../../geometry/index.ts";
import type { Point, ViewPoint } from "../../model/index.ts";
import type { EditableRoom, Modifiers } from "../../planner/scene.ts";
import type { Face } from "../../snap/index.ts";
import { levelPoint, mmPerMetre, turnBetween, type WallPoint, wallPoint } from "../space.ts";

export interface PointerHost {
  stage: EditableRoom;
  /** Returns the ray through a point of the canvas, pixels from its upper left corner. */
  ray(at: ViewPoint): Ray;
  /** Returns the item at a point, and the height of the hit above the floor in metres; undefined if none. */
  pick(at: ViewPoint): { id: string; height: number } | undefined;
  /** Returns the centre of the turn, on the plan, and its height when a point is on the knob; else undefined. */
  knob(at: ViewPoint): { at: Point; height: number } | undefined;
  /** Returns the walls' faces on which a wall piece is dragged; undefined for other items. */
  wallsOf(id: string): readonly Face[] | undefined;
  /** Returns whether items may be dragged: not in a walk, where a drag turns the view. */
  mayDrag(): boolean;
  /** Enables or disables OrbitControls. */
  orbiting(on: boolean): void;
  hover(id: string | undefined): void;
  /** Called after a tap; `id` is the item at that point, if there is one. */
  tapped(at: ViewPoint, id: string | undefined): void;
}

/** Largest movement of a pointer that counts as a tap, pixels. */
const tapPx = 6;
/** Step of a turn by the knob, degrees; with Alt it is 1. */
const snapDegrees = 15;
const wheelDegrees = 15;

type Hold =
  | { kind: "drag"; pointer: number; height: number }
  | { kind: "hang"; pointer: number; faces: readonly Face[]; from: WallPoint }
  | {
      kind: "turn";
      pointer: number;
      centre: Point;
      height: number;
      from: Point;
      turned: number;
      begun: boolean;
    }
  | { kind: "tap"; pointer: number; id: string | undefined; from: ViewPoint };

type Turn = Extract<Hold, { kind: "turn" }>;

export class PointerInput {
  #hold: Hold | undefined;

  constructor(
    private readonly surface: HTMLElement,
    private readonly host: PointerHost,
    signal: AbortSignal,
  ) {
    // In the capture phase, so that it precedes OrbitControls' own listeners on the canvas.
    const early = { signal, capture: true };
    const parent = surface.parentElement ?? surface;
    parent.addEventListener("pointerdown", (event) => this.#down(event), early);
    surface.addEventListener("pointermove", (event) => this.#move(event), { signal });
    surface.addEventListener("pointerup", (event) => this.#up(event, false), { signal });
    surface.addEventListener("pointercancel", (event) => this.#up(event, true), { signal });
    surface.addEventListener("lostpointercapture", (event) => this.#up(event, false), { signal });
    surface.addEventListener("pointerleave", () => host.hover(undefined), { signal });
    surface.addEventListener("wheel", (event) => this.#wheel(event), { ...early, passive: false });
  }

  /** Whether an item is being dragged or turned. */
  get busy(): boolean {
    return this.#hold !== undefined && this.#hold.kind !== "tap";
  }

  /** Cancels the gesture in progress, and gives the pointer back to OrbitControls. */
  cancel(): void {
    if (this.#hold && pressed(this.#hold)) this.host.stage.actions.pointerUp(true);
    this.#hold = undefined;
    this.host.orbiting(true);
  }

  #down(event: PointerEvent): void {
    if (event.target !== this.surface || event.button !== 0) return;
    if (this.#hold) return this.#second();
    const at = this.#at(event);
    const knob = this.host.knob(at);
    const from = knob && levelPoint(this.host.ray(at), knob.height);
    if (!knob || !from) return this.#press(event, at);
    const { at: centre, height } = knob;
    const turn = { centre, height, from, turned: 0, begun: false };
    this.#grab(event, { kind: "turn", pointer: event.pointerId, ...turn });
  }

  /** Ends the gesture when a second pointer comes down: two move the camera. */
  #second(): void {
    if (this.#hold?.kind === "tap") this.#hold = undefined;
    else if (this.busy) this.cancel();
  }

  #press(event: PointerEvent, at: ViewPoint): void {
    const { stage } = this.host;
    const { selection } = stage.scene();
    const hit = this.host.pick(at);
    // A touch on an unselected item orbits, as it does elsewhere: in a furnished room little space is free.
    const drags = hit && this.host.mayDrag() && (event.pointerType !== "touch" || selection.has(hit.id));
    const spot = hit && levelPoint(this.host.ray(at), hit.height * mmPerMetre);
    if (!drags || !spot) {
      this.#hold = { kind: "tap", pointer: event.pointerId, id: hit?.id, from: at };
      return;
    }
    const faces = this.host.wallsOf(hit.id);
    const from = faces && wallPoint(this.host.ray(at), faces);
    if (from) {
      this.#grab(event, { kind: "hang", pointer: event.pointerId, faces, from });
      stage.actions.pointerDown(hit.id, from.at, keysOf(event));
      return;
    }
    this.#grab(event, { kind: "drag", pointer: event.pointerId, height: hit.height * mmPerMetre });
    stage.actions.pointerDown(hit.id, spot, keysOf(event));
  }

  #grab(event: PointerEvent, hold: Hold): void {
    this.#hold = hold;
    this.host.orbiting(false);
    this.surface.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const hold = this.#hold;
    if (hold && hold.pointer !== event.pointerId) return;
    // pointerup was missed, for example because the page captured it.
    if (hold && event.buttons === 0 && event.pointerType !== "touch") return this.#up(event, false);
    const at = this.#at(event);
    const { actions } = this.host.stage;
    if (hold?.kind === "turn") return this.#turn(hold, at, event.altKey);
    if (hold?.kind === "tap") return;
    if (hold?.kind === "hang") {
      const spot = wallPoint(this.host.ray(at), hold.faces);
      if (spot) actions.pointerMove(spot.at, keysOf(event), spot.height - hold.from.height);
      return;
    }
    const spot = levelPoint(this.host.ray(at), hold?.height ?? 0);
    if (spot && (hold || event.buttons === 0)) actions.pointerMove(spot, keysOf(event));
    if (!hold && event.buttons === 0) this.host.hover(this.host.pick(at)?.id);
  }

  #turn(hold: Turn, at: ViewPoint, fine: boolean): void {
    const to = levelPoint(this.host.ray(at), hold.height);
    if (!to) return;
    const wanted = turnBetween(hold.centre, hold.from, to);
    const step = fine ? 1 : snapDegrees;
    const target = Math.round(wanted / step) * step;
    const by = shortestTurn(hold.turned, target);
    if (by === 0) return;
    const { actions } = this.host.stage;
    if (!hold.begun) this.#begin(hold);
    hold.turned += by;
    actions.turn(by);
  }

  /** Presses the pointer, so that the whole turn is one move; with `alt` set, nothing snaps. */
  #begin(hold: Turn): void {
    const { stage } = this.host;
    const [first] = stage.scene().selection;
    if (first === undefined) return;
    hold.begun = true;
    stage.actions.pointerDown(first, hold.from, { shift: false, alt: true, ctrl: false });
  }

  #up(event: PointerEvent, cancelled: boolean): void {
    const hold = this.#hold;
    if (!hold || hold.pointer !== event.pointerId) return;
    this.#hold = undefined;
    this.host.orbiting(true);
    const { actions } = this.host.stage;
    if (pressed(hold)) actions.pointerUp(cancelled);
    if (hold.kind === "tap" && !cancelled) this.#tap(hold, event);
  }

  #tap({ id, from }: Extract<Hold, { kind: "tap" }>, event: PointerEvent): void {
    const at = this.#at(event);
    if (Math.hypot(at[0] - from[0], at[1] - from[1]) > tapPx) return;
    const { actions } = this.host.stage;
    actions.pointerDown(id, levelPoint(this.host.ray(at)) ?? [0, 0], keysOf(event));
    actions.pointerUp(false);
    this.host.tapped(at, id);
  }

  /** Turns the dragged item by the wheel; without a drag the wheel is left to OrbitControls. */
  #wheel(event: WheelEvent): void {
    if (this.#hold?.kind !== "drag") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.host.stage.actions.turn(Math.sign(event.deltaY) * wheelDegrees);
  }

  #at({ clientX, clientY }: PointerEvent): ViewPoint {
    const { clientWidth: width, clientHeight: height } = this.surface;
    return toLayout([clientX, clientY], this.surface.getBoundingClientRect(), { width, height });
  }
}

/** Reports whether the planner received a pointerDown that needs a pointerUp. */
function pressed(hold: Hold): boolean {
  return hold.kind === "drag" || hold.kind === "hang" || (hold.kind === "turn" && hold.begun);
}

function keysOf({ shiftKey, altKey, ctrlKey, metaKey }: PointerEvent): Modifiers {
  return { shift: shiftKey, alt: altKey, ctrl: ctrlKey || metaKey };
}
