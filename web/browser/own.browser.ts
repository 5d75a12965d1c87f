// Furniture that somebody has already: the dialog that adds it, and the inspector that changes it.

import { expect, test } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, furnished, inside, newRoom, open, watch } from "./fixture.ts";
import { press, write } from "./hands.ts";

async function openDialog(element: HomstylePlanner): Promise<void> {
  await expect.poll(() => count(element, '.panel [data-action="add-own"]')).toBe(1);
  inside(element, '.panel [data-action="add-own"]').click();
  await expect.poll(() => count(element, ".own-kind .thumbnail")).toBe(12);
}

/** Replaces the text of a field, and leaves it by Tab. */
async function type(element: HomstylePlanner, selector: string, text: string): Promise<void> {
  const input = inside(element, selector) as HTMLInputElement;
  input.focus();
  input.select();
  await write(text);
  await press("Tab");
}

test("something that somebody has is added, changed, taken back and on no bill", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  await openDialog(element);
  inside(element, '.own-kind input[value="wardrobe"]').click();
  await type(element, '.dialog [name="name"]', "Grandpa's <b>wardrobe</b>");
  await type(element, '[data-field="own-width"]', "0");
  inside(element, '[data-action="put-own"]').click();
  expect(inside(element, ".own-size .field-problem").textContent).toContain("Between");
  await type(element, '[data-field="own-width"]', "1.2 m");
  inside(element, '.dialog .swatch[aria-label="blue"]').click();
  inside(element, '[data-action="put-own"]').click();

  const own = { kind: "wardrobe", name: "Grandpa's <b>wardrobe</b>", width: 1200, depth: 600, height: 2000 };
  const stored = () => [...bo.snapshot().items.values()].map((item) => item.own);
  await expect.poll(stored).toMatchObject([own]);
  await expect
    .poll(() => inside(element, ".plan [data-item]").getAttribute("aria-label"))
    .toContain("Grandpa's <b>wardrobe</b>, yours, 120 cm by 60 cm");
  await expect.poll(() => inside(element, ".inspector header strong").textContent).toBe(own.name);
  expect(inside(element, ".inspector-subtitle").textContent).toBe("yours");

  await type(element, '.inspector [data-field="own-depth"]', "550 mm");
  await expect.poll(stored).toMatchObject([{ ...own, depth: 550 }]);
  await type(element, '.inspector [data-field="own-name"]', "Old wardrobe");
  await expect.poll(stored).toMatchObject([{ ...own, depth: 550, name: "Old wardrobe" }]);
  element.undo();
  element.undo();
  await expect.poll(stored).toMatchObject([own]);

  inside(element, 'button[data-tab="cart"]').click();
  await expect.poll(() => count(element, '[data-lines="own"] [data-line]')).toBe(1);
  expect(element.report).toMatchObject({ total: 0, lines: [] });
});

test("a viewer can't add what they have", async () => {
  const { element } = await furnished({ "token-url": "/token?role=viewer" });
  await expect.poll(() => count(element, '.panel [data-action="add-own"]:disabled')).toBe(1);
});

test("add() takes an own piece, and rejects one that is none", async () => {
  const element = await open(newRoom());
  const own = { kind: "harp", name: " Harp ", colour: "#AA9988", width: 900, depth: 500, height: 1750 };
  const id = await element.add(own);
  expect(element.items).toMatchObject([
    { id, product: "", variant: "", own: { ...own, name: "Harp", colour: "#aa9988" } },
  ]);
  await expect(element.add({ ...own, name: "\u200b" })).rejects.toThrow("name");
  await expect(element.add({ ...own, width: 0 })).rejects.toThrow("width");
  await expect(element.add({ ...own, colour: "red" })).rejects.toThrow("colour");
  await expect(element.add({ ...own, kind: "Grand piano" })).rejects.toThrow("kind");
});
