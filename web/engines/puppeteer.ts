// Drives Chromium by the DevTools protocol, and Firefox by WebDriver BiDi.

import { type Browser, launch, type Page } from "puppeteer-core";
import { type Engine, type Json, size, type Window } from "./window.ts";

const args = {
  chrome: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--no-first-run"],
  firefox: [],
};

/** Starts one browser per window, because a window behind another would draw no frames. */
export function puppeteerEngine(browser: "chrome" | "firefox", executablePath: string): Engine {
  const running: Browser[] = [];
  return {
    window: async () => {
      const started = await launch({ browser, executablePath, args: args[browser], defaultViewport: size });
      running.push(started);
      return new PuppeteerWindow(await started.newPage());
    },
    close: async () => {
      await Promise.all(running.map((started) => started.close()));
    },
  };
}

class PuppeteerWindow implements Window {
  constructor(private readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async run<A extends readonly Json[], R>(inPage: (...args: A) => R, ...args: A): Promise<R> {
    return (await this.page.evaluate(`(${String(inPage)})(...${JSON.stringify(args)})`)) as R;
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.page.mouse.move(x, y, { steps: 6 });
  }

  async press(): Promise<void> {
    await this.page.mouse.down();
  }

  async release(): Promise<void> {
    await this.page.mouse.up();
  }

  async control(key: string): Promise<void> {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press(key as "z");
    await this.page.keyboard.up("Control");
  }
}
