// Where the bar, the tabs, the panels and the plan go, and what lies over them while there
// is no room to see. It is there at once; the panels fill it when they come.

import { nothing, render } from "lit-html";
import { isEqual } from "../json/equal.ts";
import type { SceneSource } from "../planner/scene.ts";
import { connectionOverlay, type Explain, reloadNotice } from "./connection-overlay.ts";

/** Narrower than this, sheets lie over the plan; the same as in layout.css. */
const narrowPx = 760;

export class Layout {
  readonly element = createPart("div", "planner");
  readonly bar = createPart("header", "bar");
  readonly tabs = createPart("nav", "tabs");
  readonly side = createPart("div", "side");
  /** The views go in here. */
  readonly stage = createPart("div", "stage");
  readonly #middle = document.createElement("div");
  readonly #veil = createPart("div", "veil");
  readonly #notice = createPart("div", "notice");
  readonly #spoken = document.createElement("div");
  #shown: unknown[] = [];
  #explain: Explain | undefined;
  #reload: (() => void) | undefined;
  #veiled = false;
  #past = false;

  constructor(
    root: ShadowRoot,
    private readonly source: SceneSource,
  ) {
    this.#middle.className = "middle";
    this.#middle.append(this.stage);
    this.#spoken.className = "spoken";
    this.#spoken.setAttribute("aria-live", "polite");
    this.#notice.role = "alert";
    this.element.append(this.bar, this.#notice, this.tabs, this.side, this.#middle, this.#veil, this.#spoken);
    root.append(this.element);
    // Beside the plan a panel will be open: its place is kept, so that nothing jumps.
    if (!this.narrow) this.side.append(createPart("section", "panel"));
    this.update();
  }

  get narrow(): boolean {
    return this.element.clientWidth < narrowPx;
  }

  /** Puts something over the plan. */
  cover(...elements: HTMLElement[]): void {
    this.#middle.append(...elements);
  }

  /** Says something to who does not see it. */
  speak(text: string): void {
    this.#spoken.textContent = text;
  }

  /** From now on, it is said why there is no room any more. */
  explain(explain: Explain): void {
    this.#explain = explain;
    this.update();
  }

  /** Some code could not be loaded, which `reload` may mend; undefined when all of it has loaded. */
  offerReload(reload: (() => void) | undefined): void {
    this.#reload = reload;
    this.update();
  }

  /** Something changed: is there still a room to see? */
  update(): void {
    const scene = this.source.scene();
    const { ready, status, texts } = scene;
    const shown = [ready, status, texts, this.#explain, this.#reload];
    if (isEqual(shown, this.#shown)) return;
    this.#shown = shown;
    render(connectionOverlay(scene, this.#explain), this.#veil);
    render(this.#reload ? reloadNotice(scene, this.#reload) : nothing, this.#notice);
    this.element.dataset.state = status.name;
    this.#veiled = this.#veil.childElementCount > 0;
    this.#shut();
  }

  /** The room is shown as it was: beside it, nothing can be done. */
  past(on: boolean): void {
    this.#past = on;
    this.element.toggleAttribute("data-past", on);
    this.#shut();
  }

  #shut(): void {
    this.#middle.inert = this.#veiled;
    for (const beside of [this.tabs, this.side]) beside.inert = this.#veiled || this.#past;
  }

  dispose(): void {
    this.element.remove();
  }
}

/** An element that a page may style by its name. */
export function createPart<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute("part", name);
  return element;
}
