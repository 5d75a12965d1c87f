// Two users among 300 items: the cost of a frame for both while one
// drags, and how soon the room is displayed to a user who joins.

import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { expect } from "vitest";
import { root } from "../e2e/build.ts";
import { type House, type Piece, test } from "../e2e/fixture.ts";
import type { Spot } from "../e2e/in-page.ts";
import type { Person } from "../e2e/planner-page.ts";
import type { PlanBody } from "../src/model/index.ts";
import { quantile, type TraceEvent, workByFrame } from "./frames.ts";

const pieces = 300;
const joins = 5;
/** Where the item is dragged, and the number of mouse moves to each. */
const spots: readonly Spot[] = [
  [10_000, 7_000],
  [18_000, 3_000],
  [3_000, 12_000],
  [500, 500],
];
const stepsToSpot = 90;
const categories = [
  "devtools.timeline",
  "devtools.timeline.frame",
  "disabled-by-default-devtools.timeline",
  "blink.user_timing",
  "v8",
];
/** A hall of 20 by 15 m, with an item in each square metre. */
const hall: PlanBody = {
  name: "Hall",
  units: "cm",
  walls: [],
  windows: [],
  outline: [
    [0, 0],
    [20_000, 0],
    [20_000, 15_000],
    [0, 15_000],
  ],
  doors: [{ id: "door-1", x: 10_000, y: 15_000, width: 900, rotation: 0, hinge: "left", opens: "in" }],
};
const products = [
  "chair.stavre",
  "armchair.myrten",
  "stool.kotten",
  "lamp.manljus",
  "plant.smablad",
  "drawers.ladeby",
];
const rows = Array.from({ length: pieces }, (_, i): Piece => {
  const place = {
    x: 500 + (i % 20) * 1000,
    y: 500 + Math.floor(i / 20) * 1000,
    z: 0,
    rotation: (i * 90) % 360,
  };
  return [products[i % products.length] ?? "", place];
});

test("the planner with 300 pieces", async ({ house }) => {
  const { room, ids } = await house.furnished(rows, hall);
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  for (const one of [anna, bo]) await expect.poll(() => one.items()).toHaveLength(pieces);
  await expect.poll(() => anna.people()).toHaveLength(2);
  const drags = await dragged(anna, bo, ids[0] ?? "");
  const result = {
    measured: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] },
    pieces,
    dragging: summary(drags.own),
    watching: summary(drags.theirs),
    /** The same per mouse move, since the mouse moves more or less often than frames are drawn. */
    draggingByMove: rounded(drags.own.reduce((sum, ms) => sum + ms, 0) / (stepsToSpot * spots.length)),
    joining: summary(await joining(house, room)),
  };
  const text = JSON.stringify(result, undefined, 2);
  writeFileSync(`${root}/bench/results/planner.json`, `${text}\n`);
  console.log(text);
});

/**
 * Drags an item round the hall; returns the milliseconds of work
 * per frame, for the user who drags and the one who watches.
 */
async function dragged(anna: Person, bo: Person, id: string): Promise<{ own: number[]; theirs: number[] }> {
  const browser = anna.context.browser();
  if (!browser) throw new Error("There is no browser.");
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  await browser.startTracing(anna.page, { categories });
  await mark(anna, bo, "begin");
  for (const spot of spots) {
    await anna.point(spot, stepsToSpot);
  }
  await mark(anna, bo, "end");
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  await anna.drop();
  const [own, theirs] = [anna, bo].map(({ name }) =>
    workByFrame(traceEvents, `${name} begin`, `${name} end`),
  );
  return { own: own ?? [], theirs: theirs ?? [] };
}

async function mark(anna: Person, bo: Person, when: string): Promise<void> {
  for (const { page, name } of [anna, bo])
    await page.evaluate((m) => void performance.mark(m), `${name} ${when}`);
}

/**
 * Returns the milliseconds from the start of navigation, in a new browser context, until all items are drawn.
 */
async function joining(house: House, room: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < joins; i++) {
    const cleo = await house.visit(room, `Cleo ${i}`, {
      before: ({ page }) => page.addInitScript(watch, pieces).then(() => {}),
    });
    const seen = () => cleo.page.evaluate(() => Reflect.get(window, "seenAt") as number | undefined);
    await expect.poll(seen).toBeDefined();
    times.push((await seen()) ?? Number.NaN);
    await cleo.page.close();
  }
  return times;
}

/** Runs in the page; sets `window.seenAt` when `wanted` items are drawn. */
function watch(wanted: number): void {
  const look = () => {
    const root = document.querySelector("homstyle-planner")?.shadowRoot;
    const there = root?.querySelectorAll("svg [data-item]").length ?? 0;
    if (there < wanted) requestAnimationFrame(look);
    else Reflect.set(window, "seenAt", performance.now());
  };
  requestAnimationFrame(look);
}

function summary(values: readonly number[]): { count: number; p50: number; p95: number } {
  const of = (share: number) => rounded(quantile(values, share));
  return { count: values.length, p50: of(0.5), p95: of(0.95) };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
