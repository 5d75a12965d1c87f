// Turns pointer events into gestures: one pointer starts a gesture of the handler, two pan and zoom, and a
// long press may replace the gesture. What a gesture does is decided by the PointerHandler.

import type { ViewPoint } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";

/** Handles one pointer from its press to its release. Positions are pixels of the view. */
export interface Gesture {
  move(at: ViewPoint, keys: Modifiers): void;
  end(cancelled: boolean, keys: Modifiers): void;
}

export interface Press {
  target: Element;
  at: ViewPoint;
  keys: Modifiers;
  /** True for the middle button or with Space held: the press pans, whatever is under it. */
  pan: boolean;
}

export interface PointerHandler {
  press(press: Press): Gesture;
  /** Handles a long press; returns the gesture that replaces the current one, or undefined. */
  hold(press: Press): Gesture | undefined;
  hover(at: ViewPoint, keys: Modifiers): void;
}

/** A pointer that moved less than this counts as not moved, pixels. */
export const slopPx = 6;
const holdMs = 450;

export class GestureRecognizer {
  /** True while Space is held. */
  space = false;
  readonly #down = new Map<number, ViewPoint>();
  #gesture: Gesture | undefined;
  #pinching = false;
  #hold: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: SVGSVGElement,
    private readonly camera: Camera,
    private readonly handler: PointerHandler,
  ) {
    element.addEventListener("pointerdown", (e) => this.#press(e));
    element.addEventListener("pointermove", (e) => this.#move(e));
    element.addEventListener("pointerup", (e) => this.#lift(e, false));
    element.addEventListener("pointercancel", (e) => this.#lift(e, true));
    // If the release event is missed, this event follows, or a move without a pressed button.
    element.addEventListener("lostpointercapture", (e) => this.#lift(e, false));
    // A long press is a gesture of its own, so it must not open a menu.
    element.addEventListener("contextmenu", (e) => e.preventDefault());
  }

  /** True while a pointer is pressed on the plan. */
  get busy(): boolean {
    return this.#down.size > 0;
  }

  /** Cancels the current gesture; returns false if there is none. */
  cancel(): boolean {
    const busy = this.#gesture !== undefined;
    this.#unhold();
    this.#end(true, { shift: false, alt: false, ctrl: false });
    return busy;
  }

  #press(e: PointerEvent): void {
    if (e.button > 1 || !(e.target instanceof Element)) return;
    const at = this.camera.within(e);
    capture(this.element, e.pointerId);
    this.#down.set(e.pointerId, at);
    if (this.#down.size > 1) return this.#pinch();
    const press = { target: e.target, at, keys: keysOf(e), pan: e.button === 1 || this.space };
    this.#gesture = this.handler.press(press);
    if (e.pointerType === "touch") this.#hold = setTimeout(() => this.#rest(press), holdMs);
  }

  #move(e: PointerEvent): void {
    const at = this.camera.within(e);
    const before = this.#down.get(e.pointerId);
    if (!before) return this.handler.hover(at, keysOf(e));
    if (e.buttons === 0 && e.pointerType !== "touch") return this.#lift(e, false);
    if (this.#pinching) return this.#pinchTo(e.pointerId, before, at);
    // Keep the position of the press until the finger has left it; then it is no long press.
    if (this.#hold !== undefined && Math.hypot(at[0] - before[0], at[1] - before[1]) < slopPx) return;
    this.#unhold();
    this.#down.set(e.pointerId, at);
    this.#gesture?.move(at, keysOf(e));
  }

  #lift(e: PointerEvent, cancelled: boolean): void {
    this.#unhold();
    if (!this.#down.delete(e.pointerId)) return;
    if (this.#pinching) {
      this.#pinching = this.#down.size > 0;
      return;
    }
    this.#end(cancelled, keysOf(e));
  }

  /** Starts a pinch at a second pointer; the gesture of the first is cancelled. */
  #pinch(): void {
    this.#unhold();
    this.#end(true, { shift: false, alt: false, ctrl: false });
    this.#pinching = true;
  }

  #pinchTo(id: number, before: ViewPoint, at: ViewPoint): void {
    this.#down.set(id, at);
    const other = [...this.#down].find(([each]) => each !== id)?.[1];
    if (!other) return;
    this.camera.pinch([before, other], [at, other]);
  }

  #rest(press: Press): void {
    this.#unhold();
    const next = this.handler.hold(press);
    if (!next) return;
    this.#gesture?.end(true, press.keys);
    this.#gesture = next;
  }

  #end(cancelled: boolean, keys: Modifiers): void {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    gesture?.end(cancelled, keys);
  }

  #unhold(): void {
    clearTimeout(this.#hold);
    this.#hold = undefined;
  }
}

function keysOf(e: MouseEvent | KeyboardEvent): Modifiers {
  return { shift: e.shiftKey, alt: e.altKey, ctrl: e.ctrlKey || e.metaKey };
}

/** Returns the attribute `data-<name>` of an element or its nearest ancestor that has it. */
export function idOf(target: Element, name: string): string | undefined {
  return target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? undefined;
}

/** Captures a pointer, so that the element gets its events wherever it goes. */
function capture(element: Element, pointer: number): void {
  try {
    element.setPointerCapture(pointer);
  } catch {
    // A replayed press may be over already.
  }
}
