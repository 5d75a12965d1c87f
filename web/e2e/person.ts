// Somebody with a browser of their own: what they see, and what their hands do.

import type { BrowserContext, Page } from "playwright-core";
import type { Place } from "../src/client/index.ts";
import type { Line } from "./line.ts";

/** How a lock looks, as the browser computed it. */
export interface Look {
  stroke: string;
  /** `none` for a line without gaps. */
  dashes: string;
  /** What the tag on the item says; empty when it is hidden. */
  tag: string;
}

/** A spot in the room, millimetres. */
export type Spot = readonly [x: number, y: number];

export class Person {
  /** Every frame that the page sent, oldest first. */
  readonly sent: { action: string; [field: string]: unknown }[] = [];
  /** What must not happen on any page: errors, dialogs, breaches of the page's policy. */
  readonly troubles: string[] = [];

  constructor(
    readonly name: string,
    readonly page: Page,
    readonly context: BrowserContext,
    readonly line: Line,
  ) {
    page.on("websocket", (ws) => {
      ws.on("framesent", ({ payload }) => this.sent.push(JSON.parse(String(payload))));
    });
    page.on("pageerror", (error) => this.troubles.push(`${name}: ${error}`));
    page.on("dialog", (dialog) => {
      this.troubles.push(`${name}: dialog "${dialog.message()}"`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy"))
        this.troubles.push(`${name}: ${message.text()}`);
    });
  }

  // What is seen.

  /** The connection, as the page shows it. */
  async status(): Promise<string | undefined> {
    return this.page.evaluate(() => document.documentElement.dataset.status);
  }

  /** The names in the people list, oneself with "(you)", in alphabetical order. */
  async people(): Promise<string[]> {
    return (await this.page.locator("[data-peer] .spoken").allTextContents()).sort();
  }

  /** The ids of the items on the plan. */
  async items(): Promise<string[]> {
    return this.page
      .locator("[data-item]")
      .evaluateAll((all) => all.map((g) => g.getAttribute("data-item") ?? "").sort());
  }

  /** Where an item is drawn, whole millimetres and degrees. */
  async place(id: string): Promise<Place | undefined> {
    const numbers = await this.#numbers(`[data-item="${id}"]`);
    const [x, y, rotation] = numbers?.map(Math.round) ?? [];
    return x === undefined || y === undefined || rotation === undefined ? undefined : { x, y, rotation };
  }

  /** Where all items are drawn, by id. */
  async places(): Promise<Record<string, Place | undefined>> {
    const places = (await this.items()).map(async (id) => [id, await this.place(id)] as const);
    return Object.fromEntries(await Promise.all(places));
  }

  /** An item's lock state, with the holder's name if somebody else has it: "held by Anna". */
  async lock(id: string): Promise<string | undefined> {
    return this.page.evaluate((id) => {
      const item = document.querySelector<SVGElement>(`[data-item="${id}"]`);
      const { lock, holder } = item?.dataset ?? {};
      return holder === undefined ? lock : `${lock} by ${holder}`;
    }, id);
  }

  /** How the frame around an item looks; marks stand in the order of the items. */
  async look(id: string): Promise<Look | undefined> {
    return this.page.evaluate((id) => {
      const item = document.querySelector(`[data-item="${id}"]`);
      const at = item?.getAttribute("transform");
      const mark = [...document.querySelectorAll(".mark")].find((m) => m.getAttribute("transform") === at);
      const [frame, tag] = [mark?.querySelector(".frame"), mark?.querySelector(".tag")];
      if (!frame || !tag) return undefined;
      const { stroke, strokeDasharray } = getComputedStyle(frame);
      const shown = getComputedStyle(tag).visibility === "visible";
      return { stroke, dashes: strokeDasharray, tag: shown ? (tag.textContent ?? "") : "" };
    }, id);
  }

  /** Where somebody's cursor is drawn, and the name on it. */
  async cursor(): Promise<{ name: string; at: Spot } | undefined> {
    const numbers = await this.#numbers("[data-cursor]");
    const [name] = await this.page.locator("[data-cursor] text").allTextContents();
    const [x, y] = numbers ?? [];
    return name === undefined || x === undefined || y === undefined ? undefined : { name, at: [x, y] };
  }

  /** The short messages at the foot of the plan. */
  async toasts(): Promise<string[]> {
    return this.page.locator(".toast").allTextContents();
  }

  /** The actions of the frames that the page sent, each once. */
  get actions(): string[] {
    return [...new Set(this.sent.map((f) => f.action))].sort();
  }

  // What hands do.

  /** Points at a spot, in so many steps. */
  async point(spot: Spot, steps = 8): Promise<void> {
    const [x, y] = await this.onScreen(spot);
    await this.page.mouse.move(x, y, { steps });
  }

  /** Presses the mouse on an item and drags it off a little, so that it is being held. */
  async grab(id: string): Promise<void> {
    const { x, y } = await this.#there(id);
    await this.point([x, y], 1);
    await this.page.mouse.down();
    await this.point([x + 100, y + 100], 3);
  }

  async drop(): Promise<void> {
    await this.page.mouse.up();
  }

  /** Drags an item with the mouse, from press to drop. */
  async drag(id: string, to: Spot): Promise<void> {
    await this.grab(id);
    await this.point(to);
    await this.drop();
  }

  /** Presses Tab until the focus is on what the selector means, as somebody without a mouse does. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 100; presses++) {
      const there = await this.page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
      if (there) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches ${selector}.`);
  }

  /** Tells the page that its tab was hidden or shown; a headless browser shows all. */
  async setHidden(hidden: boolean): Promise<void> {
    await this.page.evaluate(
      (state) => {
        Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      },
      hidden ? "hidden" : "visible",
    );
  }

  /** Stops everything the page does, as a laptop's lid does; the returned function goes on. */
  async freeze(): Promise<() => Promise<void>> {
    const devtools = await this.context.newCDPSession(this.page);
    await devtools.send("Debugger.enable");
    const paused = new Promise((resolve) => devtools.once("Debugger.paused", resolve));
    await devtools.send("Debugger.pause");
    // Pausing waits for the next statement: here is one.
    void this.page.evaluate(() => 0);
    await paused;
    return async () => {
      await devtools.send("Debugger.resume");
      await devtools.detach();
    };
  }

  /** Where a spot of the room is on the screen, in pixels. */
  async onScreen([x, y]: Spot): Promise<Spot> {
    return this.page.evaluate(
      ([x, y]) => {
        const matrix = document.querySelector<SVGSVGElement>("svg.plan")?.getScreenCTM();
        if (!matrix) throw new Error("There is no plan.");
        const point = new DOMPoint(x, y).matrixTransform(matrix);
        return [point.x, point.y] as const;
      },
      [x, y] as const,
    );
  }

  async #there(id: string): Promise<Place> {
    const place = await this.place(id);
    if (!place) throw new Error(`${this.name} sees no ${id}.`);
    return place;
  }

  /** The numbers in the transform of the first element that a selector means. */
  async #numbers(selector: string): Promise<number[] | undefined> {
    const transform = await this.page.evaluate(
      (s) => document.querySelector(s)?.getAttribute("transform"),
      selector,
    );
    return transform?.match(/-?[\d.]+/g)?.map(Number);
  }
}
