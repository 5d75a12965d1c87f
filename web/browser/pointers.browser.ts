// Tests of pointers on the plan: real mouse and touch input, and what the room stores as a result.

import { expect, onTestFinished, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import type { Point } from "../src/model/index.ts";
import {
  count,
  drawn,
  furnished,
  inside,
  newRoom,
  open,
  put,
  scale,
  selected,
  still,
  watch,
} from "./fixture.ts";
import { Mouse, middleOf, type Pixel, touch } from "./hands.ts";

/** A spot of the floor that no panel ever covers. */
const aside = [800, 3500] as [number, number];
const home = { x: 2000, y: 1500, rotation: 0 };

/** Adds a capturing listener to the window, which runs before all others and is removed after the test. */
function onWindow(types: readonly string[], listener: (event: Event) => void): void {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  for (const type of types) window.addEventListener(type, listener, { capture: true, signal: ended.signal });
}

/** Returns the positions of two fingers, `apart` pixels from each other. */
const spread = ([x, y]: Pixel, apart: number): [Pixel, Pixel] => [
  [x + apart / 2, y],
  [x - apart / 2, y],
];

test("a press and a drag move a piece: others see it held on its way, and stored where it is let go", async () => {
  const { bo, element, id, mouse } = await furnished();
  mouse.hold("Alt");
  await mouse.press(element.toScreen([2000, 1500]));
  await mouse.move(element.toScreen([2300, 1900]));
  await expect.poll(() => bo.snapshot().items.get(id)?.lock).toMatchObject({ state: "held", name: "Anna" });
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 2300, y: 1900 });
  await mouse.move(element.toScreen([2500, 2200]));
  await mouse.up();
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ x: 2500, y: 2200, version: 2, lock: { state: "free" } });
});

test("a piece snaps to the wall; with Alt, and with snapping put off, it does not", async () => {
  const { bo, element, id, mouse } = await furnished();
  const y = () => bo.snapshot().items.get(id)?.y;
  await mouse.press(element.toScreen([2000, 1500]));
  await mouse.move(element.toScreen([2000, 490]));
  await expect.poll(() => count(element, ".guides .guide-line")).toBeGreaterThan(0);
  await mouse.up();
  await expect.poll(y).toBe(465);
  await expect.poll(() => count(element, ".guides .guide-line")).toBe(0);

  mouse.hold("Alt");
  await mouse.drag(element.toScreen([2000, 465]), element.toScreen([2000, 520]));
  await expect.poll(y).toBe(520);
  mouse.hold();
  inside(element, "[data-action=snap]").click();
  await mouse.drag(element.toScreen([2000, 520]), element.toScreen([2000, 470]));
  await expect.poll(y).toBe(470);
});

test("a click selects and stores nothing; a click on the floor selects nothing", async () => {
  const { bo, element, id, mouse } = await furnished();
  await mouse.click(element.toScreen([2000, 1500]));
  await expect.poll(() => selected(element)).toEqual([id]);
  await mouse.click(element.toScreen(aside));
  await expect.poll(() => selected(element)).toEqual([]);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
});

test("Shift draws a box, and chooses several one by one; they are moved together", async () => {
  const { bo, element, id: sofa, mouse } = await furnished();
  const lamp = await put(bo, "lamp.manljus", { x: 4000, y: 1500, z: 0, rotation: 0 });
  const stool = await put(bo, "stool.kotten", { x: 4000, y: 2500, z: 0, rotation: 0 });
  for (const id of [lamp, stool]) await drawn(element, id);
  const some = (...ids: string[]) => expect.poll(() => selected(element)).toEqual(ids.sort());

  mouse.hold("Shift");
  await mouse.press(element.toScreen([300, 700]));
  await mouse.move(element.toScreen([4500, 2000]));
  await expect.poll(() => inside(element, ".selection-box").getAttribute("visibility")).not.toBe("hidden");
  await mouse.up();
  await some(sofa, lamp);
  await expect.poll(() => count(element, ".inspector-sheet")).toBe(1);
  await still(element);
  await mouse.click(element.toScreen([4000, 2500]));
  await some(sofa, lamp, stool);
  await mouse.click(element.toScreen([2000, 1500]));
  await some(lamp, stool);

  mouse.hold("Alt");
  await mouse.drag(element.toScreen([4000, 1500]), element.toScreen([3500, 1700]));
  await expect.poll(() => bo.snapshot().items.get(lamp)).toMatchObject({ x: 3500, y: 1700 });
  await expect.poll(() => bo.snapshot().items.get(stool)).toMatchObject({ x: 3500, y: 2700 });
  expect(bo.snapshot().items.get(sofa)).toMatchObject({ ...home, version: 1 });
});

test("the handle turns a piece in steps of 15 degrees", async () => {
  const { bo, element, mouse } = await furnished();
  const id = await put(bo, "stool.kotten", { x: aside[0], y: aside[1], z: 0, rotation: 0 });
  await drawn(element, id);
  await mouse.click(element.toScreen(aside));
  await expect.poll(() => inside(element, ".turn-handle").getAttribute("visibility")).toBe("visible");
  const from = middleOf(inside(element, "[data-turn] .handle-knob"));
  const [x, y] = element.toScreen(aside);
  const reach = y - from[1];
  await mouse.press(from);
  await mouse.move([x + reach * 0.7, y - reach * 0.7]);
  await mouse.move([x + reach, y + 2]);
  await mouse.up();
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 800, y: 3500, rotation: 90 });
});

test.each(["[Space]", "the middle button"])(
  "%s and a drag move the plan, whatever is under it",
  async (by) => {
    const { bo, element, id, mouse } = await furnished();
    const [x, y] = element.toScreen([2000, 1500]);
    const button = by === "[Space]" ? "left" : "middle";
    if (button === "left") {
      inside(element, "svg.plan-drawing").focus();
      await userEvent.keyboard("[Space>]");
    }
    await mouse.move([x, y], 1);
    await mouse.down(button);
    await mouse.move([x + 60, y + 30]);
    await mouse.up(button);
    if (button === "left") await userEvent.keyboard("[/Space]");
    const [nowX, nowY] = element.toScreen([2000, 1500]);
    expect(nowX - x).toBeCloseTo(60, 1);
    expect(nowY - y).toBeCloseTo(30, 1);
    expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
  },
);

test("a drag on the floor moves the plan, by mouse and by finger, and stores nothing", async () => {
  const { bo, element, id, mouse } = await furnished();
  const [x, y] = element.toScreen([4000, 2300]);
  await mouse.drag([x, y], [x + 40, y + 20]);
  expect(element.toScreen([4000, 2300])[0]).toBeCloseTo(x + 40, 1);
  await touch("touchStart", [x, y]);
  await touch("touchMove", [x - 15, y]);
  await touch("touchMove", [x - 40, y - 20]);
  await touch("touchEnd");
  expect(element.toScreen([4000, 2300])[0]).toBeCloseTo(x, 1);
  expect(element.toScreen([4000, 2300])[1]).toBeCloseTo(y, 1);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
});

test("a finger drags a piece, and one that rests on the floor draws a box", async () => {
  const { bo, element, id } = await furnished();
  inside(element, "[data-action=snap]").click();
  await touch("touchStart", element.toScreen([2000, 1500]));
  await touch("touchMove", element.toScreen([2200, 1700]));
  await touch("touchMove", element.toScreen([2500, 2200]));
  await touch("touchEnd");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 2500, y: 2200, version: 2 });
  inside(element, "[data-action=deselect]").click();
  await expect.poll(() => selected(element)).toEqual([]);

  const before = element.toScreen([0, 0]);
  await touch("touchStart", element.toScreen([4300, 500]));
  await expect.poll(() => inside(element, ".selection-box").getAttribute("visibility")).not.toBe("hidden");
  await touch("touchMove", element.toScreen([3000, 2300]));
  await touch("touchEnd");
  await expect.poll(() => selected(element)).toEqual([id]);
  expect(element.toScreen([0, 0])).toEqual(before);
});

test("two fingers enlarge the plan around them; what the first had in hand goes back", async () => {
  const { bo, element, id } = await furnished();
  const whole = scale(element);
  const on = element.toScreen([2000, 1500]);
  await touch("touchStart", on);
  await touch("touchMove", element.toScreen([2300, 1800]));
  await expect.poll(() => bo.snapshot().items.get(id)?.lock.state).toBe("held");
  const first = element.toScreen([2300, 1800]);
  const middle: Pixel = [first[0] - 30, first[1]];
  await touch("touchStart", ...spread(middle, 60));
  await touch("touchMove", ...spread(middle, 120));
  await touch("touchMove", ...spread(middle, 180));
  await touch("touchEnd");
  await expect.poll(() => scale(element)).toBeGreaterThan(whole * 2);
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ ...home, version: 1, lock: { state: "free" } });
  inside(element, "[data-action=deselect]").click();
  await expect.poll(() => count(element, ".inspector .inspector-sheet")).toBe(0);
  inside(element, "[data-action=fit]").click();
  await expect.poll(() => scale(element)).toBeCloseTo(whole, 5);
});

test("the whole room is shown beside the inspector, also where that takes more than half of the plan", async () => {
  const { element, mouse } = await furnished();
  const whole = scale(element);
  await mouse.click(element.toScreen([2000, 1500]));
  await expect.poll(() => count(element, ".inspector .inspector-sheet")).toBe(1);
  inside(element, "[data-action=fit]").click();
  const inspector = inside(element, ".inspector .inspector-sheet").getBoundingClientRect();
  await expect
    .poll(() => inside(element, ".plan-floor").getBoundingClientRect().right)
    .toBeLessThan(inspector.left);
  expect(scale(element)).toBeGreaterThan(whole / 4);
});

test("a pointer that the browser takes away puts the piece back", async () => {
  const { bo, element, id } = await furnished();
  await touch("touchStart", element.toScreen([2000, 1500]));
  await touch("touchMove", element.toScreen([2500, 2200]));
  await expect.poll(() => bo.snapshot().items.get(id)?.lock.state).toBe("held");
  await touch("touchCancel");
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ ...home, version: 1, lock: { state: "free" } });
});

test("a drag ends where it lost its pointer", async () => {
  const { bo, element, id, mouse } = await furnished();
  const pressed: number[] = [];
  onWindow(["pointerdown"], (event) => pressed.push((event as PointerEvent).pointerId));
  mouse.hold("Alt");
  await mouse.press(element.toScreen([2000, 1500]));
  await mouse.move(element.toScreen([2400, 1900]));
  await expect.poll(() => bo.snapshot().items.get(id)?.lock.state).toBe("held");
  inside(element, "svg.plan-drawing").releasePointerCapture(pressed[0] ?? 0);
  // The browser fires lostpointercapture with the pointer's next event.
  await mouse.move(element.toScreen([2400, 1900]), 1);
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ x: 2400, y: 1900, lock: { state: "free" } });
  await mouse.up();
});

const kept: [string, string[]][] = [
  ["a release", ["pointerup", "mouseup"]],
  ["a release, and the loss of the pointer,", ["pointerup", "mouseup", "lostpointercapture"]],
];

test.each(kept)("%s that the page keeps from the planner ends the drag all the same", async (_, types) => {
  const { bo, element, id, mouse } = await furnished();
  onWindow(types, (event) => event.stopImmediatePropagation());
  mouse.hold("Alt");
  await mouse.drag(element.toScreen([2000, 1500]), element.toScreen([2400, 1900]));
  await mouse.move(element.toScreen(aside));
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ x: 2400, y: 1900, version: 2, lock: { state: "free" } });
});

test("Escape in mid-drag puts the piece back, and the hand that lets go later changes nothing", async () => {
  const { bo, element, id, mouse } = await furnished();
  await mouse.press(element.toScreen([2000, 1500]));
  await mouse.move(element.toScreen([2500, 2200]));
  await expect.poll(() => bo.snapshot().items.get(id)?.lock.state).toBe("held");
  await userEvent.keyboard("{Escape}");
  await mouse.up();
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ ...home, version: 1, lock: { state: "free" } });
});

/** Waits until a room has exactly one item, and returns it. */
async function only(room: Room) {
  await expect.poll(() => room.snapshot().items.size).toBe(1);
  return [...room.snapshot().items.values()][0];
}

async function catalogue(): Promise<{ bo: Room; element: HomstylePlanner; card: HTMLElement; mouse: Mouse }> {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  await expect.poll(() => count(element, '.card[data-product="sofa.klinte"]')).toBe(1);
  return { bo, element, card: inside(element, '.card[data-product="sofa.klinte"]'), mouse: new Mouse() };
}

test("a product is dragged out of the catalogue to where it is let go, and clicked to be put in", async () => {
  const { bo, element, card, mouse } = await catalogue();
  await mouse.press(middleOf(card));
  await mouse.move(element.toScreen([3000, 2000]));
  expect(count(element, ".drag-ghost")).toBe(1);
  const [x, y] = middleOf(inside(element, ".drag-ghost"));
  const [atX, atY] = element.toScreen([3000, 2000]);
  expect(Math.hypot(x - atX, y - atY)).toBeLessThan(1);
  await mouse.up();
  expect(count(element, ".drag-ghost")).toBe(0);
  expect(await only(bo)).toMatchObject({ product: "sofa.klinte", x: 3000, y: 2000 });
  await mouse.click(middleOf(card));
  await expect.poll(() => bo.snapshot().items.size).toBe(2);
});

test("a product that is let go beside the plan, or called off, comes nowhere", async () => {
  const { bo, element, card, mouse } = await catalogue();
  await mouse.drag(middleOf(card), middleOf(inside(element, ".bar")));
  expect(count(element, ".drag-ghost")).toBe(0);
  await mouse.press(middleOf(card));
  await mouse.move(element.toScreen([3000, 2000]));
  expect(count(element, ".drag-ghost")).toBe(1);
  await userEvent.keyboard("{Escape}");
  expect(count(element, ".drag-ghost")).toBe(0);
  await mouse.up();
  await mouse.drag(middleOf(card), element.toScreen([2000, 1500]));
  expect(await only(bo)).toMatchObject({ x: 2000, y: 1500 });
});

test.each(kept)(
  "%s that the page keeps from the catalogue lets the product go all the same",
  async (_, types) => {
    const { bo, element, card, mouse } = await catalogue();
    onWindow(types, (event) => event.stopImmediatePropagation());
    await mouse.drag(middleOf(card), element.toScreen([3000, 2000]));
    await mouse.move(element.toScreen([3500, 2000]));
    expect(count(element, ".drag-ghost")).toBe(0);
    expect(await only(bo)).toMatchObject({ product: "sofa.klinte" });
  },
);

test("the wheel is the page's until somebody presses in the room, but for Ctrl", async () => {
  const { bo, element, id, mouse } = await furnished();
  const whole = scale(element);
  const at = element.toScreen([4000, 2500]);
  await mouse.wheel(at, 0, -100);
  await expect.poll(() => count(element, ".toast")).toBe(1);
  expect(scale(element)).toBe(whole);
  mouse.hold("Control");
  await mouse.wheel(at, 0, -20);
  await expect.poll(() => scale(element)).toBeGreaterThan(whole * 1.15);
  const pinched = scale(element);

  mouse.hold();
  await mouse.click(element.toScreen([4000, 2500]));
  const under = element.toScreen([4000, 2500]);
  await mouse.wheel(under, 0, -100);
  await expect.poll(() => scale(element)).toBeGreaterThan(pinched * 1.15);
  expect(element.toScreen([4000, 2500])[0]).toBeCloseTo(under[0], 0);
  expect(element.toScreen([4000, 2500])[1]).toBeCloseTo(under[1], 0);

  const zoomed = scale(element);
  mouse.hold("Shift");
  await mouse.wheel(under, 0, 100);
  await expect.poll(() => element.toScreen([4000, 2500])[0]).toBeLessThan(under[0] - 50);
  mouse.hold();
  await mouse.wheel(under, -150, 0);
  await expect.poll(() => element.toScreen([4000, 2500])[0]).toBeGreaterThan(under[0]);
  expect(scale(element)).toBe(zoomed);
  expect(bo.snapshot().items.get(id)).toMatchObject({ ...home, version: 1 });
});

test("over a selected piece the wheel turns it", async () => {
  const { bo, element, id, mouse } = await furnished();
  await mouse.click(element.toScreen([2000, 1500]));
  await mouse.wheel(element.toScreen([2000, 1500]), 0, 100);
  await mouse.wheel(element.toScreen([2000, 1500]), 0, 100);
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ rotation: 10, version: 2 });
});

const drops: [string, Point, Point][] = [
  // The sofa is 2180 by 930 mm.
  ["walls", [6200 - 1090 - 50, 465 + 50], [5110, 465]],
  ["a neighbour", [2000 + 2180 + 40, 1500 + 30], [4180, 1500]],
];

test.each(drops)(
  "a product that is dragged in is drawn to %s, and shown there before the drop",
  async (_, spot, at) => {
    const { bo, element, mouse } = await furnished();
    await expect.poll(() => count(element, '.card[data-product="sofa.klinte"]')).toBe(1);
    const card = inside(element, '.card[data-product="sofa.klinte"]');
    expect(getComputedStyle(card).cursor).toBe("grab");
    await mouse.press(middleOf(card));
    await mouse.move(element.toScreen(spot));
    const shown = middleOf(inside(element, ".drag-ghost"));
    const [x, y] = element.toScreen(at);
    expect(Math.hypot(shown[0] - x, shown[1] - y)).toBeLessThan(1);
    await mouse.up();
    await expect.poll(() => bo.snapshot().items.size).toBe(2);
    expect([...bo.snapshot().items.values()].at(-1)).toMatchObject({ x: at[0], y: at[1], rotation: 0 });
  },
);

const scaled: [string, Record<string, string>][] = [
  ["zoom 0.8", { zoom: "0.8" }],
  ["zoom 1.05", { zoom: "1.05" }],
  ["scale 0.7", { transform: "scale(0.7)", "transform-origin": "30px 50px" }],
];

test.each(scaled)(
  "in a page with %s a piece follows the hand, others see the cursor there, and a product comes in under it",
  async (_, properties) => {
    onTestFinished(() => document.body.removeAttribute("style"));
    for (const [name, value] of Object.entries(properties)) document.body.style.setProperty(name, value);
    const { bo, element, mouse } = await furnished();
    const stool = await put(bo, "stool.kotten", { x: aside[0], y: aside[1], z: 0, rotation: 0 });
    const { left, top, width, height } = inside(element, ".plan-floor").getBoundingClientRect();
    const mmPerPx = 6200 / width;
    const [x, y] = middleOf(await drawn(element, stool));
    await mouse.move([x, y], 2);
    const cursor = () => bo.cursors()[0]?.x ?? 0;
    await expect.poll(cursor).toBeCloseTo(aside[0], -2);
    mouse.hold("Alt");
    await mouse.drag([x, y], [x + 40, y - 30]);
    await expect.poll(() => bo.snapshot().items.get(stool)?.version).toBe(2);
    const moved = bo.snapshot().items.get(stool);
    expect(Math.abs((moved?.x ?? 0) - aside[0] - 40 * mmPerPx)).toBeLessThan(8);
    expect(Math.abs((moved?.y ?? 0) - aside[1] + 30 * mmPerPx)).toBeLessThan(8);

    const to: Pixel = [left + width * 0.75, top + height * 0.35];
    await mouse.press(middleOf(inside(element, '.card[data-product="sofa.klinte"]')));
    await mouse.move(to);
    const ghost = middleOf(inside(element, ".drag-ghost"));
    expect(Math.hypot(ghost[0] - to[0], ghost[1] - to[1])).toBeLessThan(1);
    await mouse.up();
    await expect.poll(() => bo.snapshot().items.size).toBe(3);
    const added = [...bo.snapshot().items.values()].find(
      ({ x, product }) => product === "sofa.klinte" && x > 3000,
    );
    expect(Math.abs((added?.x ?? 0) - 0.75 * 6200)).toBeLessThan(8);
    expect(Math.abs((added?.y ?? 0) - 0.35 * 4800)).toBeLessThan(8);
  },
);
