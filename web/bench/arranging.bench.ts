// The search for layouts of 12 pieces, in a worker and in slices between frames: what it costs the page's frames.

import { expect } from "vitest";
import { type House, type Piece, test } from "../e2e/fixture.ts";
import type { Person } from "../e2e/planner-page.ts";
import { quantile } from "./frames.ts";

const ways = { worker: undefined, slices: withoutWorkers } as const;

const heap: readonly Piece[] = [
  "sofa.klinte",
  "table.bjorknas",
  "tv.bildsta",
  "armchair.myrten",
  "armchair.myrten",
  "lamp.manljus",
  "shelf.lovsta",
  "rug.ljung",
  "plant.gronska",
  "picture.dalgang",
  "storage.fjordby",
  "lamp.kvallsro",
].map((product) => [product, { x: 2400, y: 2000, z: 0, rotation: 0 }]);

test.for(Object.entries(ways))("layouts by the way: %s", async ([way, hinder], { house }) => {
  const anna = await visit(house, hinder);
  let workers = 0;
  anna.page.on("worker", () => workers++);
  await anna.open("room");
  const { ms: firstMs } = await measured(anna);
  await anna.page.locator('[data-action="close-dialog"]').click();
  const { ms, gaps, longTasks } = await measured(anna);
  expect(workers).toBe(hinder ? 0 : 2);
  const result = {
    way,
    firstMs,
    ms,
    longestTaskMs: Math.max(0, ...longTasks),
    longTasks: longTasks.length,
    frameGapMs: summary(gaps),
  };
  console.log(JSON.stringify(result));
});

async function visit(house: House, hinder: (() => void) | undefined): Promise<Person> {
  const { room, ids } = await house.room(...heap);
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      if (hinder) await page.addInitScript(hinder);
    },
  });
  await expect.poll(() => anna.items()).toHaveLength(ids.length);
  return anna;
}

/** Arranges the room; returns how long it took, the time between frames and the tasks of 50 ms and more, milliseconds. */
async function measured(anna: Person): Promise<{ ms: number; gaps: number[]; longTasks: number[] }> {
  await anna.page.evaluate(() => {
    Reflect.deleteProperty(window, "measured");
    const gaps: number[] = [];
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: "longtask" });
    const began = performance.now();
    let last = began;
    const frame = (now: number) => {
      gaps.push(now - last);
      last = now;
      const root = document.querySelector("homstyle-planner")?.shadowRoot;
      if (!root?.querySelector('[data-action="arrange-again"]')) return requestAnimationFrame(frame);
      const ms = Math.round(performance.now() - began);
      // Observers are called in a later task.
      setTimeout(() => Reflect.set(window, "measured", { ms, gaps, longTasks }), 500);
    };
    requestAnimationFrame(frame);
  });
  await anna.act("arrange");
  const result = await anna.page.waitForFunction(() => Reflect.get(window, "measured"));
  return (await result.jsonValue()) as { ms: number; gaps: number[]; longTasks: number[] };
}

/** Runs in the page before its scripts. */
function withoutWorkers(): void {
  Reflect.deleteProperty(window, "Worker");
}

function summary(ms: readonly number[]): { p50: number; p95: number; most: number } {
  const round = (value: number) => Math.round(10 * value) / 10;
  return { p50: round(quantile(ms, 0.5)), p95: round(quantile(ms, 0.95)), most: round(Math.max(...ms)) };
}
