// The first minute in a room that nobody has touched: by size, by drawing, by a picture, by a scan.

import { expect, test } from "vitest";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { captured, ring } from "../test/import/scan.ts";
import { count, focused, furnish, inside, newRoom, open, put, watch } from "./fixture.ts";
import { press, write } from "./hands.ts";

const card = ".start-card";

function click(element: HomstylePlanner, selector: string): void {
  inside(element, selector).click();
}

function choose(element: HomstylePlanner, action: string, file: File): void {
  const input = inside(element, `${card} [data-action="${action}"]`) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}

const corners = (room: Room) => room.snapshot().plan?.outline.map(([x, y]) => [x, y]);

/** Opens a new room; resolves when the choices are displayed. */
async function untouched(width = 900) {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  element.style.width = `${width}px`;
  await expect.poll(() => count(element, card)).toBe(1);
  return { bo, element };
}

async function type(element: HomstylePlanner, field: string, length: string): Promise<void> {
  inside(element, `[data-field="${field}"]`).focus();
  await write(length);
  await press("Enter");
}

test.each([390, 900])(
  "a T is made from its sizes in a planner of %i pixels, with its doors in it",
  async (width) => {
    const { bo, element } = await untouched(width);
    const doors = bo.snapshot().plan?.doors.map(({ id }) => id);
    expect(doors?.length).toBeGreaterThan(0);
    click(element, '[data-action="start-size"]');
    await expect.poll(() => focused(element)?.getAttribute("data-field")).toBe("shape-width");
    await type(element, "shape-width", "6 m");
    await type(element, "shape-depth", "5 m");
    click(element, '[data-action="shape-t"]');
    await expect.poll(() => count(element, '[data-action="shape-at-3"]')).toBe(1);
    click(element, '[data-action="shape-at-0"]');
    await type(element, "shape-cutWidth", "150 cm");
    await type(element, "shape-cutDepth", "2 m");
    await expect.poll(() => count(element, ".shape-preview")).toBe(1);
    click(element, '[data-action="use-shape"]');
    await expect
      .poll(() => corners(bo))
      .toEqual([
        [0, 2000],
        [1500, 2000],
        [1500, 0],
        [4500, 0],
        [4500, 2000],
        [6000, 2000],
        [6000, 5000],
        [0, 5000],
      ]);
    expect(bo.snapshot().plan?.doors.map(({ id }) => id)).toEqual(doors);
    await expect.poll(() => count(element, card)).toBe(0);
  },
);

test("the choices draw an outline, or keep the room as it is", async () => {
  const { element } = await untouched();
  click(element, '[data-action="start-draw"]');
  await expect.poll(() => count(element, ".plan-bar select")).toBe(1);
  expect(count(element, card)).toBe(0);
  click(element, '[data-action="tool-done"]');
  await expect.poll(() => count(element, card)).toBe(1);
  click(element, '[data-action="start-keep"]');
  await expect.poll(() => count(element, card)).toBe(0);
  expect(count(element, ".over-begin")).toBe(1);
});

test("a picture is laid under the room and asks for its scale, and then for the walls", async () => {
  const { element } = await untouched();
  const canvas = new OffscreenCanvas(400, 200);
  canvas.getContext("2d")?.fillRect(50, 50, 100, 100);
  choose(element, "choose-underlay", new File(["none"], "plan.png", { type: "image/png" }));
  await expect.poll(() => count(element, `${card} [role="alert"]`)).toBe(1);
  choose(
    element,
    "choose-underlay",
    new File([await canvas.convertToBlob()], "plan.png", { type: "image/png" }),
  );
  await expect.poll(() => count(element, "image.plan-underlay")).toBe(1);
  await expect.poll(() => count(element, ".plan-bar-title")).toBe(1);
  await expect.poll(() => count(element, '[data-action="start-scale"]')).toBe(1);
  click(element, '[data-action="start-draw"]');
  await expect.poll(() => count(element, ".plan-bar select")).toBe(1);
});

test("a scan replaces a room that nobody has touched without a question", async () => {
  const { bo, element } = await untouched();
  const outline: [number, number][] = [
    [0, 0],
    [5_000, 0],
    [5_000, 3_000],
    [0, 3_000],
  ];
  const scan = JSON.stringify(captured({ walls: ring(outline) }));
  await expect.poll(() => count(element, `${card} [data-action="choose-scan"]:enabled`)).toBe(1);
  choose(element, "choose-scan", new File([scan], "room.json", { type: "application/json" }));
  await expect.poll(() => corners(bo)?.length).toBe(4);
  await expect.poll(() => bo.snapshot().plan?.version).toBe(2);
  expect(count(element, "dialog[open]")).toBe(0);
});

test("a room with furniture offers no start, and folds the shapes that would replace its walls", async () => {
  const room = newRoom();
  const bo = await watch(room);
  await furnish(bo);
  const element = await open(room);
  await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 }, "oak");
  click(element, 'button[data-tab="room"]');
  const fold = () => inside(element, '[data-fold="shapes"]') as HTMLDetailsElement;
  await expect.poll(() => count(element, '[data-fold="shapes"]')).toBe(1);
  expect(fold().open).toBe(false);
  expect(count(element, card)).toBe(0);
});

test("a viewer is offered no start", async () => {
  const element = await open(newRoom(), { "token-url": "/token?role=viewer" });
  await expect
    .poll(() => element.shadowRoot?.querySelector(".planner")?.getAttribute("data-state"))
    .toBe("online");
  expect(count(element, ".over-begin, .start-card")).toBe(0);
});
