// The layout of bar, tabs, panels and plan, and the overlay while there is no room to display. It is
// created at once; the panels fill it when they have loaded.

import { nothing, render } from "lit-html";
import { isEqual } from "../json/equal.ts";
import type { SceneSource } from "../planner/scene.ts";
import { connectionOverlay, type Explain, reloadNotice } from "./connection-overlay.ts";

/** Width in CSS pixels below which panels are sheets over the plan; the same as in layout.css. */
const narrowPx = 760;

export class Layout {
  readonly element = createPart("div", "planner");
  readonly bar = createPart("header", "bar");
  readonly tabs = createPart("nav", "tabs");
  readonly side = createPart("div", "side");
  /** Parent of the views. */
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
    // Beside the plan a panel will be open; its space is reserved, so that nothing moves when it has loaded.
    if (!this.narrow) this.side.append(createPart("section", "panel"));
    this.update();
  }

  get narrow(): boolean {
    return this.element.clientWidth < narrowPx;
  }

  /** Appends elements over the plan. */
  cover(...elements: HTMLElement[]): void {
    this.#middle.append(...elements);
  }

  /** Announces a text to screen readers. */
  speak(text: string): void {
    this.#spoken.textContent = text;
  }

  /** Sets the template that explains why the room was closed. */
  explain(explain: Explain): void {
    this.#explain = explain;
    this.update();
  }

  /** Displays the offer to `reload` the page, as some code could not be loaded; undefined hides it. */
  offerReload(reload: (() => void) | undefined): void {
    this.#reload = reload;
    this.update();
  }

  /** Redraws overlay and notice if what they depend on has changed. */
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

  /** Sets whether a past state of the room is displayed, which makes tabs and side panel inert. */
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

/** Creates an element with a name as its class and its part, by which a page's style sheet may style it. */
export function createPart<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute("part", name);
  return element;
}
