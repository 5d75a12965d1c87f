// How the connection stands, in a word.

import type { RoomSnapshot } from "../../client/index.ts";
import { html, set, setText } from "../dom.ts";
import { strings } from "../strings.ts";

export class Status {
  readonly element = html("button", { type: "button", class: "status", role: "status" });

  constructor(touch: () => void) {
    this.element.append(html("span", { class: "dot" }), html("span", { class: "word" }));
    this.element.addEventListener("click", touch);
  }

  /** Shows the state here and, for style sheets and tests, on the document. */
  show({ status, ready }: RoomSnapshot): void {
    const name = status.name === "online" && !ready ? "connecting" : status.name;
    document.documentElement.dataset.status = name;
    set(this.element, { "data-status": name });
    for (const word of this.element.querySelectorAll(".word")) setText(word, strings.status[name]);
  }
}
