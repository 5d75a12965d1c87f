// Tests of the tools: editing walls, doors and windows, a new outline, placing by a tap, the reference image.

import { createStore, set } from "idb-keyval";
import { expect, test, vi } from "vitest";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { firstOutline } from "../test/fake/rules.ts";
import {
  chooseFile,
  count,
  drawn,
  focused,
  furnished,
  inside,
  newRoom,
  open,
  others,
  put,
  selected,
  still,
  watch,
} from "./fixture.ts";
import { middleOf, press, write } from "./hands.ts";
import { bar, editing, planOf, type } from "./room-editor.ts";

function click(element: HomstylePlanner, selector: string): void {
  inside(element, selector).click();
}

/** Returns the corners of the stored outline. */
const corners = (room: Room) => planOf(room).outline.map(([x, y]) => [x, y]);

/** Types a length into the plan's prompt, and submits it. */
async function answer(element: HomstylePlanner, length: string): Promise<void> {
  await expect.poll(() => focused(element)?.getAttribute("data-field")).toBe("answer");
  await write(length);
  await press("Enter");
}

test("a wall is moved by hand and by keys, and undone step by step", async () => {
  const { bo, element, mouse } = await editing();
  mouse.hold("Alt");
  await mouse.drag(element.toScreen([6200, 900]), element.toScreen([5800, 900]));
  await expect.poll(() => corners(bo)[1]?.[0]).toBe(5800);
  expect(corners(bo)[2]).toEqual([5800, 3000]);
  inside(element, '[data-part="edge:1"]').focus();
  await press("ArrowRight", "Shift+ArrowRight");
  await expect.poll(() => corners(bo)[1]?.[0]).toBe(5910);
  await press("Control+z");
  await expect.poll(() => corners(bo)[1]?.[0]).toBe(5800);
  await press("Control+z");
  await expect.poll(() => corners(bo)).toEqual(firstOutline);
  await press("Control+y");
  await expect.poll(() => corners(bo)[1]?.[0]).toBe(5800);
});

test("Escape in mid-drag puts a wall back", async () => {
  const { bo, element, mouse } = await editing();
  await mouse.press(element.toScreen([6200, 900]));
  await mouse.move(element.toScreen([5800, 900]));
  await expect.poll(() => inside(element, ".plan-floor").getAttribute("points")).not.toContain("6200");
  await press("Escape");
  await mouse.up();
  await expect.poll(() => inside(element, ".plan-floor").getAttribute("points")).toContain("6200");
  expect(corners(bo)).toEqual(firstOutline);
});

test("a corner is pulled out of a wall, put in by a button, placed by typing and taken away", async () => {
  const { bo, element, mouse } = await editing();
  mouse.hold("Alt");
  const pulled = middleOf(inside(element, '[data-insert="5"] .handle-knob'));
  await mouse.drag(pulled, element.toScreen([500, 2400]));
  await expect.poll(() => corners(bo).length).toBe(7);
  const [x = 0, y = 0] = corners(bo)[6] ?? [];
  expect(Math.abs(x - 500) + Math.abs(y - 2400)).toBeLessThan(60);

  await type(element, "x", "6 dm");
  await expect.poll(() => count(element, ".plan-bar .field-problem:not(:empty)")).toBe(1);
  await type(element, "x", "60");
  await type(element, "y", "2.5 m");
  await expect.poll(() => corners(bo)[6]).toEqual([600, 2500]);
  await bar(element, "remove-part");
  await expect.poll(() => corners(bo)).toEqual(firstOutline);

  inside(element, '[data-part="edge:0"]').focus();
  await press("Enter");
  await bar(element, "add-corner");
  await expect.poll(() => corners(bo)[1]).toEqual([3100, 0]);
  // The windows on both sides of the new corner stay where they are.
  expect(planOf(bo).windows.map(({ x }) => x)).toEqual([1700, 4500]);
  await press("Delete");
  await expect.poll(() => corners(bo)).toEqual(firstOutline);
});

test("walls that would cross are refused with a word, and the room stays as it was", async () => {
  const { bo, element, mouse } = await editing();
  mouse.hold("Alt");
  await mouse.drag(element.toScreen([6200, 3000]), element.toScreen([2000, -400]));
  await expect
    .poll(() => [...(element.shadowRoot?.querySelectorAll(".toast span") ?? [])].map((t) => t.textContent))
    .toEqual(["Walls can't cross each other."]);
  expect(corners(bo)).toEqual(firstOutline);
});

test("a measure is typed where it is written; a refusal and Escape leave the room alone", async () => {
  const { bo, element } = await editing();
  const ask = () => {
    inside(element, '[data-measure="0"]').focus();
    return press("Enter");
  };
  await ask();
  await answer(element, "wide");
  await expect.poll(() => count(element, ".plan-prompt .field-problem:not(:empty)")).toBe(1);
  await press("Escape");
  await expect.poll(() => count(element, ".plan-prompt input")).toBe(0);
  await expect.poll(() => focused(element)?.getAttribute("data-measure")).toBe("0");
  await ask();
  await answer(element, "5.8 m");
  await expect.poll(() => corners(bo)[1]).toEqual([5800, 0]);
  await expect.poll(() => focused(element)?.getAttribute("data-measure")).toBe("0");
});

test("a door goes where the wall is tapped, is flipped, moved and taken away", async () => {
  const { bo, element, mouse } = await editing();
  const doors = () => planOf(bo).doors;
  await bar(element, "add-door");
  await mouse.click(element.toScreen([0, 1500]));
  await expect.poll(() => doors().length).toBe(2);
  const added = () => doors().find((door) => door.id !== "d1");
  expect(added()).toMatchObject({ x: 0, y: 1500 });
  const before = added();
  await bar(element, "flip-hinge");
  await expect.poll(() => added()?.hinge).not.toBe(before?.hinge);
  await bar(element, "flip-opens");
  await expect.poll(() => added()?.opens).not.toBe(before?.opens);
  mouse.hold("Alt");
  await mouse.drag(element.toScreen([0, 1500]), element.toScreen([0, 2500]));
  await expect.poll(() => added()).toMatchObject({ x: 0, y: 2500 });
  await press("Delete");
  await expect.poll(() => doors().map(({ id }) => id)).toEqual(["d1"]);
});

test("a window goes into the middle without pointing, and is undone", async () => {
  const { bo, element } = await editing();
  await bar(element, "add-window");
  await bar(element, "add-in-middle");
  await expect.poll(() => planOf(bo).windows.length).toBe(3);
  click(element, '.bar [data-action="undo"]');
  await expect
    .poll(() =>
      planOf(bo)
        .windows.map(({ id }) => id)
        .sort(),
    )
    .toEqual(["f1", "f2"]);
});

test("an inner wall is drawn by two taps, and Escape takes back the first", async () => {
  const { bo, element, mouse } = await editing();
  mouse.hold("Alt");
  await bar(element, "add-wall");
  await mouse.click(element.toScreen([1500, 1500]));
  await press("Escape");
  await bar(element, "add-wall");
  await mouse.click(element.toScreen([1000, 2000]));
  await mouse.click(element.toScreen([3000, 2000]));
  await expect.poll(() => planOf(bo).walls.length).toBe(2);
  const added = planOf(bo).walls.find((wall) => wall.id !== "w1");
  for (const [end, x] of [
    [added?.from, 1000],
    [added?.to, 3000],
  ] as const) {
    expect(Math.abs((end?.[0] ?? 0) - x) + Math.abs((end?.[1] ?? 0) - 2000)).toBeLessThan(20);
  }
});

/** Like `editing`, with the outline tool chosen. */
async function drawing() {
  const { bo, element, mouse } = await editing();
  click(element, '[data-action="tool-outline"]');
  await expect.poll(() => count(element, ".plan-bar select")).toBe(1);
  await still(element);
  return { bo, element, mouse };
}

const shape: [number, number][] = [
  [500, 500],
  [4500, 500],
  [4500, 2500],
  [2500, 2500],
  [2500, 3500],
  [500, 3500],
];

test("an outline is drawn by taps; a wall that would cross is refused, and the first corner closes it", async () => {
  const { bo, element, mouse } = await drawing();
  const tap = ([x, y]: readonly [number, number]) => mouse.click(element.toScreen([x, y]));
  for (const corner of shape.slice(0, 4)) await tap(corner);
  await tap([2500, 100]);
  await expect
    .poll(() => element.shadowRoot?.querySelector(".plan-bar [role=alert]")?.textContent)
    .toBe("Walls can't cross each other.");
  for (const corner of shape.slice(4)) await tap(corner);
  await press("Backspace");
  await tap([500, 3500]);
  expect(corners(bo)).toEqual(firstOutline);
  await tap([500, 500]);
  // Rounded, because taps are only as exact as pixels and snapping.
  const rough = () => corners(bo).map((corner) => corner.map((mm) => Math.round(mm / 100) * 100));
  await expect.poll(rough).toEqual(shape);
  await expect.poll(() => count(element, ".plan-bar")).toBe(0);
  click(element, '.bar [data-action="undo"]');
  await expect.poll(() => corners(bo)).toEqual(firstOutline);
});

test("an outline is drawn by typed lengths alone", async () => {
  const { bo, element } = await drawing();
  const wall = async (direction: string, length: string) => {
    const select = inside(element, '.plan-bar select[name="direction"]') as HTMLSelectElement;
    select.value = direction;
    select.dispatchEvent(new Event("change"));
    inside(element, '.plan-bar [data-field="length"]').focus();
    await write(length);
    await press("Enter");
  };
  await wall("0", "4 m");
  await wall("90", "300");
  await wall("180", "a lot");
  await expect.poll(() => count(element, ".plan-bar .field-problem:not(:empty)")).toBe(1);
  await press("Control+a");
  await wall("180", "4 m");
  await bar(element, "close-outline");
  await expect
    .poll(() => corners(bo))
    .toEqual([
      [0, 0],
      [4000, 0],
      [4000, 3000],
      [0, 3000],
    ]);
});

test("a shape is taken with typed sizes", async () => {
  const { bo, element } = await editing();
  click(element, '[data-action="shape-rectangle"]');
  for (const [name, length] of [
    ["shape-width", "6 m"],
    ["shape-depth", "350"],
  ]) {
    inside(element, `[data-field="${name}"]`).focus();
    await write(length ?? "");
    await press("Enter");
  }
  click(element, '[data-action="use-shape"]');
  await expect
    .poll(() => corners(bo))
    .toEqual([
      [0, 0],
      [6000, 0],
      [6000, 3500],
      [0, 3500],
    ]);
});

test("a piece is placed by a tap; Escape calls that off", async () => {
  const { bo, element, mouse } = await furnished();
  // At a spot that the inspector doesn't cover, so that the view doesn't pan.
  const id = await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 });
  await drawn(element, id);
  element.select([id]);
  await expect.poll(() => count(element, '.inspector [data-action="place"]')).toBe(1);
  click(element, '.inspector [data-action="place"]');
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
  inside(element, "svg.plan-drawing").focus();
  await press("Escape");
  await expect.poll(() => count(element, ".plan-bar")).toBe(0);
  expect(selected(element)).toEqual([id]);

  click(element, '.inspector [data-action="place"]');
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
  await still(element);
  await mouse.click(element.toScreen([1500, 3000]));
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 1500, y: 3000, version: 2 });
  await expect.poll(() => focused(element)).toBe(await drawn(element, id));
});

/** Returns a PNG file, twice as wide as high. */
async function picture(): Promise<File> {
  const canvas = new OffscreenCanvas(400, 200);
  canvas.getContext("2d")?.fillRect(50, 50, 100, 100);
  return new File([await canvas.convertToBlob()], "plan.png", { type: "image/png" });
}

test("a picture lies under the room to one's own scale, is moved, faded and taken away", async () => {
  const { bo, element, mouse } = await editing();
  const image = (name: string) =>
    Number(element.shadowRoot?.querySelector("image.plan-underlay")?.getAttribute(name) ?? Number.NaN);
  chooseFile(element, "choose-underlay", new File(["no picture"], "plan.png", { type: "image/png" }));
  await expect
    .poll(
      () =>
        element.shadowRoot?.querySelector("[data-panel=room] [role=alert].field-problem:not(:empty)")
          ?.textContent,
    )
    .toContain("no picture this browser can show");
  // The first bytes of a PNG file, without the rest.
  chooseFile(
    element,
    "choose-underlay",
    new File([(await picture()).slice(0, 40)], "plan.png", { type: "image/png" }),
  );
  await expect
    .poll(
      () => element.shadowRoot?.querySelector("[data-panel=room] .field-problem:not(:empty)")?.textContent,
    )
    .toContain("damaged, or has too many pixels");
  chooseFile(element, "choose-underlay", await picture());
  await expect.poll(() => image("width")).toBe(6200);
  expect(image("height")).toBe(3100);

  click(element, '[data-action="scale-underlay"]');
  await expect.poll(() => inside(element, ".plan-bar-title").getAttribute("role")).toBe("status");
  await still(element);
  await mouse.click(element.toScreen([1000, 1000]));
  await mouse.click(element.toScreen([2000, 1000]));
  await answer(element, "0");
  await expect.poll(() => count(element, ".plan-prompt .field-problem:not(:empty)")).toBe(1);
  await press("Control+a");
  await answer(element, "2 m");
  await expect.poll(() => image("width")).toBeCloseTo(12_400, 0);

  const x = image("x");
  inside(element, "[data-underlay]").focus();
  await press("Shift+ArrowRight");
  await expect.poll(() => image("x")).toBeCloseTo(x + 100, 3);
  const fade = inside(element, '[data-panel=room] input[type="range"]') as HTMLInputElement;
  fade.value = "80";
  fade.dispatchEvent(new Event("input"));
  await expect.poll(() => image("opacity")).toBe(0.8);
  click(element, '[data-action="remove-underlay"]');
  await expect.poll(() => count(element, "image.plan-underlay")).toBe(0);
  expect(planOf(bo).version).toBe(1);
});

/** Locks the device's storage with a transaction that stays open until the returned function is called. */
async function lockStorage(): Promise<() => void> {
  let locked = true;
  await createStore("keyval-store", "keyval")("readwrite", (store) => {
    const again = () => {
      if (locked) store.get("").onsuccess = again;
    };
    again();
  });
  return () => {
    locked = false;
  };
}

test("a picture that is kept on the device is given back when the room is left, also while it is fetched", async () => {
  const room = newRoom();
  const kept = { x: 0, y: 0, mmPerPixel: 10, width: 400, height: 200, opacity: 0.5 };
  await set(`underlay.${room}`, { ...kept, picture: await picture() });
  const make = URL.createObjectURL.bind(URL);
  const made = vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => make(blob));
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const pictures = () => made.mock.calls.flatMap(([blob], i) => (blob instanceof File ? [i] : []));
  const urls = () => pictures().map((i) => made.mock.results[i]?.value as string);
  const given = () => urls().filter((url) => revoked.mock.calls.some(([gone]) => gone === url));
  const element = await open(room);
  await expect.poll(() => count(element, "image.plan-underlay")).toBe(1);
  expect(given()).toEqual([]);
  element.remove();
  await expect.poll(given).toHaveLength(1);

  const unlock = await lockStorage();
  const bo = await watch(room);
  const again = await open(room);
  await expect.poll(() => others(bo)).toHaveLength(1);
  again.remove();
  await expect.poll(() => others(bo)).toEqual([]);
  unlock();
  await expect.poll(urls).toHaveLength(2);
  await expect.poll(given).toHaveLength(2);
  vi.restoreAllMocks();
});
