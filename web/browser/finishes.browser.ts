// Floors and wall colours: chosen in the room panel, drawn on the plan, bought by the square metre.

import { expect, onTestFinished, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, furnish, inside, newRoom, open, still, watch } from "./fixture.ts";
import { Mouse, middleOf, type Pixel, press, touch } from "./hands.ts";

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
  const sample = inside(element, '[data-line="slate"] .swatch-dot').getBoundingClientRect();
  expect(sample.width).toBe(sample.height);
  await openRoomPanel(element);
  inside(element, '[data-finishes="floor"] [data-finish="oak"]').click();
  await expect.poll(stored).toBeUndefined();
  element.undo();
  await expect.poll(stored).toEqual({ floor: "slate" });
});

test.each(["en", "sv", "de"])("a cart's total is whole on its tab, in %s", async (lang) => {
  const dear = {
    id: "gold",
    on: "floor",
    name: { en: "Gold" },
    colour: "#d9bd94",
    prices: { SEK: 3_694_43 },
  };
  const room = newRoom();
  const bo = await watch(room);
  await furnish(bo);
  const catalog = await catalogueWith([...finishes, { ...dear, pattern: "planks", waste: 10, sku: "HS-10" }]);
  const element = await open(room, { "catalog-url": catalog, currency: "SEK", lang });
  await openRoomPanel(element);
  inside(element, '[data-finishes="floor"] [data-finish="gold"]').click();
  const tab = inside(element, '[data-tab="cart"]');
  await expect.poll(() => tab.textContent.replaceAll(/\D/g, "")).toMatch(/^1\d{5}$/);
  for (const width of [900, 390]) {
    element.style.width = `${width}px`;
    await still(element);
    const label = inside(element, '[data-tab="cart"] > span:last-of-type').getBoundingClientRect();
    const { left, right } = inside(element, '[data-tab="cart"]').getBoundingClientRect();
    expect(label.left).toBeGreaterThanOrEqual(left);
    expect(label.right).toBeLessThanOrEqual(right);
  }
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

/** Opens a planner with finishes, and a second client that sees what is stored. */
async function painting(attributes: Record<string, string> = {}) {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room, { "catalog-url": await catalogueWith(finishes), ...attributes });
  return { element, stored: () => bo.snapshot().plan.finishes };
}

test("a wall in the list is highlighted on the plan while it is pointed at, or has the focus", async () => {
  const { element, stored } = await painting();
  const mouse = new Mouse();
  await openRoomPanel(element);
  await expect.poll(() => count(element, '[data-wall="1"]')).toBe(1);
  const row = (i: number) => inside(element, `[data-wall="${i}"]`);
  row(1).scrollIntoView({ block: "center" });
  const lines = () => count(element, ".plan-wall-highlight");
  await mouse.move(middleOf(row(1)));
  await expect.poll(lines).toBe(1);
  // The right wall, which is upright on the plan.
  const { width, height } = inside(element, ".plan-wall-highlight").getBoundingClientRect();
  expect(height).toBeGreaterThan(10 * width);
  await mouse.move(middleOf(inside(element, ".plan")));
  await expect.poll(lines).toBe(0);

  row(0).focus();
  await expect.poll(lines).toBe(1);
  await press("ArrowDown");
  await press("ArrowDown");
  await expect.poll(lines).toBe(1);
  inside(element, '[data-finishes="one"] [data-finish="sage"]').click();
  await expect.poll(stored).toEqual({ each: [{ side: 2, finish: "sage" }] });
  row(2).focus();
  await expect.poll(lines).toBe(1);
  inside(element, 'button[data-tab="cart"]').click();
  await expect.poll(lines).toBe(0);
});

test("the room tool's bar offers the paint of the selected wall", async () => {
  const { element, stored } = await painting();
  await openRoomPanel(element);
  await expect.poll(() => count(element, '[data-part="edge:2"]')).toBe(1);
  inside(element, '[data-part="edge:2"]').focus();
  await press("Enter");
  await expect.poll(() => count(element, ".plan-bar .finishes-paints")).toBe(1);
  inside(element, '.plan-bar [data-finish="sage"]').click();
  await expect.poll(stored).toEqual({ each: [{ side: 2, finish: "sage" }] });
  await expect.poll(() => inside(element, '.plan-bar [data-finish="sage"]').ariaPressed).toBe("true");
  inside(element, '.plan-bar [data-action="finish-as-others"]').click();
  await expect.poll(stored).toBeUndefined();
  inside(element, '[data-part="corner:0"]').focus();
  await press("Enter");
  await expect.poll(() => count(element, ".plan-bar .finishes-paints")).toBe(0);
});

async function show3d(element: HomstylePlanner): Promise<void> {
  element.setAttribute("view", "3d");
  const canvas = () => element.shadowRoot?.querySelector<HTMLElement>(".view3d canvas");
  await expect.poll(() => canvas()?.clientWidth, { timeout: 20_000 }).toBeGreaterThan(100);
}

/** Opens the 3D view; resolves to points from its upper edge down, of which some are on the far wall. */
async function in3d(element: HomstylePlanner): Promise<Pixel[]> {
  await show3d(element);
  await expect.poll(() => count(element, "[data-wall3d]")).toBeGreaterThan(3);
  const { left, top, width, height } = inside(element, ".view3d canvas").getBoundingClientRect();
  return [...Array(12).keys()].map((i): Pixel => [left + width * 0.45, top + height * (0.06 + 0.04 * i)]);
}

/** Taps at one point after the other until the bar of a wall opens. */
async function tapWall(
  element: HomstylePlanner,
  points: readonly Pixel[],
  tap: (at: Pixel) => Promise<unknown>,
) {
  for (const at of points) {
    await tap(at);
    await new Promise(requestAnimationFrame);
    if (count(element, "[data-wall-bar]") > 0) return;
  }
  throw new Error("No wall was hit.");
}

const touched = async (at: Pixel) => {
  await touch("touchStart", at);
  await touch("touchEnd");
};

test.each([
  ["a click", (mouse: Mouse) => (at: Pixel) => mouse.click(at)],
  ["a touch", () => touched],
])(
  "%s on a wall in 3D offers its colours, and one on the floor ends it",
  { timeout: 60_000 },
  async (_, tapOf) => {
    const { element, stored } = await painting();
    const points = await in3d(element);
    const tap = tapOf(new Mouse());
    await tapWall(element, points, tap);
    inside(element, '[data-wall-bar] [data-finish="sage"]').click();
    await expect.poll(() => stored()?.each?.map(({ finish }) => finish)).toEqual(["sage"]);
    await expect.poll(() => inside(element, '[data-wall-bar] [data-finish="sage"]').ariaPressed).toBe("true");
    const { left, top, width, height } = inside(element, ".view3d canvas").getBoundingClientRect();
    await tap([left + width / 2, top + height * 0.6]);
    await expect.poll(() => count(element, "[data-wall-bar]")).toBe(0);
  },
);

function focused(element: HomstylePlanner): HTMLElement | undefined {
  const { activeElement } = element.shadowRoot ?? document;
  return activeElement instanceof HTMLElement ? activeElement : undefined;
}

test("a wall in 3D is painted with the keyboard", { timeout: 60_000 }, async () => {
  const { element, stored } = await painting();
  await in3d(element);
  inside(element, '[data-wall3d="0"]').focus();
  await press("ArrowRight");
  await press("Enter");
  await expect.poll(() => count(element, "[data-wall-bar]")).toBe(1);
  // From the first colour to the second.
  await press("Tab");
  expect(focused(element)?.dataset.finish).toBe("sage");
  await press("Enter");
  await expect.poll(stored).toEqual({ each: [{ side: 1, finish: "sage" }] });
  await press("Escape");
  await expect.poll(() => count(element, "[data-wall-bar]")).toBe(0);
  expect(focused(element)?.dataset.wall3d).toBe("1");
});

test("a viewer is offered no paint in 3D", { timeout: 60_000 }, async () => {
  const { element } = await painting({ "token-url": "/token?role=viewer" });
  await show3d(element);
  expect(count(element, "[data-wall3d]")).toBe(0);
});
