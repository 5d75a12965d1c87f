// A dialog with a title. The browser's own: it traps the focus, and gives it back.

import { html, nothing, render } from "lit-html";
import { iconButton } from "./icon-button.ts";

export interface DialogContent {
  /** Which dialog it is, for tests and for who draws it again. */
  name: string;
  title: string;
  /** The label of the button that closes it. */
  closeLabel: string;
  body: unknown;
}

export class Dialog {
  readonly element = document.createElement("dialog");
  readonly close = () => this.element.close();

  constructor() {
    const { element } = this;
    element.className = "dialog";
    element.setAttribute("part", "dialog");
    element.addEventListener("close", () => render(nothing, element));
    // A press on what lies around it.
    element.addEventListener("pointerdown", ({ target }) => {
      if (target === element) this.close();
    });
    element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** What it shows; undefined while it is closed. */
  get shown(): string | undefined {
    return this.element.open ? this.element.dataset.dialog : undefined;
  }

  show(content: DialogContent): void {
    this.#draw(content);
    if (!this.element.open) this.element.showModal();
  }

  /** Draws the dialog of that name anew while it is open; it does not open it. */
  update(content: DialogContent): void {
    if (this.shown === content.name) this.#draw(content);
  }

  #draw({ name, title, closeLabel, body }: DialogContent): void {
    const { element } = this;
    element.dataset.dialog = name;
    element.setAttribute("aria-label", title);
    const head = html`<header class="panel-head"><h2>${title}</h2>
      ${iconButton({ label: closeLabel, icon: "close", action: "close-dialog", run: this.close })}</header>`;
    render(html`<div class="dialog-body">${head}${body}</div>`, element);
  }
}
