// Opens scanned rooms from files.

import { expect, test } from "vitest";
import type { ItemView, Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { captured, lShape, ring } from "../test/import/scan.ts";
import { chooseFile, count, furnished, inside } from "./fixture.ts";
import { press } from "./hands.ts";

const scan = captured(
  {
    walls: ring(lShape),
    doors: [{ wall: 5, at: 1_000, width: 900, bottom: 0, height: 2_050 }],
    objects: [
      { category: "sofa", at: [1_500, 500], degrees: 0, size: [2_000, 800, 900], bottom: 0 },
      { category: "table", at: [1_500, 1_600], degrees: 0, size: [1_000, 450, 600], bottom: 0 },
    ],
  },
  { degrees: 37 },
);

function file(text: string, name = "room.json"): File {
  return new File([text], name, { type: "application/json" });
}

function drop(element: HomstylePlanner, dropped: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(dropped);
  const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
  inside(element, '[data-drop="scan"]').dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
}

const corners = (room: Room) => room.snapshot().plan?.outline.map(([x, y]) => [x, y]);
const own = (room: Room) => [...room.snapshot().items.values()].filter((item: ItemView) => item.own);

async function atRoomPanel() {
  const { bo, element, id } = await furnished();
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-action="choose-scan"]')).toBe(1);
  return { bo, element, id };
}

const dialog = (element: HomstylePlanner) =>
  element.shadowRoot?.querySelector<HTMLElement>('dialog[open][data-dialog="scan"] .dialog-body');

test("a scan replaces the room for everybody once it is confirmed, and one undo brings the room back", async () => {
  const { bo, element, id } = await atRoomPanel();
  const before = corners(bo);
  chooseFile(element, "choose-scan", file(JSON.stringify(scan)));
  await expect.poll(() => dialog(element)?.textContent).toContain("6 walls, 1 door and 0 windows");
  expect(dialog(element)?.textContent).toContain("2 pieces of furniture are added as your own");
  expect(dialog(element)?.textContent).toContain("1 piece that is in the room stays");
  expect(corners(bo)).toEqual(before);

  inside(element, '[data-action="replace-by-scan"]').click();
  await expect.poll(() => corners(bo)).toEqual(lShape);
  await expect.poll(() => own(bo)).toHaveLength(2);
  expect(bo.snapshot().plan).toMatchObject({ ceiling: 2500, doors: [{ width: 900, height: 2050 }] });
  expect(own(bo).map(({ own: piece }) => piece?.name)).toEqual(expect.arrayContaining(["Sofa", "Table"]));
  expect(bo.snapshot().items.has(id)).toBe(true);
  expect(dialog(element)).toBeNull();

  inside(element, "svg.plan-drawing").focus();
  await press("Control+z");
  await expect.poll(() => corners(bo)).toEqual(before);
  await expect.poll(() => own(bo)).toHaveLength(0);
  expect(bo.snapshot().items.has(id)).toBe(true);
});

test("a dropped scan is opened in the user's language, and can be declined", async () => {
  const { bo, element } = await atRoomPanel();
  element.setAttribute("lang", "de");
  await expect.poll(() => inside(element, '[data-drop="scan"] h3').textContent).toBe("Aus einem Scan");
  const before = corners(bo);
  drop(element, file(JSON.stringify(scan)));
  await expect.poll(() => dialog(element)?.textContent).toContain("6 Wände, 1 Tür und 0 Fenster");
  inside(element, '[data-dialog="scan"] [data-action="cancel"]').click();
  await expect.poll(() => dialog(element)).toBeNull();
  expect(corners(bo)).toEqual(before);
  expect(own(bo)).toHaveLength(0);
});

test("a file that is no scan is refused with a reason, which the next file removes", async () => {
  const { bo, element } = await atRoomPanel();
  const before = corners(bo);
  const problem = () => element.shadowRoot?.querySelector('[data-drop="scan"] [role=alert]')?.textContent;
  chooseFile(element, "choose-scan", file("PK\u0003\u0004", "room.usdz"));
  await expect.poll(problem).toContain("(USDZ)");
  chooseFile(element, "choose-scan", file("no scan"));
  await expect.poll(problem).toContain("no scan");
  chooseFile(element, "choose-scan", file("{}"));
  await expect.poll(problem).toContain("Apple RoomPlan");
  chooseFile(element, "choose-scan", file(JSON.stringify({ ...scan, walls: scan.walls.slice(3) })));
  await expect.poll(problem).toContain("do not close");
  expect(corners(bo)).toEqual(before);
  chooseFile(element, "choose-scan", file(JSON.stringify(scan)));
  await expect.poll(() => dialog(element)).toBeTruthy();
  expect(problem()).toBeUndefined();
});
