// The bar over the 3D view that offers the colours of a wall.

import { html, nothing, render } from "lit-html";
import { wallName } from "../finishes/wall-name.ts";
import { hasPaints, paintCaption, wallPaint } from "../finishes/wall-paint.ts";
import { isEqual } from "../json/equal.ts";
import { type WallRef, wallsOf } from "../model/finishes.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { iconButton } from "../ui/icon-button.ts";

export interface WallBarHost {
  stage: EditableRoom;
  /** Called when a wall was opened; with undefined when the bar was closed. */
  opened(wall: WallRef | undefined): void;
  /** Returns the focus to where the bar was opened from by keyboard. */
  back(): void;
}

export class WallBar {
  readonly element = document.createElement("div");
  #wall: WallRef | undefined;
  /** Whether the bar has taken the focus. */
  #focused = false;

  constructor(private readonly host: WallBarHost) {
    this.element.className = "plan-toolbars";
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  /** Offers the colours of a wall, where there are any that may be chosen; `focus` moves the focus to them. */
  open(wall: WallRef, focus: boolean): void {
    const scene = this.host.stage.scene();
    if (!scene.editable || !hasPaints(scene)) return;
    this.#wall = wall;
    this.#focused = focus;
    this.host.opened(wall);
    this.update();
    if (!focus) return;
    const chosen = this.element.querySelector<HTMLElement>('[aria-pressed="true"]');
    (chosen ?? this.element.querySelector<HTMLElement>(".finishes-swatch"))?.focus();
  }

  close(): void {
    if (!this.#wall) return;
    const inside = this.#focused || this.element.matches(":focus-within");
    this.#wall = undefined;
    this.#focused = false;
    this.host.opened(undefined);
    this.update();
    if (inside) this.host.back();
  }

  /** Draws the bar; it closes when its wall is gone, or may not be painted any more. */
  update(): void {
    const { stage } = this.host;
    const scene = stage.scene();
    const wall = this.#wall;
    const there = wall && wallsOf(scene.plan).some((one) => isEqual(one, wall));
    if (wall && !(there && scene.editable)) return this.close();
    if (!wall) {
      render(nothing, this.element);
      return;
    }
    const name = wallName(scene, scene.plan, wall);
    const caption = paintCaption(scene, wall);
    render(
      html`<div class="plan-bar" role="group" aria-label=${name} data-wall-bar>
        <p class="plan-bar-title">${caption === undefined ? name : `${name} · ${caption}`}</p>
        <div class="finishes-paints">${wallPaint(stage, wall)}
          ${iconButton({ label: scene.texts.panels.close, icon: "close", action: "close-wall", run: () => this.close() })}</div></div>`,
      this.element,
    );
  }
}
