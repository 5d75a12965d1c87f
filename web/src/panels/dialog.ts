// One dialog at a time. The browser's own: it traps the focus, and gives it back.

import { html, nothing, render, type TemplateResult } from "lit-html";
import { eventually } from "../planner/eventually.ts";
import { iconButton } from "./buttons.ts";
import type { Context, DialogName } from "./context.ts";

export type Body = (context: Context, close: () => void, redraw: () => void) => TemplateResult;

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

  /** Shows a dialog at once, and what is in it as soon as that has come. */
  async open(name: DialogName, context: Context): Promise<void> {
    let body: Body | undefined;
    const close = () => this.element.close();
    const draw = () => {
      const { words } = context;
      const heading = { invite: words.invite.title, rename: words.people.yourName, help: words.help.title }[
        name
      ];
      this.element.setAttribute("aria-label", heading);
      const inside = html`<div class="dialog-body" data-dialog=${name}><header class="panel-head"><h2>${heading}</h2>
        ${iconButton({ label: words.close, icon: "close", action: "close-dialog", run: close })}</header>${body?.(context, close, draw)}</div>`;
      render(inside, this.element);
    };
    draw();
    if (!this.element.open) this.element.showModal();
    body = (await eventually(() => import("./dialogs.ts"))).bodies[name];
    // It may be closed by now, or another.
    if (!this.element.open || this.element.firstElementChild?.getAttribute("data-dialog") !== name) return;
    draw();
    this.element.querySelector<HTMLElement>("[autofocus]")?.focus();
  }
}
