// One dialog at a time. The browser's own: it traps the focus, and gives it back.

import { html, nothing, render } from "lit-html";
import { iconButton } from "./buttons.ts";
import type { Context, DialogBody, DialogName } from "./context.ts";
import { loadedPages } from "./load-pages.ts";

export class Dialog {
  readonly element = document.createElement("dialog");

  constructor() {
    this.element.className = "dialog";
    this.element.setAttribute("part", "dialog");
    this.element.addEventListener("close", () => render(nothing, this.element));
    // A press on what lies around it.
    this.element.addEventListener(
      "pointerdown",
      (event) => event.target === this.element && this.element.close(),
    );
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  /** Shows a dialog at once, and its body as soon as that has loaded. */
  open(name: DialogName, context: Context): void {
    const pages = loadedPages(context.host, () => this.#loaded(name, context));
    this.#draw(name, context, pages?.dialogs[name]);
    if (!this.element.open) this.element.showModal();
  }

  /** The body has loaded: it is shown unless the dialog was closed, or is another by now. */
  #loaded(name: DialogName, context: Context): void {
    const shown = this.element.firstElementChild?.getAttribute("data-dialog");
    if (!this.element.open || shown !== name) return;
    this.open(name, context);
    this.element.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  #draw(name: DialogName, context: Context, body: DialogBody | undefined): void {
    const { words } = context;
    const titles = { invite: words.invite.title, rename: words.people.yourName, help: words.help.title };
    const close = () => this.element.close();
    const redraw = () => this.#draw(name, context, body);
    this.element.setAttribute("aria-label", titles[name]);
    const inside = html`<div class="dialog-body" data-dialog=${name}><header class="panel-head"><h2>${titles[name]}</h2>
      ${iconButton({ label: words.close, icon: "close", action: "close-dialog", run: close })}</header>${body?.(context, close, redraw)}</div>`;
    render(inside, this.element);
  }
}
