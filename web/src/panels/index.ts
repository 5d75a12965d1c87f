// Everything around the plan. The panels show scenes and call actions; they draw at most
// once a frame, and nothing for a cursor.

import { html, render } from "lit-html";
import type { Changes, Stage } from "../planner/scene.ts";
import type { PanelHost } from "./host.ts";

/** What has become of the catalogue. */
export type CatalogueState = "loading" | "ready" | "unreachable" | "unreadable" | "empty";

export class Panels {
  /** The views go in here. */
  readonly stage = document.createElement("div");
  readonly #frame = document.createElement("div");

  constructor(root: ShadowRoot, _planner: Stage, _host: PanelHost) {
    this.stage.className = "stage";
    this.#frame.className = "planner";
    root.append(this.#frame);
    render(html`${this.stage}`, this.#frame);
  }

  /** Something changed: what shows it is drawn in the next frame. */
  update(_changes: Changes): void {}

  catalogue(_state: CatalogueState): void {}

  /** Shows a word to the person, and speaks it; `urgent` interrupts. */
  tell(_text: string, _urgent = false): void {}

  /** Speaks, without showing. */
  say(_text: string): void {}

  /** Says that something takes a while; undefined when it is over. */
  busy(_text: string | undefined): void {}

  dispose(): void {
    this.#frame.remove();
  }
}
