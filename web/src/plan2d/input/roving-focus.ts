// Makes the plan a single tab stop: the item that was focused last, or else the drawing. Page Up and Page
// Down move between items; a hint describes these keys to screen readers.

import { nextStop } from "../../planner/roving-focus.ts";
import type { EditableRoom } from "../../planner/scene.ts";
import { html, set } from "../../symbols/dom.ts";
import type { PlanRenderer } from "../plan-renderer.ts";

export class RovingFocus {
  readonly hint = html("p", { id: "plan-keys", hidden: true });
  #now: string | undefined;

  constructor(
    private readonly stage: EditableRoom,
    private readonly renderer: PlanRenderer,
  ) {
    set(renderer.element, { "aria-describedby": this.hint.id });
    renderer.element.addEventListener("focusin", ({ target }) => {
      const piece = target instanceof Element ? target.closest("[data-item]") : null;
      this.#stopAt(piece?.getAttribute("data-item") ?? undefined);
    });
  }

  /** Moves the focus to the next or previous item, or to the drawing. */
  go(by: 1 | -1): void {
    const next = nextStop([...this.stage.scene().items.keys()], this.#now, by);
    const piece = next === undefined ? undefined : this.renderer.items.nodeOf(next);
    (piece ?? this.renderer.element).focus({ preventScroll: true });
  }

  /** Resets the tab stop to the drawing if its item is gone, or while the tool doesn't work on furniture. */
  settle(furniture: boolean): void {
    const { items, texts } = this.stage.scene();
    if (this.hint.textContent !== texts.plan2d.keys) this.hint.textContent = texts.plan2d.keys;
    if (this.#now !== undefined && (!furniture || !items.has(this.#now))) this.#stopAt(undefined);
  }

  #stopAt(id: string | undefined): void {
    const before = this.#now;
    if (id === before) return;
    this.#now = id;
    this.#tab(before, -1);
    this.#tab(id, 0);
  }

  #tab(id: string | undefined, tabindex: 0 | -1): void {
    const node = id === undefined ? this.renderer.element : this.renderer.items.nodeOf(id);
    if (node) set(node, { tabindex });
  }
}
