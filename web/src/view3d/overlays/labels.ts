// Labels in world space: HTML text above the canvas, always of the same size.

import type { Camera, Scene } from "three";
import { CSS2DObject, CSS2DRenderer } from "three/addons/renderers/CSS2DRenderer.js";

export class Labels {
  readonly #renderer = new CSS2DRenderer();

  get element(): HTMLElement {
    return this.#renderer.domElement;
  }

  constructor() {
    this.element.className = "view3d-labels";
    // Screen readers find the same texts in the list of items.
    this.element.setAttribute("aria-hidden", "true");
  }

  resize(width: number, height: number): void {
    this.#renderer.setSize(width, height);
  }

  /**
   * Returns the colour of a peer's colour number in the
   * style sheet; empty while the labels are not in the page.
   */
  peerColour(colour: number): string {
    const probe = document.createElement("i");
    probe.className = `colour-${colour}`;
    this.element.append(probe);
    const found = getComputedStyle(probe).getPropertyValue("--peer").trim();
    probe.remove();
    return found;
  }

  render(world: Scene, camera: Camera): void {
    this.#renderer.render(world, camera);
  }
}

/** Returns a label, styled by its class. */
export function label(className: string, text = ""): CSS2DObject {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return new CSS2DObject(element);
}

/** Writes only what has changed, and hides a label without text. */
export function write(object: CSS2DObject, className: string, text: string): void {
  if (object.element.textContent !== text) object.element.textContent = text;
  if (object.element.className !== className) object.element.className = className;
  object.visible = text !== "";
}
