// A person with a browser context of their own: reads what the page displays, and simulates input.

import type { BrowserContext, CDPSession, Page } from "playwright-core";
import type { PlannerEventMap } from "../src/element/types.ts";
import type { Place } from "../src/model/index.ts";
import { type Spot, status, toScreen, viewAtRest } from "./in-page.ts";
import type { Line } from "./network.ts";
import { PageModules } from "./page-modules.ts";

/** The computed style of a lock's frame. */
export interface Look {
  stroke: string;
  /** `none` for a solid line. */
  dashes: string;
  /** Text of the item's tag; empty when it is hidden. */
  tag: string;
}

export class Person {
  /** Every frame that the page sent, oldest first. */
  readonly sent: { action: string; [field: string]: unknown }[] = [];
  /** Events that must not occur on any page: errors, dialogs, violations of the page's policy. */
  readonly troubles: string[] = [];
  /** Position of the finger, in pixels. */
  #fingerAt: Spot = [0, 0];
  /** For touch input: Playwright's own touchscreen can only tap. */
  #touch: Promise<CDPSession> | undefined;
  /** Whether the mouse or a finger is pressed: the view does not move by itself then. */
  #pressed = false;
  readonly #modules: PageModules;

  constructor(
    readonly name: string,
    readonly page: Page,
    readonly context: BrowserContext,
    readonly line: Line,
  ) {
    this.#modules = new PageModules(page);
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

  // Reading the page.

  /** Returns the displayed state of the connection. */
  async status(): Promise<string | undefined> {
    return this.page.evaluate(status);
  }

  /** Returns the names in the people list in alphabetical order, this person's with "(you)". */
  async people(): Promise<string[]> {
    return this.page
      .locator("li[data-peer]")
      .evaluateAll((all) =>
        all
          .map((li) => `${li.getAttribute("data-name")}${li.hasAttribute("data-you") ? " (you)" : ""}`)
          .sort(),
      );
  }

  /** Returns the ids of the items on the plan. */
  async items(): Promise<string[]> {
    return this.page
      .locator("svg [data-item]")
      .evaluateAll((all) => all.map((g) => g.getAttribute("data-item") ?? "").sort());
  }

  /** Returns where an item is drawn once the plan no longer moves; undefined if it is not there. */
  async place(id: string): Promise<Place | undefined> {
    return (await this.places())[id];
  }

  /**
   * Returns where all items are drawn once the plan no longer moves, by id, in whole millimetres and degrees.
   */
  async places(): Promise<Record<string, Place>> {
    const transforms = await this.page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const read = () =>
        [...(root?.querySelectorAll<SVGElement>("svg [data-item]") ?? [])].map((g) => [
          g.dataset.item ?? "",
          g.getAttribute("transform") ?? "",
        ]);
      for (let before = read(); ; before = read()) {
        await frame();
        await frame();
        if (String(read()) === String(before)) return before;
      }
    });
    const places = transforms.map(([id = "", transform = ""]) => {
      const [x = 0, y = 0, rotation = 0] = numbers(transform).map(Math.round);
      return [id, { x, y, z: 0, rotation }] as const;
    });
    return Object.fromEntries(places);
  }

  /** Returns an item's lock state, with the name of another holder: "held by Anna". */
  async lock(id: string): Promise<string | undefined> {
    return this.page.evaluate((id) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const item = root?.querySelector<SVGElement>(`svg [data-item="${id}"]`);
      const { lock, holder } = item?.dataset ?? {};
      return holder === undefined ? lock : `${lock} by ${holder}`;
    }, id);
  }

  /** Returns the style of an item's frame; the marks have the order of the items. */
  async look(id: string): Promise<Look | undefined> {
    return this.page.evaluate((id) => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      const mark = root?.querySelector(`[data-mark="${id}"]`);
      const frame = mark?.querySelector(".item-frame");
      const tag = mark?.querySelector(".mark-tag");
      if (!frame || !tag) return undefined;
      const { stroke, strokeDasharray } = getComputedStyle(frame);
      const shown = getComputedStyle(tag).visibility === "visible";
      return { stroke, dashes: strokeDasharray, tag: shown ? (tag.textContent ?? "") : "" };
    }, id);
  }

  /** Returns the position and name of another person's cursor; undefined if there is none. */
  async cursor(): Promise<{ name: string; at: Spot } | undefined> {
    const [first] = Object.entries(await this.cursors());
    return first && { name: first[0], at: first[1] };
  }

  /** Returns the positions of the other people's cursors, by name. */
  async cursors(): Promise<Record<string, Spot>> {
    const cursors = await this.page.evaluate(() => {
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      return [...(root?.querySelectorAll("[data-cursor]") ?? [])].map(
        (g) => [g.textContent ?? "", g.getAttribute("transform") ?? ""] as const,
      );
    });
    return Object.fromEntries(
      cursors.map(([name, transform]) => {
        const [x = 0, y = 0] = numbers(transform);
        return [name, [x, y] as const];
      }),
    );
  }

  /** Returns the texts of the toasts. */
  async toasts(): Promise<string[]> {
    return this.page.locator(".toast span").allTextContents();
  }

  /** Returns the corners of the floor as it is drawn, millimetres. */
  async floor(): Promise<Spot[]> {
    const points = (await this.page.locator("svg .plan-floor").getAttribute("points")) ?? "";
    const all = numbers(points);
    return all.flatMap((x, i) => (i % 2 === 0 ? [[x, all[i + 1] ?? 0] as const] : []));
  }

  /** Returns the ids of the selected items. */
  async selected(): Promise<string[]> {
    return this.page
      .locator("svg .item.selected")
      .evaluateAll((all) => all.map((g) => g.getAttribute("data-item") ?? "").sort());
  }

  /** Returns the fit verdict of an item. */
  async verdict(id: string): Promise<string | null> {
    return this.page.locator(`svg [data-item="${id}"]`).getAttribute("data-verdict");
  }

  /** Returns the details of the planner's events of a type, oldest first. */
  async heard<K extends keyof PlannerEventMap>(type: K): Promise<PlannerEventMap[K]["detail"][]> {
    return this.page.evaluate((type) => {
      const heard = (Reflect.get(window, "heard") ?? []) as { type: string; detail: never }[];
      return heard.filter((event) => event.type === type).map(({ detail }) => detail);
    }, type as string);
  }

  /** Returns the codes of the planner's error events, oldest first. */
  async errors(): Promise<string[]> {
    return (await this.heard("error")).map(({ code }) => code);
  }

  /** Reports whether the focused element matches the selector. */
  async focused(selector: string): Promise<boolean> {
    return this.page.evaluate((s) => {
      const active = document.activeElement;
      return (active?.shadowRoot?.activeElement ?? active)?.matches(s) ?? false;
    }, selector);
  }

  /** The actions of the frames that the page sent, without repetition. */
  get actions(): string[] {
    return [...new Set(this.sent.map((f) => f.action))].sort();
  }

  // Simulating input.

  /** Presses the first enabled, visible button with that action. */
  async act(action: string): Promise<void> {
    await this.page.locator(`[data-action="${action}"]:visible:not(:disabled)`).first().click();
  }

  /** Opens the 3D view, and waits until it is there. */
  async open3d(): Promise<void> {
    await this.act("view-3d");
    await this.page.locator(".view3d canvas").waitFor({ state: "attached", timeout: 30_000 });
  }

  /** Chooses an action from the menu of settings. */
  async choose(action: string): Promise<void> {
    await this.page.locator('[data-menu="more"]').click();
    await this.act(action);
  }

  /** Opens a panel. */
  async open(tab: "furniture" | "room" | "fit" | "cart" | "people"): Promise<void> {
    const button = this.page.locator(`button[data-tab="${tab}"]`);
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  }

  /** Types into a field of a panel and leaves it by Enter. */
  async type(field: string, text: string): Promise<void> {
    const input = this.page.locator(`[data-field="${field}"]`);
    await input.fill(text);
    await input.press("Enter");
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Clicks on a point of the room. */
  async click(spot: Spot): Promise<void> {
    const [x, y] = await this.onScreen(spot);
    await this.page.mouse.click(x, y);
  }

  /** Clicks on an item. */
  async pick(id: string): Promise<void> {
    const { x, y } = await this.#there(id);
    await this.click([x, y]);
  }

  /** Moves the mouse over the plan, the first sign of a user. Returns when the code of edits is loaded, with all that it imports. */
  async pointAtPlan(): Promise<void> {
    const edits = this.page.waitForRequest(/\/edits-[^/]*\.js$/);
    await this.page.locator(".stage").hover();
    await edits;
    await this.#modules.loaded();
  }

  /** Drags the mouse from one point to another. */
  async sweep(from: Spot, to: Spot): Promise<void> {
    await this.point(from, 1);
    await this.hold();
    await this.point(to);
    await this.drop();
  }

  /** Presses the mouse where it is. */
  async hold(): Promise<void> {
    this.#pressed = true;
    await this.page.mouse.down();
  }

  /** Moves the mouse to a point, in so many steps. */
  async point(spot: Spot, steps = 8): Promise<void> {
    const [x, y] = await this.onScreen(spot);
    await this.page.mouse.move(x, y, { steps });
  }

  /** Presses the mouse on an item and moves a little, so that the item is held. */
  async grab(id: string): Promise<void> {
    const { x, y } = await this.#there(id);
    await this.point([x, y], 1);
    await this.hold();
    await this.point([x + 100, y + 100], 3);
  }

  async drop(): Promise<void> {
    await this.page.mouse.up();
    this.#pressed = false;
  }

  /** Drags an item with the mouse, from press to drop. */
  async drag(id: string, to: Spot): Promise<void> {
    await this.grab(id);
    await this.point(to);
    await this.drop();
  }

  /** Puts a finger down on a point of the plan. */
  async touch(spot: Spot): Promise<void> {
    await this.touchAt(await this.onScreen(spot));
  }

  /** Puts a finger down on a pixel of the screen. */
  async touchAt(pixel: Spot): Promise<void> {
    await this.#finger("touchStart", pixel);
  }

  /** Moves the finger to a point of the plan. */
  async slide(to: Spot, steps = 8): Promise<void> {
    await this.slideTo(await this.onScreen(to), steps);
  }

  /** Moves the finger to a pixel of the screen. */
  async slideTo(to: Spot, steps = 8): Promise<void> {
    const [x, y] = this.#fingerAt;
    for (let i = 1; i <= steps; i++) {
      const part = i / steps;
      await this.#finger("touchMove", [x + (to[0] - x) * part, y + (to[1] - y) * part]);
    }
  }

  async lift(): Promise<void> {
    await this.#touches("touchEnd", []);
  }

  /** Moves two fingers around a point apart, from one distance in pixels to another. */
  async pinch(spot: Spot, from: number, to: number, steps = 6): Promise<void> {
    const [x, y] = await this.onScreen(spot);
    const fingers = (apart: number) => [
      { x: x - apart / 2, y, id: 0 },
      { x: x + apart / 2, y, id: 1 },
    ];
    await this.#touches("touchStart", fingers(from));
    for (let i = 1; i <= steps; i++) {
      await this.#touches("touchMove", fingers(from + ((to - from) * i) / steps));
    }
    await this.#touches("touchEnd", []);
  }

  /** Presses Tab until the focused element matches the selector. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 100; presses++) {
      if (await this.focused(selector)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches ${selector}.`);
  }

  /** Duplicates the tab, with its current sessionStorage, as a window: background tabs draw no frames. */
  async copyTab(): Promise<Person> {
    const opened = this.context.waitForEvent("page");
    await this.page.evaluate(() => void open(location.href, "", "popup"));
    return new Person(this.name, await opened, this.context, this.line);
  }

  /** Simulates hiding or showing the tab: a headless browser shows all tabs. */
  async setHidden(hidden: boolean): Promise<void> {
    await this.page.evaluate(
      (state) => {
        Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      },
      hidden ? "hidden" : "visible",
    );
  }

  /** Pauses the page, as closing a laptop does; the returned function resumes it. */
  async freeze(): Promise<() => Promise<void>> {
    const devtools = await this.context.newCDPSession(this.page);
    await devtools.send("Debugger.enable");
    const paused = new Promise((resolve) => devtools.once("Debugger.paused", resolve));
    await devtools.send("Debugger.pause");
    // The pause begins at the next statement: this is one.
    this.page.evaluate(() => 0).catch(() => {});
    await paused;
    return async () => {
      await devtools.send("Debugger.resume");
      await devtools.detach();
    };
  }

  /** Returns the screen position of a point of the room, in pixels, once the view has moved out from under panels. */
  async onScreen(spot: Spot): Promise<Spot> {
    if (!this.#pressed) await this.#atRest();
    return this.page.evaluate(toScreen, spot);
  }

  /** Waits until the view stands still, and no code that could move it is being loaded. */
  async #atRest(): Promise<void> {
    do {
      await this.#modules.loaded();
      await this.page.evaluate(viewAtRest);
    } while (this.#modules.loading);
  }

  async #finger(type: "touchStart" | "touchMove", [x, y]: Spot): Promise<void> {
    this.#fingerAt = [x, y];
    await this.#touches(type, [{ x, y, id: 0 }]);
  }

  async #touches(
    type: "touchStart" | "touchMove" | "touchEnd",
    touchPoints: { x: number; y: number; id: number }[],
  ): Promise<void> {
    this.#pressed = type !== "touchEnd";
    this.#touch ??= this.context.newCDPSession(this.page);
    await (await this.#touch).send("Input.dispatchTouchEvent", { type, touchPoints });
  }

  async #there(id: string): Promise<Place> {
    const place = await this.place(id);
    if (!place) throw new Error(`${this.name} sees no ${id}.`);
    return place;
  }
}

function numbers(transform: string): number[] {
  return (transform.match(/-?[\d.]+/g) ?? []).map(Number);
}
