// The pointer in the picture: what is pressed, dragged and turned. What is not an item is
// the orbit's.

import type { Ray } from "three";
import { toLayout } from "../../geometry/client-point.ts";
import { shortestTurn } from "../../geometry/index.ts";
import type { Point, ViewPoint } from "../../model/index.ts";
import type { EditableRoom, Modifiers } from "../../planner/scene.ts";
import { levelPoint, mmPerMetre, turnBetween } from "../space.ts";

export interface PointerHost {
  stage: EditableRoom;
  /** The ray through a spot of the picture, pixels from its upper left corner. */
  ray(at: ViewPoint): Ray;
  /** The item under a spot, and the height in metres at which it was met. */
  pick(at: ViewPoint): { id: string; height: number } | undefined;
  /** The middle of what the knob under a spot turns. */
  knob(at: ViewPoint): Point | undefined;
  /** False while one walks: then a drag looks round. */
  mayDrag(): boolean;
  /** Lets the orbit have the pointer, or keeps it from it. */
  orbiting(on: boolean): void;
  hover(id: string | undefined): void;
}

/** A pointer that moved less, in pixels, tapped. */
const tapPx = 6;
/** A turn by the knob goes in such steps; with Alt in single degrees. */
const snapDegrees = 15;
const wheelDegrees = 15;

type Hold =
  | { kind: "drag"; pointer: number; height: number }
  | { kind: "turn"; pointer: number; centre: Point; from: Point; turned: number; begun: boolean }
  | { kind: "tap"; pointer: number; id: string | undefined; from: ViewPoint };

type Turn = Extract<Hold, { kind: "turn" }>;

export class PointerInput {
  #hold: Hold | undefined;

  constructor(
    private readonly surface: HTMLElement,
    private readonly host: PointerHost,
    signal: AbortSignal,
  ) {
    // While it is captured, before the orbit's own listeners on the canvas.
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

  /** True while a piece is under the hand. */
  get busy(): boolean {
    return this.#hold !== undefined && this.#hold.kind !== "tap";
  }

  /** Calls off what is under way. */
  cancel(): void {
    if (this.#hold && pressed(this.#hold)) this.host.stage.actions.pointerUp(true);
    this.#hold = undefined;
    this.host.orbiting(true);
  }

  #down(event: PointerEvent): void {
    if (event.target !== this.surface || event.button !== 0) return;
    if (this.#hold) return this.#second();
    const at = this.#at(event);
    const centre = this.host.knob(at);
    const from = centre && levelPoint(this.host.ray(at));
    if (centre && from)
      this.#grab(event, { kind: "turn", pointer: event.pointerId, centre, from, turned: 0, begun: false });
    else this.#press(event, at);
  }

  /** Another finger: two of them move the eye. */
  #second(): void {
    if (this.#hold?.kind === "tap") this.#hold = undefined;
    else if (this.busy) this.cancel();
  }

  #press(event: PointerEvent, at: ViewPoint): void {
    const { stage } = this.host;
    const { selection } = stage.scene();
    const hit = this.host.pick(at);
    // A finger on a piece that isn't selected orbits, as anywhere: rooms are full of furniture.
    const drags = hit && this.host.mayDrag() && (event.pointerType !== "touch" || selection.has(hit.id));
    const spot = hit && levelPoint(this.host.ray(at), hit.height * mmPerMetre);
    if (!drags || !spot) {
      this.#hold = { kind: "tap", pointer: event.pointerId, id: hit?.id, from: at };
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
    // The page kept the release from us.
    if (hold && event.buttons === 0 && event.pointerType !== "touch") return this.#up(event, false);
    const at = this.#at(event);
    const { actions } = this.host.stage;
    if (hold?.kind === "turn") return this.#turn(hold, at, event.altKey);
    if (hold?.kind === "tap") return;
    const spot = levelPoint(this.host.ray(at), hold?.height ?? 0);
    if (spot && (hold || event.buttons === 0)) actions.pointerMove(spot, keysOf(event));
    if (!hold && event.buttons === 0) this.host.hover(this.host.pick(at)?.id);
  }

  #turn(hold: Turn, at: ViewPoint, fine: boolean): void {
    const to = levelPoint(this.host.ray(at));
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

  /** A press makes all of the turn one move; with Alt nothing snaps. */
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
  }

  /** The wheel turns what is under the hand; else it is the orbit's. */
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

/** True while the planner was told of a press that must be released. */
function pressed(hold: Hold): boolean {
  return hold.kind === "drag" || (hold.kind === "turn" && hold.begun);
}

function keysOf({ shiftKey, altKey, ctrlKey, metaKey }: PointerEvent): Modifiers {
  return { shift: shiftKey, alt: altKey, ctrl: ctrlKey || metaKey };
}
