// The room's walls as visually hidden buttons, of which Tab reaches one: the keyboard's way to a wall's paint.
// The focused wall is highlighted in the canvas.

import { html, render } from "lit-html";
import { wallName } from "../../finishes/wall-name.ts";
import { hasPaints } from "../../finishes/wall-paint.ts";
import { pageTexts } from "../../i18n/index.ts";
import { type WallRef, wallsOf } from "../../model/finishes.ts";
import { nextStop } from "../../planner/roving-focus.ts";
import type { Scene } from "../../planner/scene.ts";

export interface WallListHost {
  /** Called when a wall got the focus; with undefined when it lost it. */
  focused(wall: WallRef | undefined): void;
  chosen(wall: WallRef): void;
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export class WallList {
  readonly element = document.createElement("div");
  #stop = 0;

  constructor(private readonly host: WallListHost) {}

  /** Lists the walls that may be painted. */
  update(scene: Scene): void {
    const walls = scene.editable && hasPaints(scene) ? wallsOf(scene.plan) : [];
    this.#stop = Math.max(0, Math.min(this.#stop, walls.length - 1));
    const list = html`<ul class="view3d-list" aria-label=${pageTexts(scene.lang).view3d.walls}>${walls.map(
      (wall, i) => html`<li><button type="button" data-wall3d=${i} tabindex=${i === this.#stop ? 0 : -1}
        @focus=${() => this.#reached(wall, i)} @blur=${() => this.host.focused(undefined)}
        @click=${() => this.host.chosen(wall)} @keydown=${(event: KeyboardEvent) => this.#key(event, walls.length)}
        >${wallName(scene, scene.plan, wall)}</button></li>`,
    )}</ul>`;
    render(walls.length > 0 ? list : undefined, this.element);
  }

  /** Focuses the wall that had the focus last. */
  focus(): void {
    this.#buttons()[this.#stop]?.focus({ preventScroll: true });
  }

  #reached(wall: WallRef, index: number): void {
    this.#stop = index;
    for (const [i, button] of this.#buttons().entries()) button.tabIndex = i === index ? 0 : -1;
    this.host.focused(wall);
  }

  #key(event: KeyboardEvent, count: number): void {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nextStop([...Array(count).keys()].map(String), String(this.#stop), by);
    if (next !== undefined) this.#buttons()[Number(next)]?.focus({ preventScroll: true });
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll("button")];
  }
}
