// A catalogue of 5,000 products: how long after a keystroke the products that match are displayed, and the longest
// work of a frame while the list is scrolled. Writes both to bench/results/catalog.json.

import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { expect } from "vitest";
import { root } from "../e2e/build.ts";
import { test } from "../e2e/fixture.ts";
import type { Person } from "../e2e/planner-page.ts";
import { quantile, type TraceEvent, workByFrame } from "./frames.ts";
import { largeCatalog } from "./large-catalog.ts";

const products = 5_000;
const searches = ["green corner sofa", "wardorbe", "couch", "ekdunvall", "HS-1007-01"];
/** Times that the button for more cards is pressed before the list is scrolled. */
const more = 9;
const wheels = 120;
const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing"];

test("a catalogue of 5,000 products", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog.json", (route) => route.fulfill({ json: largeCatalog(products) }));
      await page.addInitScript(timeKeystrokes);
      await page.addInitScript(watchTasks);
    },
  });
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBeGreaterThan(0);
  const loading = await longestTask(anna);
  const typed = await typing(anna);
  const searching = await longestTask(anna);
  const frames = await scrolling(anna);
  const result = {
    measured: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] },
    products,
    /** Milliseconds from a keystroke until its results are painted. */
    keystroke: {
      count: typed.length,
      p50: rounded(quantile(typed, 0.5)),
      p95: rounded(quantile(typed, 0.95)),
    },
    /** Milliseconds of work in a frame while the list is scrolled. */
    scrolling: {
      frames: frames.length,
      p50: rounded(quantile(frames, 0.5)),
      longest: rounded(Math.max(...frames)),
    },
    /** Milliseconds of the longest task, 0 if none took 50: of loading the page, of indexing and searching, of scrolling. */
    longestTask: { loading, searching, scrolling: await longestTask(anna) },
  };
  const text = JSON.stringify(result, undefined, 2);
  writeFileSync(`${root}/bench/results/catalog.json`, `${text}\n`);
  console.log(text);
});

/** Types each search, letter by letter; returns the milliseconds of each keystroke. */
async function typing({ page }: Person): Promise<number[]> {
  const field = page.locator('input[type="search"]');
  for (const text of searches) {
    await field.fill("");
    await field.pressSequentially(text, { delay: 200 });
    await page.waitForTimeout(500);
  }
  return await page.evaluate(() => Reflect.get(window, "keystrokes") as number[]);
}

/** Runs in the page: records the time from each input until the frame with its results is painted. */
function timeKeystrokes(): void {
  const times: number[] = [];
  Reflect.set(window, "keystrokes", times);
  addEventListener(
    "input",
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp))),
    true,
  );
}

/** Runs in the page: records the tasks that take 50 milliseconds or more. */
function watchTasks(): void {
  const tasks: number[] = [];
  Reflect.set(window, "tasks", tasks);
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)));
  observer.observe({ type: "longtask", buffered: true });
}

/** Returns the milliseconds of the longest task since the last call. */
async function longestTask({ page }: Person): Promise<number> {
  return await page.evaluate(() => Math.max(0, ...(Reflect.get(window, "tasks") as number[]).splice(0)));
}

/** Displays more cards and scrolls through them; returns the milliseconds of work of each frame. */
async function scrolling({ page, context }: Person): Promise<number[]> {
  const browser = context.browser();
  if (!browser) throw new Error("There is no browser.");
  await page.locator('input[type="search"]').fill("");
  for (let i = 0; i < more; i++) await page.locator('[data-action="more-cards"]').click();
  await page.locator(".panel-body").hover();
  await page.mouse.wheel(0, -1e6);
  await browser.startTracing(page, { categories });
  await page.evaluate(() => void performance.mark("begin"));
  for (let i = 0; i < wheels; i++) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(20);
  }
  await page.evaluate(() => void performance.mark("end"));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  return workByFrame(traceEvents, "begin", "end");
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
