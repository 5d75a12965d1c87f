// Somebody in a room, in a window of any engine: what they see and do.

import { type Spot, status, toScreen } from "../e2e/in-page.ts";
import type { Window } from "./window.ts";

export class Visitor {
  constructor(readonly window: Window) {}

  status(): Promise<string | undefined> {
    return this.window.run(status);
  }

  /** The ids of the pieces on the plan. */
  pieces(): Promise<string[]> {
    return this.window.run(() => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return [...(root?.querySelectorAll<SVGElement>("svg [data-item]") ?? [])].map(
        (g) => g.dataset.item ?? "",
      );
    });
  }

  /** Where a piece is drawn, millimetres and degrees. */
  place(id: string): Promise<number[]> {
    return this.window.run((id) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const transform = root?.querySelector(`svg [data-item="${id}"]`)?.getAttribute("transform") ?? "";
      return (transform.match(/-?\d+(\.\d+)?/g) ?? []).map((part) => Math.round(Number(part)));
    }, id);
  }

  /** A piece's lock, and the colour and the dashes of the frame that shows it. */
  lock(id: string): Promise<{ state: string; stroke: string; dashed: boolean }> {
    return this.window.run((id) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const state = root?.querySelector<SVGElement>(`svg [data-item="${id}"]`)?.dataset.lock ?? "";
      const frame = root?.querySelector(`[data-mark="${id}"] .item-frame`);
      const { stroke, strokeDasharray } = frame
        ? getComputedStyle(frame)
        : { stroke: "", strokeDasharray: "none" };
      return { state, stroke, dashed: strokeDasharray !== "none" };
    }, id);
  }

  /** How many elements in the planner a selector finds. */
  count(selector: string): Promise<number> {
    return this.window.run((selector) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return root?.querySelectorAll(selector).length ?? 0;
    }, selector);
  }

  /** The urgent messages on the plan. */
  alerts(): Promise<string[]> {
    return this.window.run(() => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return [...(root?.querySelectorAll(".toast[data-urgent=true] span") ?? [])].map(
        (e) => e.textContent ?? "",
      );
    });
  }

  /** Clicks on what a selector finds in the planner. */
  async click(selector: string): Promise<void> {
    const [x, y] = await this.window.run((selector) => {
      const found = document.querySelector("homstyle-planner")?.shadowRoot?.querySelector(selector);
      if (!found) throw new Error(`There is no ${selector}.`);
      const { left, top, width, height } = found.getBoundingClientRect();
      return [left + width / 2, top + height / 2] as const;
    }, selector);
    await this.window.moveTo(x, y);
    await this.window.press();
    await this.window.release();
  }

  /** Moves the mouse to a spot of the room. */
  async point(spot: Spot): Promise<void> {
    const [px, py] = await this.window.run(toScreen, spot);
    await this.window.moveTo(px, py);
  }
}
