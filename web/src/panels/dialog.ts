// One dialog at a time. The browser's own: it traps the focus, and gives it back.

import { html, nothing, render, type TemplateResult } from "lit-html";
import { iconButton } from "./buttons.ts";
import type { Context, DialogName } from "./context.ts";
import { helpBody } from "./help.ts";
import { inviteBody } from "./invite.ts";
import { renameBody } from "./rename.ts";

export type Body = (context: Context, close: () => void, redraw: () => void) => TemplateResult;

const bodies: Record<DialogName, { title: (context: Context) => string; body: Body }> = {
  invite: { title: ({ words }) => words.invite.title, body: inviteBody },
  rename: { title: ({ words }) => words.people.yourName, body: renameBody },
  help: { title: ({ words }) => words.help.title, body: helpBody },
};

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

  open(name: DialogName, context: Context): void {
    const { title, body } = bodies[name];
    const close = () => this.element.close();
    const draw = () => {
      const heading = title(context);
      this.element.setAttribute("aria-label", heading);
      const inside = html`<div class="dialog-body" data-dialog=${name}><header class="panel-head"><h2>${heading}</h2>
        ${iconButton({ label: context.words.close, icon: "close", action: "close-dialog", run: close })}</header>${body(context, close, draw)}</div>`;
      render(inside, this.element);
    };
    draw();
    if (!this.element.open) this.element.showModal();
  }
}
