// The planner in the shop: a dialog over the page, connected to the room only while it is open.

import type { CartDetail, PlannerElement } from "../element/types.ts";
import type { Services } from "../embed/config.ts";
import { attributesOf } from "../embed/config.ts";
import type { Words } from "./words/index.ts";

export interface Visit {
  /** Product that is added unless the room has it. */
  product?: string;
  variant?: string;
  title: string;
}

export class RoomDialog {
  readonly element = document.createElement("dialog");
  readonly #title = document.createElement("h2");
  readonly #place = document.createElement("div");
  #planner: PlannerElement | undefined;

  constructor(
    private readonly services: Services,
    private readonly words: Words,
    private readonly attributes: Readonly<Record<string, string>>,
    private readonly bought: (detail: CartDetail) => void,
  ) {
    this.element.className = "room";
    this.#title.id = "room-title";
    this.#place.className = "place";
    this.element.setAttribute("aria-labelledby", this.#title.id);
    this.element.append(this.#head(words.close), this.#place);
    this.element.addEventListener("close", () => this.#leave());
    // Escape does not close the dialog, as in the planner it cancels a move, a tool or a selection.
    this.element.addEventListener("cancel", (event) => event.preventDefault());
  }

  async open({ product, variant, title }: Visit): Promise<void> {
    this.#title.textContent = title;
    this.element.showModal();
    const planner = await this.#load();
    if (!planner || !this.element.open) return;
    const asked = attributesOf(location.href, this.services);
    for (const key of ["product", "variant"]) asked.delete(key);
    if (product) asked.set("product", product);
    if (variant) asked.set("variant", variant);
    for (const [name, value] of [...Object.entries(this.attributes), ...asked])
      planner.setAttribute(name, value);
    planner.addEventListener("cart", (event) => {
      if (event instanceof CustomEvent) this.bought(event.detail);
    });
    this.#planner = planner;
    this.#place.replaceChildren(planner);
  }

  close(): void {
    this.element.close();
  }

  /** Loads the planner; if that fails, displays a message and resolves to undefined. */
  async #load(): Promise<PlannerElement | undefined> {
    try {
      const { HomstylePlanner } = await import("../element/index.ts");
      return new HomstylePlanner();
    } catch (error) {
      console.warn("planner:", error);
      const problem = document.createElement("p");
      Object.assign(problem, { role: "alert", textContent: this.words.noRoom });
      this.#place.replaceChildren(problem);
      return undefined;
    }
  }

  #leave(): void {
    this.#planner?.remove();
    this.#planner = undefined;
  }

  #head(label: string): HTMLElement {
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "close", textContent: "×", ariaLabel: label });
    close.addEventListener("click", () => this.close());
    const head = document.createElement("div");
    head.className = "head";
    head.append(this.#title, close);
    return head;
  }
}
