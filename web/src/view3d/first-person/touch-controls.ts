// Buttons for walking without a keyboard; each acts as long as it is pressed.

import { pageTexts } from "../../i18n/index.ts";
import type { Scene } from "../../planner/scene.ts";
import type { Push } from "./controls.ts";

export interface TouchHost {
  push(push: Push, down: boolean): void;
  leave(): void;
}

const arrows = { ahead: "↑", back: "↓", "turn-left": "←", "turn-right": "→" } as const;
type Arrow = keyof typeof arrows;

export class TouchControls {
  readonly element = document.createElement("div");
  readonly #buttons = new Map<Arrow, HTMLButtonElement>();
  readonly #leave = document.createElement("button");

  constructor(host: TouchHost) {
    this.element.className = "walk-controls";
    this.element.hidden = true;
    for (const push of Object.keys(arrows) as Arrow[]) this.#buttons.set(push, held(push, host));
    this.#leave.type = "button";
    this.#leave.className = "walk-leave";
    this.#leave.dataset.action = "walk-leave";
    this.#leave.addEventListener("click", () => host.leave());
    this.element.append(...this.#buttons.values(), this.#leave);
  }

  show(on: boolean, { lang }: Scene): void {
    const words = pageTexts(lang).view3d;
    this.element.hidden = !on;
    const labels: Record<Arrow, string> = {
      ahead: words.ahead,
      back: words.back,
      "turn-left": words.left,
      "turn-right": words.right,
    };
    for (const [push, button] of this.#buttons) button.setAttribute("aria-label", labels[push]);
    this.#leave.textContent = words.leave;
  }
}

function held(push: Arrow, host: TouchHost): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `walk-${push}`;
  button.textContent = arrows[push];
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    host.push(push, true);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
    button.addEventListener(end, () => host.push(push, false));
  }
  // A key pressed on the button counts as long as it is down, as a touch does.
  const keyed = (down: boolean) => (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") host.push(push, down);
  };
  button.addEventListener("keydown", keyed(true));
  button.addEventListener("keyup", keyed(false));
  return button;
}
