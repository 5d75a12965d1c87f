// A user in a room, in a window of any engine: reads what is displayed, and acts.

import { type Spot, status, toScreen } from "../e2e/in-page.ts";
import type { Window } from "./window.ts";

export class Visitor {
  constructor(readonly window: Window) {}

  status(): Promise<string | undefined> {
    return this.window.run(status);
  }

  /** Returns the ids of the items on the plan. */
  pieces(): Promise<string[]> {
    return this.window.run(() => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return [...(root?.querySelectorAll<SVGElement>("svg [data-item]") ?? [])].map(
        (g) => g.dataset.item ?? "",
      );
    });
  }

  /** Returns the place where an item is drawn, millimetres and degrees. */
  place(id: string): Promise<number[]> {
    return this.window.run((id) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const transform = root?.querySelector(`svg [data-item="${id}"]`)?.getAttribute("transform") ?? "";
      return (transform.match(/-?\d+(\.\d+)?/g) ?? []).map((part) => Math.round(Number(part)));
    }, id);
  }

  /** Returns an item's lock, and the colour and the dashes of its frame. */
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

  /** Returns the number of elements in the planner that match a selector. */
  count(selector: string): Promise<number> {
    return this.window.run((selector) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return root?.querySelectorAll(selector).length ?? 0;
    }, selector);
  }

  /** Returns the urgent messages on the plan. */
  alerts(): Promise<string[]> {
    return this.window.run(() => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return [...(root?.querySelectorAll(".toast[data-urgent=true] span") ?? [])].map(
        (e) => e.textContent ?? "",
      );
    });
  }

  /** Clicks the first element in the planner that matches a selector. */
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

  /** Moves the mouse to a point of the room. */
  async point(spot: Spot): Promise<void> {
    const [px, py] = await this.window.run(toScreen, spot);
    await this.window.moveTo(px, py);
  }
}
