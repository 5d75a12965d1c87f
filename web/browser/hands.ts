// Input by the browser itself, mouse, touch and keyboard, instead of events dispatched by a script.

import { cdp, userEvent } from "vitest/browser";

/** A point of the window, in pixels. */
export type Pixel = readonly [x: number, y: number];
type Modifier = "Alt" | "Control" | "Shift";

const modifierBits: Record<Modifier, number> = { Alt: 1, Control: 2, Shift: 8 };

/** Converts pixels of this page, which is a frame, to pixels of the page around it. */
function outer([x, y]: Pixel): { x: number; y: number } {
  const frame = window.frameElement;
  if (!frame) return { x, y };
  const { left, top, width } = frame.getBoundingClientRect();
  const scale = width / innerWidth;
  return { x: left + x * scale, y: top + y * scale };
}

/** Returns the centre of an element. */
export function middleOf(element: Element): Pixel {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

export class Mouse {
  #buttons = 0;
  #modifiers = 0;
  #at: Pixel = [0, 0];

  /** Sets the modifier keys that are held from now on. */
  hold(...keys: Modifier[]): void {
    this.#modifiers = keys.reduce((sum, key) => sum | modifierBits[key], 0);
  }

  async move(to: Pixel, steps = 4): Promise<void> {
    const [x, y] = this.#at;
    for (let i = 1; i <= steps; i++) {
      const part = i / steps;
      await this.#send("mouseMoved", [x + (to[0] - x) * part, y + (to[1] - y) * part]);
    }
    this.#at = to;
  }

  async down(button: "left" | "middle" = "left"): Promise<void> {
    this.#buttons = button === "left" ? 1 : 4;
    await this.#send("mousePressed", this.#at, button);
  }

  async up(button: "left" | "middle" = "left"): Promise<void> {
    this.#buttons = 0;
    await this.#send("mouseReleased", this.#at, button);
  }

  async press(at: Pixel): Promise<void> {
    await this.move(at, 1);
    await this.down();
  }

  async click(at: Pixel): Promise<void> {
    await this.press(at);
    await this.up();
  }

  /** Presses at one point, moves to another, releases. */
  async drag(from: Pixel, to: Pixel): Promise<void> {
    await this.press(from);
    await this.move(to);
    await this.up();
  }

  async wheel(at: Pixel, deltaX: number, deltaY: number): Promise<void> {
    await this.move(at, 1);
    const { x, y } = outer(at);
    const modifiers = this.#modifiers;
    await cdp().send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX, deltaY, modifiers });
  }

  async #send(
    type: "mouseMoved" | "mousePressed" | "mouseReleased",
    at: Pixel,
    button: "none" | "left" | "middle" = "none",
  ): Promise<void> {
    const { x, y } = outer(at);
    const held = this.#buttons === 1 ? "left" : this.#buttons === 4 ? "middle" : button;
    await cdp().send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      button: type === "mouseMoved" ? held : button,
      buttons: this.#buttons,
      modifiers: this.#modifiers,
      clickCount: type === "mouseMoved" ? 0 : 1,
    });
  }
}

/** Sends a touch event with one touch point per pixel; without any, all are lifted. */
export async function touch(
  type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel",
  ...fingers: Pixel[]
): Promise<void> {
  const touchPoints = fingers.map((pixel, id) => ({ ...outer(pixel), id }));
  await cdp().send("Input.dispatchTouchEvent", { type, touchPoints });
}

/** Presses keys one after the other, such as `Shift+R`. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const parts = key === "+" ? ["+"] : key.split("+");
    const last = parts.pop() ?? "";
    const down = parts.map((part) => `{${part}>}`).join("");
    const up = parts.map((part) => `{/${part}}`).join("");
    await userEvent.keyboard(`${down}{${last}}${up}`);
  }
}

/** Inserts a text at once, as if it was typed. */
export async function write(text: string): Promise<void> {
  await cdp().send("Input.insertText", { text });
}
