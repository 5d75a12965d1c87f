// Tests of what stands on what, with a real pointer and keys: a plant on a table, and a mirror on a wall.

import { expect, test } from "vitest";
import { acquire } from "../src/client/changes.ts";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, inside, newRoom, open, put, selected, still, watch } from "./fixture.ts";
import { Mouse, press } from "./hands.ts";

const tableTop = 740;

async function roomWith(place: (bo: Room) => Promise<string[]>) {
  const room = newRoom();
  const bo = await watch(room);
  const ids = await place(bo);
  const element = await open(room);
  for (const id of ids) await drawn(element, id);
  await still(element);
  const mouse = new Mouse();
  const at = (id: string) => bo.snapshot().items.get(id);
  return { bo, element, mouse, at, ids };
}

/** Returns the ids of the items in the order in which they are drawn. */
function order(element: HomstylePlanner): (string | null)[] {
  const all = element.shadowRoot?.querySelectorAll(".plan [data-item]") ?? [];
  return [...all].map((item) => item.getAttribute("data-item"));
}

test("ST2 ST3 a plant is put on a table, moves with it, falls when it is taken away, and undo brings both back", async () => {
  const { element, mouse, at, ids } = await roomWith(async (bo) => [
    await put(bo, "plant.smablad", { x: 4000, y: 2300, z: 0, rotation: 0 }, "white"),
    await put(bo, "table.norrsken", { x: 1800, y: 1500, z: 0, rotation: 0 }, "oak"),
  ]);
  const [plant = "", table = ""] = ids;
  expect(order(element)).toEqual([plant, table]);
  mouse.hold("Alt");
  await mouse.drag(element.toScreen([4000, 2300]), element.toScreen([2200, 1500]));
  await expect.poll(() => at(plant)).toMatchObject({ x: 2200, y: 1500, z: tableTop });
  await expect.poll(() => order(element)).toEqual([table, plant]);
  await expect
    .poll(() => element.shadowRoot?.querySelector(`[data-on="${table}"]`)?.textContent)
    .toBe("On Norrsken");

  await still(element);
  // At a corner, which the plant's turn handle does not cover on any of its sides.
  await mouse.drag(element.toScreen([1000, 1200]), element.toScreen([1200, 1500]));
  await expect.poll(() => at(table)).toMatchObject({ x: 2000, y: 1800 });
  expect(at(plant)).toMatchObject({ x: 2400, y: 1800, z: tableTop });

  await press("Delete");
  await expect.poll(() => at(table)).toBeUndefined();
  expect(at(plant)).toMatchObject({ x: 2400, y: 1800, z: 0 });
  await expect.poll(() => inside(element, ".toasts").textContent).toContain("Småblad");

  element.undo();
  await expect.poll(() => at(table)).toMatchObject({ x: 2000, y: 1800 });
  expect(at(plant)).toMatchObject({ z: tableTop });
  element.undo();
  await expect.poll(() => at(table)).toMatchObject({ x: 1800, y: 1500 });
  expect(at(plant)).toMatchObject({ x: 2200, y: 1500, z: tableTop });
});

test("ST2 a table that another person holds with what stands on it has that person's name once, in 2D and 3D", async () => {
  const { bo, element, ids } = await roomWith(async (bo) => [
    await put(bo, "table.norrsken", { x: 2000, y: 1500, z: 0, rotation: 0 }, "oak"),
    await put(bo, "plant.smablad", { x: 2300, y: 1500, z: tableTop, rotation: 0 }, "white"),
    await put(bo, "plant.smablad", { x: 4000, y: 2500, z: 0, rotation: 0 }, "white"),
  ]);
  const [table = "", plant = "", apart = ""] = ids;
  const drag = acquire(bo, ids);
  const named = () =>
    ids.filter((id) => {
      const tag = element.shadowRoot?.querySelector(`[data-mark="${id}"] .mark-tag`);
      return tag?.getAttribute("visibility") === "visible" && tag.textContent === "Bo";
    });
  await expect.poll(named).toEqual([table, apart]);
  expect(inside(element, `.plan [data-item="${plant}"]`).dataset.holder).toBe("Bo");
  element.setView("3d");
  const tags = () => [...(element.shadowRoot?.querySelectorAll(".view3d-tag.held") ?? [])];
  await expect.poll(() => tags().map(({ textContent }) => textContent)).toEqual(["Bo", "Bo"]);
  await drag.cancel();
});

test("taps go down through what is at one point", async () => {
  const { element, mouse, ids } = await roomWith(async (bo) => [
    await put(bo, "table.norrsken", { x: 2000, y: 1500, z: 0, rotation: 0 }, "oak"),
    await put(bo, "plant.smablad", { x: 2000, y: 1500, z: tableTop, rotation: 0 }, "white"),
  ]);
  const [table, plant] = ids;
  for (const id of [plant, table, plant]) {
    await still(element);
    await mouse.click(element.toScreen([2000, 1500]));
    await expect.poll(() => selected(element)).toEqual([id]);
  }
});

test("a mirror hangs on the wall where it is dragged, and its height is typed and changed by keys", async () => {
  const { element, mouse, at, ids } = await roomWith(async (bo) => [
    await put(bo, "mirror.blank", { x: 3000, y: 20, z: 1000, rotation: 0 }, "brass"),
  ]);
  const [mirror = ""] = ids;
  expect((await drawn(element, mirror)).hasAttribute("data-above")).toBe(true);
  await mouse.drag(element.toScreen([3000, 40]), element.toScreen([400, 1500]));
  const hung = { x: 20, y: 1480, z: 1000, rotation: 270 };
  await expect.poll(() => at(mirror)).toMatchObject(hung);
  expect(element.items).toEqual([{ id: mirror, product: "mirror.blank", variant: "brass", ...hung }]);
  await expect.poll(() => count(element, "input[data-field=height]")).toBe(1);
  const field = inside(element, "input[data-field=height]") as HTMLInputElement;
  expect(field.value).toBe("100 cm");
  field.focus();
  field.select();
  await press("9", "5", "Enter");
  await expect.poll(() => at(mirror)?.z).toBe(950);
  inside(element, `.plan [data-item="${mirror}"]`).focus();
  await press("Alt+ArrowUp", "Alt+Shift+ArrowUp");
  await expect.poll(() => at(mirror)?.z).toBe(1060);
});

test("ST5 what nothing holds is put down by a button", async () => {
  const { element, at, ids } = await roomWith(async (bo) => [
    await put(bo, "sofa.klinte", { x: 2000, y: 1500, z: 600, rotation: 0 }, "moss"),
  ]);
  const [sofa = ""] = ids;
  element.select([sofa]);
  await expect.poll(() => count(element, "[data-action=put-down]")).toBe(1);
  inside(element, "[data-action=put-down]").click();
  await expect.poll(() => at(sofa)).toMatchObject({ x: 2000, y: 1500, z: 0 });
  await expect.poll(() => count(element, "[data-action=put-down]")).toBe(0);
});
