// Fields: lengths and angles as people type them, what is refused and why, and changes by a peer meanwhile.

import { expect, test } from "vitest";
import { acquire, edit, settled } from "../src/client/changes.ts";
import type { Place, Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, focused, furnished, inside, newRoom, open, selected, watch } from "./fixture.ts";
import { press, write } from "./hands.ts";

/** Opens a planner with the sofa selected. */
async function inspecting(attributes: Record<string, string> = {}) {
  const { bo, element, id } = await furnished(attributes);
  element.select([id]);
  await expect.poll(() => count(element, '[data-field="x"]')).toBe(1);
  return { bo, element, id };
}

function fieldOf(element: HomstylePlanner, selector: string): HTMLInputElement {
  return inside(element, selector) as HTMLInputElement;
}

/** Replaces the text of a field, and leaves the focus in it. */
async function fill(field: HTMLInputElement, text: string): Promise<void> {
  field.focus();
  field.select();
  await write(text);
}

/** Returns the message beside a field of a panel. */
function why(field: HTMLInputElement): string | null | undefined {
  return field.nextElementSibling?.textContent;
}

/** Moves an item as another user. */
async function moveBy(room: Room, id: string, place: Place) {
  const drag = acquire(room, [id]);
  await expect.poll(() => drag.state).toBe("held");
  drag.to({ [id]: place });
  await drag.drop();
}

/** Distances from the sofa's left side and back to its centre, millimetres: it is 218 by 93 cm. */
const half = { x: 1090, y: 465 };

const typed: [string, string, [string, number, string][]][] = [
  [
    "en",
    "centimetres",
    [
      ["250", 2500, "250 cm"],
      ["2.6 m", 2600, "260 cm"],
      ["2 m 18 cm", 2180, "218 cm"],
      [`7' 2"`, 2184, "218.4 cm"],
      ["2 500 mm", 2500, "250 cm"],
    ],
  ],
  [
    "en-US",
    "feet",
    [
      ["7", 2134, "7′\u00a00″"],
      [`86 1/2"`, 2197, "7′\u00a02\u00a01/2″"],
      ["2.5 m", 2500, "8′\u00a02\u00a03/8″"],
    ],
  ],
  [
    "sv",
    "centimetres",
    [
      ["2,5 m", 2500, "250 cm"],
      ["260,5", 2605, "260,5 cm"],
      ["2 500 millimeter", 2500, "250 cm"],
    ],
  ],
  [
    "de",
    "Zentimeter",
    [
      ["2,5 Meter", 2500, "250 cm"],
      ["2.600 mm", 2600, "260 cm"],
      ["250", 2500, "250 cm"],
    ],
  ],
];

test.each(typed)("in %s, where %s are used, a position is typed in any unit", async (lang, _, lengths) => {
  const { bo, element, id } = await inspecting({ lang });
  for (const [text, mm, shown] of lengths) {
    const field = fieldOf(element, '[data-field="x"]');
    await fill(field, text);
    await press("Enter");
    await expect.poll(() => bo.snapshot().items.get(id)?.x, { message: text }).toBe(mm + half.x);
    expect(field.value, text).toBe(shown);
  }
  expect(bo.snapshot().items.get(id)).toMatchObject({ y: 1500, rotation: 0 });
});

const refused: [string, string, string][] = [
  ["en", "Write a length, like 218 cm or 7′ 2″.", "Write degrees, like 90."],
  ["sv", "Skriv en längd, till exempel 218 cm eller 7′ 2″.", "Skriv grader, till exempel 90."],
  ["de", "Schreiben Sie eine Länge, zum Beispiel 218 cm oder 7′ 2″.", "Schreiben Sie Grad, zum Beispiel 90."],
];

test.each(refused)(
  "in %s what is no length is refused with a word, and Escape brings back what is true",
  async (lang, length, angle) => {
    const { bo, element, id } = await inspecting({ lang });
    const x = fieldOf(element, '[data-field="x"]');
    await fill(x, "nowhere");
    await press("Tab");
    expect(why(x)).toBe(length);
    expect(x.getAttribute("aria-invalid")).toBe("true");
    expect(x.value).toBe("nowhere");
    x.focus();
    await press("Escape");
    expect(x.value).toBe("91 cm");
    expect(why(x)).toBe("");
    expect(x.hasAttribute("aria-invalid")).toBe(false);

    const turn = fieldOf(element, '[data-field="angle"]');
    await fill(turn, "round");
    await press("Enter");
    expect(why(turn)).toBe(angle);
    // A field whose text was refused keeps the focus.
    expect(focused(element)).toBe(turn);
    await fill(turn, "-90°");
    await press("Enter");
    await expect
      .poll(() => bo.snapshot().items.get(id))
      .toMatchObject({ x: 2000, y: 1500, z: 0, rotation: 270 });
    expect(why(turn)).toBe("");
  },
);

test("Escape brings back what was there, and stores nothing", async () => {
  const { bo, element, id } = await inspecting();
  const x = fieldOf(element, '[data-field="x"]');
  await fill(x, "3 m");
  await press("Escape");
  expect(x.value).toBe("91 cm");
  await fill(fieldOf(element, '[data-field="y"]'), "2 m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().items.get(id)?.y).toBe(2000 + half.y);
  expect(bo.snapshot().items.get(id)).toMatchObject({ x: 2000, version: 2 });
});

test("leaving a field stores what is typed", async () => {
  const { bo, element, id } = await inspecting();
  await fill(fieldOf(element, '[data-field="x"]'), "3 m");
  await press("Tab");
  expect(focused(element)).toBe(inside(element, '[data-field="y"]'));
  await expect.poll(() => bo.snapshot().items.get(id)?.x).toBe(3000 + half.x);
});

test("Escape after a refusal keeps the piece selected", async () => {
  const { element, id } = await inspecting();
  const x = fieldOf(element, '[data-field="x"]');
  await fill(x, "nowhere");
  await press("Enter", "Escape");
  expect(x.value).toBe("91 cm");
  expect(why(x)).toBe("");
  expect(selected(element)).toEqual([id]);
});

test("Enter and Escape hand the focus back to the piece: its keys go on working", async () => {
  const { bo, element, id } = await inspecting();
  await fill(fieldOf(element, '[data-field="x"]'), "3 m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().items.get(id)?.x).toBe(3000 + half.x);
  await press("r");
  await expect.poll(() => bo.snapshot().items.get(id)?.rotation).toBe(90);
  await fill(fieldOf(element, '[data-field="x"]'), "5 m");
  await press("Escape", "Control+z", "Control+z");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 2000, rotation: 0 });
});

test.each([["Enter"], ["Tab"]])(
  "after a value that %s stored, Ctrl+Z takes back the room's change, and no text",
  async (key) => {
    const { bo, element, id } = await inspecting();
    const x = () => bo.snapshot().items.get(id)?.x;
    const before = x();
    const field = fieldOf(element, '[data-field="x"]');
    await fill(field, "3 m");
    await press(key);
    await expect.poll(x).toBe(3000 + half.x);
    await press("Control+z");
    await expect.poll(x).toBe(before);
    await press("Control+Shift+z");
    await expect.poll(x).toBe(3000 + half.x);
    await expect.poll(() => field.value).toBe("300 cm");
  },
);

test("while one types, Ctrl+Z takes back the text alone", async () => {
  const { bo, element, id } = await inspecting();
  const before = bo.snapshot().items.get(id);
  const field = fieldOf(element, '[data-field="x"]');
  await fill(field, "7");
  await press("Control+z");
  expect(field.value).toBe("91 cm");
  expect(bo.snapshot().items.get(id)).toEqual(before);
});

test("after Enter in a panel and in the bar, Ctrl+Z goes on with the room", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  const name = fieldOf(element, ".bar-name");
  const before = name.value;
  await fill(name, "Attic");
  await press("Enter");
  await expect.poll(() => bo.snapshot().plan?.name).toBe("Attic");
  await press("Control+z");
  await expect.poll(() => bo.snapshot().plan?.name).toBe(before);
  inside(element, '[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-field="ceiling"]')).toBe(1);
  await fill(fieldOf(element, '[data-field="ceiling"]'), "2.4 m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().plan?.ceiling).toBe(2400);
  await press("Control+z");
  await expect.poll(() => "ceiling" in (bo.snapshot().plan ?? {})).toBe(false);
});

test("what was refused of one piece is not said of the next, though it stands as far from the wall", async () => {
  const { bo, element, id } = await inspecting();
  const { y = 0 } = bo.snapshot().items.get(id) ?? {};
  const other = await element.add("stool.kotten");
  await expect.poll(() => bo.snapshot().items.has(other)).toBe(true);
  // The stool is 36 by 36 cm.
  await moveBy(bo, other, { x: 800 + 180, y: y - half.y + 180, z: 0, rotation: 0 });
  element.select([id]);
  await expect.poll(() => fieldOf(element, '[data-field="x"]').value).toBe("91 cm");
  const field = fieldOf(element, '[data-field="y"]');
  await fill(field, "nowhere");
  await press("Tab");
  expect(why(field)).not.toBe("");
  element.select([other]);
  await expect.poll(() => fieldOf(element, '[data-field="x"]').value).toBe("80 cm");
  expect([field.value, why(field)]).toEqual(["103.5 cm", ""]);
});

test("a value that is left alone changes nothing, though it is shown rounded", async () => {
  const { bo, element, id } = await inspecting({ lang: "en-US" });
  const x = fieldOf(element, '[data-field="x"]');
  expect(x.value).toBe("2′\u00a011\u00a07/8″");
  x.focus();
  await press("Enter");
  await fill(x, "2' 11 7/8\"");
  await press("Enter");
  await fill(fieldOf(element, '[data-field="angle"]'), "90");
  await press("Enter");
  await expect.poll(() => bo.snapshot().items.get(id)?.rotation).toBe(90);
  expect(bo.snapshot().items.get(id)?.version).toBeLessThanOrEqual(3);
});

test("while a peer holds the piece, what is being typed can be typed to its end, and nothing else can", async () => {
  const { bo, element, id } = await inspecting();
  const x = fieldOf(element, '[data-field="x"]');
  const y = fieldOf(element, '[data-field="y"]');
  await fill(x, "3");
  const drag = acquire(bo, [id]);
  await expect.poll(() => y.readOnly).toBe(true);
  await write(" m");
  expect(x.value).toBe("3 m");
  await press("Enter");
  await expect.poll(() => count(element, ".toast")).toBe(1);
  expect(bo.snapshot().items.get(id)).toMatchObject({ x: 2000 });
  await drag.drop();
  await expect.poll(() => y.readOnly).toBe(false);
  await fill(x, "3 m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 3000 + half.x });
});

test("what a peer does meanwhile leaves what is typed alone, and the rest of the place as it is by then", async () => {
  const { bo, element, id } = await inspecting();
  const x = fieldOf(element, '[data-field="x"]');
  const y = fieldOf(element, '[data-field="y"]');
  await fill(x, "3");
  await moveBy(bo, id, { x: 2500, y: 2200, z: 0, rotation: 0 });
  await expect.poll(() => y.value).toBe("173.5 cm");
  expect(x.value).toBe("3");
  await write(" m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 3000 + half.x, y: 2200 });
  await fill(x, "1");
  await moveBy(bo, id, { x: 2600, y: 2300, z: 0, rotation: 0 });
  await expect.poll(() => y.value).toBe("183.5 cm");
  await press("Escape");
  expect(x.value).toBe("151 cm");
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 2600, y: 2300 });
});

test("buttons step and turn the piece, as far as they say", async () => {
  const { bo, element, id } = await inspecting();
  expect(inside(element, '[data-action="move-right"]').getAttribute("aria-label")).toBe("Move right 5 cm");
  for (const action of ["move-right", "move-right", "move-up", "rotate-left"])
    inside(element, `[data-action="${action}"]`).click();
  await expect
    .poll(() => bo.snapshot().items.get(id))
    .toMatchObject({ x: 2100, y: 1450, z: 0, rotation: 270, lock: { state: "free" } });
  inside(element, '[data-action="move-left"]').click();
  inside(element, '[data-action="move-down"]').click();
  await expect.poll(() => bo.snapshot().items.get(id)).toMatchObject({ x: 2050, y: 1500 });
});

/** Opens a planner with the room tool active and the first wall selected, which is 6.2 m long. */
async function editing(lang = "en") {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room, { lang });
  inside(element, '[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-part="edge:0"]')).toBe(1);
  inside(element, '[data-part="edge:0"]').focus();
  await press("Enter");
  await expect.poll(() => count(element, '.plan-bar [data-field="measure"]')).toBe(1);
  const width = () => (bo.snapshot().plan?.outline[1]?.[0] ?? 0) - (bo.snapshot().plan?.outline[0]?.[0] ?? 0);
  return { bo, element, width };
}

const bars: [string, [string, number][], string][] = [
  [
    "en",
    [
      ["5.5 m", 5500],
      ["560", 5600],
      [`18' 2"`, 5537],
    ],
    "Write a length, like 218 cm or 7′ 2″.",
  ],
  [
    "sv",
    [
      ["5,5 m", 5500],
      ["560,5", 5605],
    ],
    "Skriv en längd, till exempel 218 cm eller 7′ 2″.",
  ],
  [
    "de",
    [
      ["5,5 m", 5500],
      ["5.600 mm", 5600],
    ],
    "Schreiben Sie eine Länge, zum Beispiel 218 cm oder 7′ 2″.",
  ],
];

test.each(bars)(
  "in %s a wall's length is typed in the room's bar, and refused with a word",
  async (lang, lengths, refusal) => {
    const { element, width } = await editing(lang);
    const measure = () => fieldOf(element, '.plan-bar [data-field="measure"]');
    for (const [text, mm] of lengths) {
      await fill(measure(), text);
      await press("Enter");
      await expect.poll(width, { message: text }).toBe(mm);
      // The focus is on the wall again, so that keys work on it.
      expect(focused(element)?.getAttribute("data-part"), text).toBe("edge:0");
      await expect.poll(() => measure().value, { message: text }).toMatch(/^\d+([.,]\d)? cm$/);
    }
    const before = width();
    await fill(measure(), "wide");
    await press("Enter");
    await expect.poll(() => count(element, ".plan-bar .field-problem:not(:empty)")).toBe(1);
    expect(inside(element, ".plan-bar .field-problem:not(:empty)").textContent).toBe(refusal);
    expect(measure().getAttribute("aria-invalid")).toBe("true");
    expect(focused(element)).toBe(measure());
    await fill(measure(), "6 m");
    await press("Tab");
    await expect.poll(width).toBe(6000);
    expect(before).not.toBe(6000);
    await expect.poll(() => count(element, ".plan-bar .field-problem:not(:empty)")).toBe(0);
  },
);

test("what a peer does to the room meanwhile leaves what is typed in its bar alone", async () => {
  const { bo, element, width } = await editing();
  const measure = fieldOf(element, '.plan-bar [data-field="measure"]');
  await fill(measure, "5");
  const { plan } = bo.snapshot();
  if (!plan) throw new Error("There is no plan.");
  const { version: _, ...body } = plan;
  const outline = body.outline.map(([x, y]): [number, number] => [x === 6200 ? 6000 : x, y]);
  await settled(edit(bo, [{ kind: "plan", plan: { ...body, outline } }]));
  await expect.poll(() => inside(element, ".plan-floor").getAttribute("points")).toContain("6000");
  expect(measure.value).toBe("5");
  await write(".5 m");
  await press("Enter");
  await expect.poll(width).toBe(5500);
});

test("Escape in the room's bar stores nothing", async () => {
  const { bo, element, width } = await editing();
  await fill(fieldOf(element, '.plan-bar [data-field="measure"]'), "3 m");
  await press("Escape");
  expect(fieldOf(element, '.plan-bar [data-field="measure"]').value).toBe("620 cm");
  expect(focused(element)?.getAttribute("data-part")).toBe("edge:0");
  await press("Escape");
  await expect.poll(() => count(element, '.plan-bar [data-field="measure"]')).toBe(0);
  inside(element, '[data-tab="furniture"]').click();
  const later = await element.add("stool.kotten");
  await expect.poll(() => bo.snapshot().items.has(later)).toBe(true);
  expect(width()).toBe(6200);
});

test("sizes of a shape and the ceiling have bounds, which are told", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  inside(element, '[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-field="shape-width"]')).toBe(1);
  const width = fieldOf(element, '[data-field="shape-width"]');
  await fill(width, "10");
  await press("Enter");
  expect(why(width)).toBe("Between 50 cm and 10000 cm, please.");
  const ceiling = fieldOf(element, '[data-field="ceiling"]');
  await fill(ceiling, "2.4 m");
  await press("Enter");
  await expect.poll(() => bo.snapshot().plan?.ceiling).toBe(2400);
  ceiling.focus();
  ceiling.select();
  await press("Backspace", "Enter");
  await expect.poll(() => "ceiling" in (bo.snapshot().plan ?? {})).toBe(false);
});
