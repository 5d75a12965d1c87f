// Floors and wall colours: chosen in the room panel, drawn on the plan, bought by the square metre.

import { expect, onTestFinished, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, inside, newRoom, open, watch } from "./fixture.ts";

const finishes = [
  { id: "oak", on: "floor", name: { en: "Oak" }, colour: "#d9bd94", pattern: "planks" },
  {
    id: "slate",
    on: "floor",
    name: { en: "Slate" },
    colour: "#5c6166",
    pattern: "tiles",
    prices: { SEK: 500_00 },
    waste: 10,
    sku: "HS-9",
  },
  { id: "white", on: "wall", name: { en: "White" }, colour: "#f6f1e8", pattern: "plain" },
  { id: "sage", on: "wall", name: { en: "Sage" }, colour: "#93a183", pattern: "plain" },
];

/** Returns the URL of the demo's catalogue with some finishes. */
async function catalogueWith(some: unknown[]): Promise<string> {
  const catalog = await (await fetch("/catalog/catalog.json")).json();
  const url = URL.createObjectURL(new Blob([JSON.stringify({ ...catalog, finishes: some })]));
  onTestFinished(() => URL.revokeObjectURL(url));
  return url;
}

async function openRoomPanel(element: HomstylePlanner): Promise<void> {
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-panel="room"] .room-fact')).toBe(1);
}

test("a floor and a wall are chosen, drawn, bought and taken back", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const catalog = await catalogueWith(finishes);
  const element = await open(room, { "catalog-url": catalog, currency: "SEK" });
  const drawn = (selector: string) => inside(element, selector).dataset.finish;
  const stored = () => bo.snapshot().plan.finishes;
  await expect.poll(() => count(element, ".plan-finish")).toBe(1);
  expect(drawn(".plan-finish")).toBe("oak");
  expect(element.report.finishes).toEqual([]);

  await openRoomPanel(element);
  inside(element, '[data-finishes="floor"] [data-finish="slate"]').click();
  await expect.poll(stored).toEqual({ floor: "slate" });
  await expect.poll(() => drawn(".plan-finish")).toBe("slate");
  // 26.88 m², and 10 % more.
  const line = { sku: "HS-9", finish: "slate", name: "Slate", squareMetres: 29.6, price: 29.6 * 500_00 };
  expect(element.report).toMatchObject({ total: line.price, finishes: [line] });

  inside(element, '[data-finishes="one"] [data-finish="sage"]').click();
  await expect.poll(stored).toEqual({ floor: "slate", each: [{ side: 0, finish: "sage" }] });
  await expect.poll(() => count(element, '.plan-paint[data-finish="sage"]')).toBe(1);
  inside(element, '[data-action="finish-as-others"]').click();
  await expect.poll(stored).toEqual({ floor: "slate" });
  await expect.poll(() => count(element, ".plan-paint")).toBe(0);

  inside(element, 'button[data-tab="cart"]').click();
  await expect.poll(() => count(element, '[data-line="slate"]')).toBe(1);
  expect(inside(element, "[data-total]").dataset.total).toBe(String(line.price));
  await openRoomPanel(element);
  inside(element, '[data-finishes="floor"] [data-finish="oak"]').click();
  await expect.poll(stored).toBeUndefined();
  element.undo();
  await expect.poll(stored).toEqual({ floor: "slate" });
});

test("a viewer sees the finishes, and can't choose them", async () => {
  const catalog = await catalogueWith(finishes);
  const element = await open(newRoom(), { "catalog-url": catalog, "token-url": "/token?role=viewer" });
  await openRoomPanel(element);
  await expect.poll(() => count(element, ".finishes-swatch")).toBe(6);
  expect(count(element, ".finishes-swatch:enabled")).toBe(0);
});

test("a shop without finishes has no section for them, and the usual floor", async () => {
  const element = await open(newRoom(), { "catalog-url": await catalogueWith([]) });
  await openRoomPanel(element);
  expect(count(element, '[data-section="finishes"]')).toBe(0);
  expect(count(element, ".plan-finish")).toBe(0);
});
