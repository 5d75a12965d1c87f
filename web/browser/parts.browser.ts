// Tests of what is fixed in a room: doors' kinds, fixtures and slopes, with typed values, by hand and by keys.

import { expect, test } from "vitest";
import { count, focused, inside, still } from "./fixture.ts";
import { press, touch } from "./hands.ts";
import { bar, choosePart, editing, type } from "./room-editor.ts";

test("a door's kind, height and way outdoors are chosen and typed, and forgotten when they are cleared", async () => {
  const { element, plan } = await editing();
  const door = () => plan().doors[0];
  await choosePart(element, `door:${door()?.id}`);
  await type(element, "height", "2.1 m");
  await expect.poll(() => door()?.height).toBe(2100);
  const kind = inside(element, '[data-field="door-kind"]') as HTMLSelectElement;
  expect(kind.value).toBe("hinged");
  const to = (value: string) => {
    kind.value = value;
    kind.dispatchEvent(new Event("change"));
  };
  to("double");
  await expect.poll(() => door()?.kind).toBe("double");
  await expect.poll(() => count(element, ".plan-door-leaf")).toBe(2);
  expect(count(element, '[data-action="flip-hinge"]')).toBe(0);
  to("sliding");
  await expect.poll(() => count(element, '[data-action="flip-opens"]')).toBe(0);
  const { hinge } = door() ?? {};
  await bar(element, "flip-hinge");
  await expect.poll(() => door()?.hinge).not.toBe(hinge);
  to("opening");
  await expect.poll(() => count(element, ".plan-door-leaf")).toBe(0);
  inside(element, '[data-field="balcony"]').click();
  await expect.poll(() => door()).toMatchObject({ kind: "opening", balcony: true });
  await expect.poll(() => count(element, ".plan-door .plan-pane")).toBe(1);
  inside(element, '[data-field="balcony"]').click();
  await type(element, "height", "");
  to("hinged");
  await expect.poll(() => Object.keys(door() ?? {})).not.toContain("kind");
  expect(Object.keys(door() ?? {})).not.toContain("balcony");
  expect(Object.keys(door() ?? {})).not.toContain("height");
});

test("a window's sill and height are typed; what is out of range is refused with a word", async () => {
  const { element, plan } = await editing();
  const window = () => plan().windows[0];
  await choosePart(element, `window:${window()?.id}`);
  await type(element, "sill", "45");
  await expect.poll(() => window()?.sill).toBe(450);
  await type(element, "height", "1.6 m");
  await expect.poll(() => window()).toMatchObject({ sill: 450, height: 1600 });
  await type(element, "height", "20 m");
  await expect
    .poll(() => inside(element, ".plan-bar .field-problem:not(:empty)").textContent)
    .toContain("1000 cm");
  expect(window()).toMatchObject({ sill: 450, height: 1600 });
});

test("a radiator goes under a window, is typed, duplicated and deleted, and undone", async () => {
  const { element, plan } = await editing();
  await bar(element, "add-more");
  await bar(element, "add-radiator");
  await bar(element, "add-in-middle");
  await expect
    .poll(() => plan().fixtures)
    .toMatchObject([{ kind: "radiator", z: 120, width: 1000, height: 600 }]);
  await expect.poll(() => focused(element)?.getAttribute("data-part")).toBe("fixture:radiator-1");
  const radiator = () => plan().fixtures?.[0];
  await type(element, "level", "10");
  await type(element, "height", "50");
  await type(element, "depth", "12");
  await type(element, "measure", "80");
  await expect.poll(radiator).toMatchObject({ z: 100, height: 500, depth: 120, width: 800 });
  await press("Control+d");
  await expect.poll(() => plan().fixtures?.length).toBe(2);
  await expect.poll(() => focused(element)?.getAttribute("data-part")).toBe("fixture:radiator-2");
  await press("Delete");
  await expect.poll(() => plan().fixtures?.length).toBe(1);
  inside(element, '[data-part="edge:0"]').focus();
  await press("Control+z");
  await expect.poll(() => plan().fixtures?.length).toBe(2);
});

test("a pillar is put by a tap and dragged by touch; a slope lies along the wall that is tapped", async () => {
  const { element, mouse, plan } = await editing();
  await bar(element, "add-more");
  await bar(element, "add-pillar");
  await mouse.click(element.toScreen([3000, 2000]));
  await expect.poll(() => plan().fixtures).toMatchObject([{ kind: "pillar", x: 3000, y: 2000 }]);
  await still(element);
  const from = element.toScreen([3000, 2000]);
  const to = element.toScreen([2500, 1700]);
  await touch("touchStart", from);
  await touch("touchMove", [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await touch("touchMove", to);
  await touch("touchEnd");
  await expect.poll(() => plan().fixtures?.[0]?.x).toBeLessThan(2600);
  await expect.poll(() => count(element, ".plan-room .drawing polygon")).toBe(1);
  await bar(element, "close-part");
  await bar(element, "add-more");
  await bar(element, "add-slope");
  await mouse.click(element.toScreen([3000, 60]));
  await expect.poll(() => plan().slopes).toMatchObject([{ y: 0, low: 1200, depth: 1500, width: 6200 }]);
  await type(element, "low", "90");
  await expect.poll(() => plan().slopes?.[0]?.low).toBe(900);
  await expect.poll(() => inside(element, ".plan-room").textContent).toContain("h 90 cm");
  expect(focused(element)?.getAttribute("data-part")).toBe("slope:slope-1");
});
