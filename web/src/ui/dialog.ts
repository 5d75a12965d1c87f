// A dialog with a title, based on the browser's <dialog>, which traps the focus and then restores it.

import { html, nothing, render } from "lit-html";
import { iconButton } from "./icon-button.ts";

export interface DialogContent {
  /** Name of the dialog, for `shown`, `update` and tests. */
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
    // A press on the backdrop.
    element.addEventListener("pointerdown", ({ target }) => {
      if (target === element) this.close();
    });
    element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** Name of the content that is displayed; undefined while the dialog is closed. */
  get shown(): string | undefined {
    return this.element.open ? this.element.dataset.dialog : undefined;
  }

  show(content: DialogContent): void {
    this.#draw(content);
    if (!this.element.open) this.element.showModal();
  }

  /** Redraws the dialog if the one of that name is open; never opens it. */
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
