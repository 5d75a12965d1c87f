// What can be done with the selected piece, without dragging: every move has a button.

import type { ItemView, Point } from "../../client/index.ts";
import { productOf, variantOf } from "../catalogue.ts";
import { html, iconButton, set, setText } from "../dom.ts";
import { price, strings } from "../strings.ts";

export interface InspectorActions {
  shift: (direction: Point, far: boolean) => void;
  turn: (way: 1 | -1) => void;
  recolour: (variant: string) => void;
  duplicate: () => void;
  remove: () => void;
}

const icons = {
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  turnLeft: "M5 5v5h5M5.5 10A7.5 7.5 0 1 1 5 14",
  turnRight: "M19 5v5h-5M18.5 10A7.5 7.5 0 1 0 19 14",
  duplicate: "M9 9h11v11H9zM5 15H4V4h11v1",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};

export class Inspector {
  readonly element: HTMLElement;
  readonly #name = html("strong", {});
  readonly #facts = html("span", { class: "facts" });
  readonly #swatches = html("div", { class: "swatches", role: "group", "aria-label": strings.colour });
  #swatchesOf = "";

  constructor(private readonly actions: InspectorActions) {
    const { shift, turn, duplicate, remove } = actions;
    const tools = html(
      "div",
      { class: "tools" },
      iconButton(strings.left, icons.left, () => shift([-1, 0], true)),
      iconButton(strings.up, icons.up, () => shift([0, -1], true)),
      iconButton(strings.down, icons.down, () => shift([0, 1], true)),
      iconButton(strings.right, icons.right, () => shift([1, 0], true)),
      html("span", { class: "divider" }),
      iconButton(strings.rotateLeft, icons.turnLeft, () => turn(-1)),
      iconButton(strings.rotateRight, icons.turnRight, () => turn(1)),
      html("span", { class: "divider" }),
      iconButton(strings.duplicate, icons.duplicate, duplicate),
      iconButton(strings.remove, icons.remove, remove),
    );
    const title = html("div", { class: "inspector-title" }, this.#name, this.#facts);
    this.element = html("section", { class: "inspector", hidden: true }, title, this.#swatches, tools);
  }

  /** Shows the selected item, or nothing; `editable` is false for a viewer. */
  show(item: ItemView | undefined, editable: boolean): void {
    set(this.element, { hidden: !item, "data-lock": item?.lock.state });
    if (!item) return;
    const product = productOf(item.product);
    setText(this.#name, product.name);
    const held = item.lock.state === "held" ? strings.lock.held(item.lock.name) : undefined;
    const facts = [product.what, strings.size(product.width, product.depth), price(product.price)];
    setText(this.#facts, held ?? facts.filter(Boolean).join(" · "));
    this.#showSwatches(item);
    for (const button of this.element.querySelectorAll("button")) {
      set(button, { disabled: !editable || held !== undefined });
    }
  }

  #showSwatches({ product: id, variant }: ItemView): void {
    const product = productOf(id);
    if (this.#swatchesOf !== id) {
      this.#swatchesOf = id;
      this.#swatches.replaceChildren(...product.variants.map((v) => this.#swatch(v)));
    }
    const chosen = variantOf(product, variant);
    for (const swatch of this.#swatches.querySelectorAll("button")) {
      set(swatch, { "aria-pressed": String(swatch.dataset.variant === chosen) });
    }
  }

  #swatch(variant: string): HTMLButtonElement {
    const label = { "aria-label": variant, title: variant };
    const swatch = html("button", {
      type: "button",
      class: `swatch v-${variant}`,
      "data-variant": variant,
      ...label,
    });
    swatch.addEventListener("click", () => this.actions.recolour(variant));
    return swatch;
  }
}
