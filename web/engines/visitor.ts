// A user in a room, in a window of any engine: reads what is displayed, and acts.

import { expect } from "vitest";
import { type Spot, status, toScreen, viewAtRest } from "../e2e/in-page.ts";
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

  /** Activates the first element that matches a selector, wherever it is scrolled to. */
  activate(selector: string): Promise<void> {
    return this.window.run((selector) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      root?.querySelector<HTMLElement>(selector)?.click();
    }, selector);
  }

  /** Waits until the inspector is there, and the view has made way for it and stands still. */
  async inspected(): Promise<void> {
    await expect.poll(() => this.count(".inspector-sheet")).toBe(1);
    await expect.poll(() => this.window.run(roomBeside)).toMatch(/^http/);
    await this.window.run(evaluated, await this.window.run(roomBeside));
    await this.window.run(viewAtRest);
  }

  /** Moves the mouse to a point of the room. */
  async point(spot: Spot): Promise<void> {
    const [px, py] = await this.window.run(toScreen, spot);
    await this.window.moveTo(px, py);
  }
}

/** Returns the URL of the module that moves the view, once it has been loaded; "" until then. */
function roomBeside(): string {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return loaded.find((name) => name.includes("/assets/room-beside-")) ?? "";
}

/** Waits until a module is evaluated. It is made of strings, since Vitest rewrites import() in functions. */
const evaluated = new Function("url", "return import(url).then(() => true)") as (
  url: string,
) => Promise<boolean>;
