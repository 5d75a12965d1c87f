// The view's walk through the room: entering, looking, leaving, keys and touch controls.

import type { PerspectiveCamera } from "three";
import { pageTexts } from "../i18n/index.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { FirstPersonControls } from "./first-person/controls.ts";
import { TouchControls } from "./first-person/touch-controls.ts";

export interface WalkHost {
  stage: EditableRoom;
  camera: PerspectiveCamera;
  surface: HTMLElement;
  /** Called when the walk began or ended. */
  changed(on: boolean): void;
  /** Called when the camera moved, or is about to. */
  moved(): void;
}

export class WalkMode {
  readonly pad: TouchControls;
  readonly #controls: FirstPersonControls;
  #on = false;
  #looking: { pointer: number; x: number; y: number } | undefined;

  constructor(
    private readonly host: WalkHost,
    signal: AbortSignal,
  ) {
    this.#controls = new FirstPersonControls(host.camera, () => host.stage.scene().plan);
    this.pad = new TouchControls({
      push: (push, down) => {
        this.#controls.push(push, down);
        host.moved();
      },
      leave: () => this.walk(false),
    });
    const { surface } = host;
    surface.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    surface.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const end of ["pointerup", "pointercancel"] as const) {
      surface.addEventListener(end, () => this.#end(), { signal });
    }
    surface.addEventListener("blur", () => this.#controls.halt(), { signal });
  }

  get on(): boolean {
    return this.#on;
  }

  walk(on: boolean): void {
    if (on === this.#on || (on && !this.#controls.enter())) return;
    this.#on = on;
    this.#controls.halt();
    const scene = this.host.stage.scene();
    this.pad.show(on, scene);
    this.host.changed(on);
    if (!on) return;
    this.host.surface.focus({ preventScroll: true });
    this.host.stage.actions.notify(pageTexts(scene.lang).view3d.walking);
  }

  /** Takes over a changed plan. */
  room(): void {
    if (this.#on) this.#controls.room();
  }

  /** Handles a key; returns whether it was meant for the walk. */
  key(event: KeyboardEvent, down: boolean): boolean {
    if (!this.#on || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape" && down) this.walk(false);
    else if (!this.#controls.key(event.code, down)) return false;
    this.host.moved();
    return true;
  }

  /** Moves on by one frame; returns true while the walk is moving. */
  step(ms: number): boolean {
    return this.#on && this.#controls.step(ms);
  }

  #down({ pointerId: pointer, clientX: x, clientY: y }: PointerEvent): void {
    if (this.#on) this.#looking = { pointer, x, y };
  }

  #move({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    const from = this.#looking;
    if (!from || from.pointer !== pointerId) return;
    this.#controls.look(x - from.x, y - from.y);
    this.#looking = { pointer: pointerId, x, y };
    this.host.moved();
  }

  #end(): void {
    this.#looking = undefined;
  }
}
