// The view's walk through the room: entering, looking, leaving, keys and touch controls.

import type { PerspectiveCamera } from "three";
import type { SharedView } from "../client/index.ts";
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
  /** Called when the user moves the camera. */
  chosen(): void;
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
        this.#moved();
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

  /** Begins or ends a walk because the user wants it. */
  walk(on: boolean): void {
    if (!this.#set(on)) return;
    this.host.chosen();
    if (!on) return;
    const { surface, stage } = this.host;
    surface.focus({ preventScroll: true });
    stage.actions.notify(pageTexts(stage.scene().lang).view3d.walking);
  }

  /** Returns where the user walks and looks; undefined without a walk. */
  seen(): SharedView | undefined {
    return this.#on ? { mode: "walk", ...this.#controls.seen() } : undefined;
  }

  /** Goes a part (0 to 1) of the way to what another person sees who walks, or not; returns false when it is there. */
  approach(view: SharedView, part: number): boolean {
    this.#set(view.mode === "walk");
    return this.#on && view.mode === "walk" && this.#controls.approach(view, part);
  }

  /** Begins or ends a walk; returns false if that changes nothing, or the room has no space for it. */
  #set(on: boolean): boolean {
    if (on === this.#on || (on && !this.#controls.enter())) return false;
    this.#on = on;
    this.#controls.halt();
    this.pad.show(on, this.host.stage.scene());
    this.host.changed(on);
    return true;
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
    this.#moved();
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
    this.#moved();
  }

  #moved(): void {
    this.host.chosen();
    this.host.moved();
  }

  #end(): void {
    this.#looking = undefined;
  }
}
