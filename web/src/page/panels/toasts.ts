// Short words at the foot of the plan, and words for those who can't see it.

import { html, setText } from "../dom.ts";

const shownMs = 6_000;
const most = 3;

export class Toasts {
  readonly element = html("div", { class: "toasts", role: "status", "aria-live": "polite" });
  readonly spoken = html("div", { class: "spoken", "aria-live": "polite" });

  /** Shows a message for a while; a repeated one stays instead of stacking up. */
  tell(text: string): void {
    for (const shown of [...this.element.children]) if (shown.textContent === text) shown.remove();
    const toast = html("p", { class: "toast" }, text);
    this.element.append(toast);
    while (this.element.children.length > most) this.element.firstElementChild?.remove();
    setTimeout(() => toast.remove(), shownMs);
  }

  /** Says something to screen readers alone. */
  say(text: string): void {
    setText(this.spoken, text);
  }
}
