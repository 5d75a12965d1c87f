// The panels beside the plan, and what opens over it: menus, dialogs, toasts, and the sheets of a narrow
// planner.

import { expect, onTestFinished, test, vi } from "vitest";
import { edit, settled } from "../src/client/changes.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import type { CartDetail, InviteDetail } from "../src/element/types.ts";
import {
  type Attributes,
  count,
  drawn,
  focused,
  furnished,
  inside,
  newRoom,
  open,
  others,
  planner,
  put,
  roomUrl,
  selected,
  watch,
} from "./fixture.ts";
import { Mouse, middleOf, press, write } from "./hands.ts";

function click(element: HomstylePlanner, selector: string): void {
  inside(element, selector).click();
}

/** Returns the texts of all elements that a selector finds, with white space collapsed. */
function texts(element: HomstylePlanner, selector: string): string[] {
  const all = element.shadowRoot?.querySelectorAll(selector) ?? [];
  return [...all].map((node) => (node.textContent ?? "").replace(/\s+/g, " ").trim());
}

/** Waits until a selector finds `number` elements. */
async function many(element: HomstylePlanner, selector: string, number: number): Promise<void> {
  await expect.poll(() => count(element, selector), { message: selector }).toBe(number);
}

/** Opens a panel by its tab. */
async function openTab(element: HomstylePlanner, tab: string): Promise<void> {
  click(element, `button[data-tab="${tab}"]`);
  await many(element, `[data-panel="${tab}"]`, 1);
}

/** Replaces the text of the search field. */
async function find(element: HomstylePlanner, words: string): Promise<void> {
  const search = inside(element, "input[type=search]") as HTMLInputElement;
  search.focus();
  search.select();
  if (words) await write(words);
  else await press("Backspace");
}

test.each(["room", "fit", "cart", "people"])(
  "the %s panel opens and closes by its tab, and by its own button",
  async (tab) => {
    const { element } = await furnished();
    const expanded = () => inside(element, `button[data-tab="${tab}"]`).getAttribute("aria-expanded");
    expect(expanded()).toBe("false");
    await openTab(element, tab);
    expect(expanded()).toBe("true");
    await expect.poll(() => texts(element, ".panel-body")[0]?.length).toBeGreaterThan(10);
    await many(element, "[data-panel]", 1);
    click(element, `button[data-tab="${tab}"]`);
    await many(element, "[data-panel]", 0);
    expect(expanded()).toBe("false");
    await openTab(element, tab);
    click(element, '[data-action="close-panel"]');
    await many(element, "[data-panel]", 0);
  },
);

test("furniture is found by words, category, width, price and colour, and all of it again", async () => {
  const element = await open(newRoom());
  await many(element, ".card[data-product]", 60);
  await find(element, "klinte");
  await expect.poll(() => texts(element, ".card strong")).toEqual(["Klinte"]);
  await find(element, "xyzzy");
  await many(element, ".card[data-product]", 0);
  expect(texts(element, ".panel .empty-state strong")).toEqual(["Nothing found"]);
  await find(element, "");
  await many(element, ".card[data-product]", 60);

  click(element, '[data-category="sofas"]');
  await many(element, ".card[data-product]", 5);
  expect(inside(element, '[data-category="sofas"]').getAttribute("aria-pressed")).toBe("true");
  click(element, ".filters summary");
  await many(element, '[data-field="max-width"]', 1);
  inside(element, '[data-field="max-width"]').focus();
  await write("2.1 m");
  await press("Enter");
  await expect.poll(() => texts(element, ".card strong").sort()).toEqual(["Havsro", "Tallö"]);
  inside(element, '[data-field="max-price"]').focus();
  await write("7000");
  await press("Enter");
  await expect.poll(() => texts(element, ".card strong")).toEqual(["Tallö"]);
  expect(texts(element, ".filters summary")).toEqual(["Filters (2)"]);
  click(element, '[data-action="clear-filters"]');
  await many(element, ".card[data-product]", 60);
  click(element, ".filters .swatch");
  await expect.poll(() => count(element, ".card[data-product]")).toBeLessThan(60);
  click(element, '.filters .swatch[aria-pressed="true"]');
  await many(element, ".card[data-product]", 60);
});

/** Returns the URL of a catalogue with `products` products. */
async function largeCatalogue(products: number): Promise<string> {
  const catalog = await (await fetch("/catalog/catalog.json")).json();
  const [first] = catalog.products;
  const all = Array.from({ length: products }, (_, i) => ({ ...first, id: `p.${i}`, name: `Klinte ${i}` }));
  const url = URL.createObjectURL(new Blob([JSON.stringify({ ...catalog, products: all })]));
  onTestFinished(() => URL.revokeObjectURL(url));
  return url;
}

test("a large catalogue is shown in parts, and found in whole", async () => {
  const element = await open(newRoom(), { "catalog-url": await largeCatalogue(5_000) });
  await many(element, ".card[data-product]", 60);
  click(element, '[data-action="more-cards"]');
  await many(element, ".card[data-product]", 120);
  await find(element, "Klinte 4999");
  await many(element, ".card[data-product]", 1);
  await many(element, '[data-action="more-cards"]', 0);
  await find(element, "Klimte");
  await many(element, ".card[data-product]", 60);
  await find(element, "");
  await many(element, ".card[data-product]", 60);
});

test("the cart has what stands in the room, chooses it, and is handed to the page", async () => {
  const { bo, element, id } = await furnished({ currency: "EUR" });
  const stools = [
    await put(bo, "stool.kotten", { x: 800, y: 3500, z: 0, rotation: 0 }, "oak"),
    await put(bo, "stool.kotten", { x: 1500, y: 3500, z: 0, rotation: 0 }, "oak"),
  ];
  for (const stool of stools) await drawn(element, stool);
  await openTab(element, "cart");
  await many(element, "[data-line]", 2);
  expect(texts(element, "[data-line] strong")).toEqual(expect.arrayContaining(["Klinte", "Kotten"]));
  expect(texts(element, "[data-line] .cart-count")).toEqual(["2 ×"]);
  click(element, '[data-line="stool.kotten/oak"]');
  await expect.poll(() => selected(element)).toEqual(stools.sort());
  const carts: CartDetail[] = [];
  element.addEventListener("cart", (event) => event instanceof CustomEvent && carts.push(event.detail));
  click(element, '.cart-foot [data-action="cart"]');
  const total = Number(inside(element, "[data-total]").dataset.total);
  expect(carts).toMatchObject([{ currency: "EUR", total }]);
  expect(carts[0]?.lines.map((line) => line.quantity).sort()).toEqual([1, 2]);
  expect(carts[0]?.lines.flatMap((line) => line.items).sort()).toEqual([id, ...stools].sort());
});

test("the cart of an empty room leads to the furniture", async () => {
  const element = await open(newRoom());
  await openTab(element, "cart");
  expect(texts(element, ".panel .empty-state strong")).toEqual(["Your cart is empty"]);
  click(element, '.panel [data-action="browse"]');
  await many(element, '[data-panel="furniture"]', 1);
});

test("what does not fit is counted on its tab, told with its reason, and chosen from the list", async () => {
  const { bo, element, id } = await furnished();
  const table = await put(bo, "table.akero", { x: 2400, y: 1600, z: 0, rotation: 0 });
  await expect.poll(() => texts(element, '[data-badge="fit"]')).toEqual(["2"]);
  await openTab(element, "fit");
  await expect.poll(() => count(element, "[data-fit] .reason")).toBeGreaterThan(0);
  click(element, `[data-fit="${table}"]`);
  await expect.poll(() => selected(element)).toEqual([table]);
  expect((await drawn(element, id)).dataset.verdict).toBe("blocked");
});

test("CL12 a door that is higher than the ceiling is named, also in a room without furniture", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  await openTab(element, "fit");
  await many(element, ".panel .empty-state", 1);
  const { version: _, ...plan } = bo.snapshot().plan;
  const doors = plan.doors.map((door) => ({ ...door, height: 2100 }));
  await settled(edit(bo, [{ kind: "plan", plan: { ...plan, doors, ceiling: 2000 } }]));
  await many(element, ".fit-openings .reason", doors.length);
  expect(texts(element, ".fit-openings .reason")[0]).toMatch(/reaches up to 210.cm/);
  expect(count(element, ".panel .empty-state")).toBe(0);
});

test("the filters can be seen to open", async () => {
  const { element } = await furnished();
  await many(element, ".filters summary .icon", 2);
  const turned = () => getComputedStyle(inside(element, ".filters summary .icon:last-child")).rotate;
  expect(turned()).toBe("none");
  click(element, ".filters summary");
  await expect.poll(turned).toBe("180deg");
});

/** Types measures of the way in. */
async function measure(element: HomstylePlanner, measures: Record<string, string>): Promise<void> {
  for (const [field, length] of Object.entries(measures)) {
    inside(element, `[data-field="${field}"]`).focus();
    await write(length);
    await press("Enter");
  }
}

test("the card of the way in says what is measured, and whether everything gets in", async () => {
  const { element, id } = await furnished();
  await openTab(element, "fit");
  const shut = () => texts(element, ".fit-way small");
  await expect.poll(shut).toEqual(["Not measured yet"]);
  const marks = () => texts(element, `[data-fit="${id}"] [data-mark]`);
  await expect.poll(marks).toEqual(["Fits here"]);
  const turned = () => getComputedStyle(inside(element, ".fit-way summary .icon")).rotate;
  expect(turned()).toBe("none");
  click(element, '.fit-card [data-action="measure-way"]');
  await expect.poll(() => focused(element)?.getAttribute("data-field")).toBe("door-width");
  expect(turned()).toBe("180deg");
  const why = () => texts(element, ".fit-card .hint").filter((text) => text.startsWith("Will the packages"));
  expect(why()).toHaveLength(1);
  await measure(element, { "stairs-width": "110", "door-width": "80", "door-height": "2 m" });
  await expect.poll(shut).toEqual(["Front door 80 × 200 cm Stairs 110 cm"]);
  const result = () => texts(element, ".fit-result").join();
  expect(why()).toHaveLength(1);
  await expect.poll(result).toMatch(/^It gets in. Tightest: Klinte, \d+.* to spare /);
  await expect.poll(marks).toEqual(["Fits here", "Gets in"]);
  const stairs = inside(element, '[data-field="stairs-width"]') as HTMLInputElement;
  stairs.focus();
  stairs.select();
  await measure(element, { "stairs-width": "30" });
  await expect.poll(result).toBe("Klinte does not get in.");
  await expect.poll(marks).toEqual(["Fits here", "Doesn't get in"]);
});

test("the inspector's reason about the way in leads to its measures", async () => {
  const { element, id } = await furnished();
  element.select([id]);
  await many(element, '.inspector [data-action="measure-way"]', 1);
  expect(texts(element, ".inspector [data-mark]")).toEqual(["Fits here", "Way in not measured"]);
  click(element, '.inspector [data-action="measure-way"]');
  await expect.poll(() => focused(element)?.getAttribute("data-field")).toBe("door-width");
});

test("one changes one's name in a dialog, and Escape leaves it as it is", async () => {
  const { bo, element } = await furnished();
  await openTab(element, "people");
  await expect.poll(() => texts(element, ".people-person strong").sort()).toEqual(["Anna (you)", "Bo"]);
  const dialog = async () => {
    click(element, '.people-person [data-action="rename"]');
    await many(element, 'dialog[open] input[name="name"]', 1);
    const field = inside(element, 'dialog[open] input[name="name"]') as HTMLInputElement;
    expect(field.value).toBe("Anna");
    expect(texts(element, "dialog[open] h2, dialog[open] label > span")).toEqual([
      "Change your name",
      "Your name",
    ]);
    field.focus();
    field.select();
    await write("Annika");
  };
  await dialog();
  await press("Escape");
  await many(element, "dialog[open]", 0);
  expect(others(bo)).toEqual(["Anna"]);
  await dialog();
  await press("Enter");
  await expect.poll(() => others(bo)).toEqual(["Annika"]);
  await expect.poll(() => texts(element, ".people-person strong").sort()).toEqual(["Annika (you)", "Bo"]);
});

test("a guest who was invited is asked for a name, once", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const invite = btoa(JSON.stringify({ room, role: "editor" }));
  const element = await open(room, { name: "", invite });
  await many(element, 'dialog[open] input[name="name"]', 1);
  expect(others(bo)[0]).toMatch(/^Guest /);
  await expect.poll(() => focused(element)?.getAttribute("name")).toBe("name");
  await write("Carla");
  await press("Enter");
  await expect.poll(() => others(bo)).toEqual(["Carla"]);
  element.remove();
  const again = await open(room, { name: "", invite });
  await expect.poll(() => others(bo)).toEqual(["Carla"]);
  expect(count(again, "dialog[open]")).toBe(0);
});

test("a guest who takes no name is not asked again", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const invite = btoa(JSON.stringify({ room, role: "editor" }));
  const element = await open(room, { name: "", invite });
  await many(element, 'dialog[open] input[name="name"]', 1);
  await press("Escape");
  await many(element, "dialog[open]", 0);
  const [guest = ""] = others(bo);
  element.remove();
  const again = await open(room, { name: "", invite });
  await expect.poll(() => others(bo)).toEqual([guest]);
  expect(count(again, "dialog[open]")).toBe(0);
});

test("another is followed by their face or by the list, until one looks elsewhere", async () => {
  const { element } = await furnished();
  await openTab(element, "people");
  const pressed = () => inside(element, '.people-person [data-action="follow"]').getAttribute("aria-pressed");
  await expect.poll(() => count(element, '.bar-faces [data-action="follow"]')).toBe(1);
  click(element, '.bar-faces [data-action="follow"]');
  await expect.poll(pressed).toBe("true");
  await expect.poll(() => texts(element, ".follow-sign")).toEqual(["Following Bo Stop"]);
  click(element, '[data-action="stop-following"]');
  await many(element, ".follow-sign", 0);
  click(element, '.bar-faces [data-action="follow"]');
  await expect.poll(pressed).toBe("true");
  click(element, '.people-person [data-action="follow"]');
  await expect.poll(pressed).toBe("false");
  click(element, '.people-person [data-action="follow"]');
  await expect.poll(pressed).toBe("true");
  inside(element, "svg.plan-drawing").focus();
  await press("ArrowRight");
  await expect.poll(pressed).toBe("false");
});

test("a link is made for a role, told to the page, and made anew for another role", async () => {
  const { element } = await furnished();
  const told: InviteDetail[] = [];
  element.addEventListener("invite", (event) => event instanceof CustomEvent && told.push(event.detail));
  click(element, '.bar [data-action="invite"]');
  await many(element, 'dialog[open] input[type="radio"]', 2);
  const link = () => inside(element, '[data-field="invite-link"]') as HTMLInputElement;
  click(element, '[data-action="make-link"]');
  await many(element, '[data-field="invite-link"]', 1);
  expect(told).toEqual([{ role: "editor", link: link().value }]);
  expect(new URL(link().value).hash).toContain("invite=");
  await many(element, '.invite-code [role="img"]', 1);
  expect(inside(element, ".invite-code svg").getAttribute("aria-label")).toContain("QR code");
  click(element, 'dialog[open] label:nth-of-type(2) input[type="radio"]');
  await many(element, '[data-field="invite-link"]', 0);
  click(element, '[data-action="make-link"]');
  await many(element, '[data-field="invite-link"]', 1);
  expect(told.map(({ role }) => role)).toEqual(["editor", "viewer"]);
  click(element, '[data-action="close-dialog"]');
  await many(element, "dialog[open]", 0);
});

test("a link that can't be made is said to be so", async () => {
  const { element } = await furnished({ "invite-url": "/config.json" });
  click(element, '.bar [data-action="invite"]');
  await many(element, '[data-action="make-link"]', 1);
  click(element, '[data-action="make-link"]');
  await expect
    .poll(() => texts(element, "dialog[open] [role=alert]"))
    .toEqual(["No link could be made right now. Try again."]);
});

test("a press beside a dialog closes it", async () => {
  const { element } = await furnished();
  click(element, '.bar [data-action="invite"]');
  await many(element, 'dialog[open] input[type="radio"]', 2);
  const mouse = new Mouse();
  await mouse.click(middleOf(inside(element, "dialog[open] h2")));
  expect(count(element, "dialog[open]")).toBe(1);
  await mouse.click([5, 690]);
  await many(element, "dialog[open]", 0);
});

/** Opens the menu of settings with the keyboard, and returns its button. */
async function openMenu(element: HomstylePlanner): Promise<HTMLElement> {
  const button = inside(element, '[data-menu="more"]');
  button.focus();
  await press("Enter");
  await expect.poll(() => focused(element)?.getAttribute("role")).toBe("menuitemradio");
  return button;
}

test("arrows go round a menu, Home and End to its ends", async () => {
  const { element } = await furnished();
  await openMenu(element);
  const at = () => focused(element)?.getAttribute("data-action");
  expect(at()).toBe("units-cm");
  await press("ArrowUp");
  expect(at()).toBe("help");
  await press("ArrowDown");
  expect(at()).toBe("units-cm");
  await press("End");
  expect(at()).toBe("help");
  await press("Home", "ArrowDown");
  expect(at()).toBe("units-m");
  await press("Enter");
  await many(element, "[role=menu]", 0);
  expect(focused(element)).toBe(inside(element, '[data-menu="more"]'));
  await openMenu(element);
  expect(at()).toBe("units-m");
  expect(inside(element, '[data-action="units-m"]').getAttribute("aria-checked")).toBe("true");
});

test("Escape, Tab and a press elsewhere close a menu", async () => {
  const { element, mouse } = await furnished();
  const button = await openMenu(element);
  await press("Escape");
  await many(element, "[role=menu]", 0);
  expect(focused(element)).toBe(button);
  await openMenu(element);
  await press("Tab");
  await many(element, "[role=menu]", 0);
  await openMenu(element);
  await mouse.click(element.toScreen([4000, 2500]));
  await many(element, "[role=menu]", 0);
  await openMenu(element);
  click(element, '[data-menu="export"]');
  await many(element, '[data-action="export-png"]', 1);
  expect(count(element, "[role=menu]")).toBe(1);
});

test("units and language are chosen from the menu", async () => {
  const { element, id } = await furnished();
  element.select([id]);
  await expect
    .poll(() => texts(element, ".inspector .inspector-facts span").join())
    .toContain("218 × 93 × 82 cm");
  await openMenu(element);
  click(element, '[data-action="units-m"]');
  await expect
    .poll(() => texts(element, ".inspector .inspector-facts span").join())
    .toContain("2.18 × 0.93 × 0.82 m");
  await openMenu(element);
  click(element, '[data-action="language-sv"]');
  await expect
    .poll(() => texts(element, ".inspector .inspector-facts span").join())
    .toContain("2,18 × 0,93 × 0,82 m");
  expect(element.lang).toBe("sv");
});

test("a word at the foot does not stand twice, and is put away; an urgent one interrupts", async () => {
  const { element, mouse } = await furnished();
  await mouse.wheel(element.toScreen([4000, 2500]), 0, 100);
  await expect.poll(() => texts(element, '.toasts [role="status"] .toast').length).toBe(1);
  await openTab(element, "room");
  click(element, '[data-fold="shapes"] summary');
  click(element, '[data-action="shape-l"]');
  await many(element, '[data-field="shape-cutWidth"]', 1);
  inside(element, '[data-field="shape-cutWidth"]').focus();
  await press("Control+a");
  await write("7 m");
  await press("Enter");
  click(element, '[data-action="use-shape"]');
  click(element, '[data-action="use-shape"]');
  await expect
    .poll(() => texts(element, '.toasts [role="alert"] .toast span'))
    .toEqual(["The cut-out must be smaller than the room."]);
  for (const left of [1, 0]) {
    click(element, '.toasts [data-action="dismiss"]');
    await many(element, ".toast", left);
  }
});

test("until the room is there its shape is shown, and it is said that it is being opened", async () => {
  const token = Promise.withResolvers<string>();
  const element = planner({ "room-url": roomUrl(newRoom()) });
  element.getToken = () => token.promise;
  document.body.append(element);
  await expect.poll(() => texts(element, ".veil [role=status]").length).toBe(1);
  // The overlay is opaque: its colour has no alpha.
  expect(getComputedStyle(inside(element, ".veil")).backgroundColor).toMatch(/^rgb\(/);
  expect(count(element, ".side .panel")).toBe(1);
  expect(inside(element, ".middle").inert).toBe(true);
  const response = await fetch("/token", {
    method: "POST",
    body: JSON.stringify({ room: "any", sub: "anna", name: "Anna" }),
  });
  token.resolve((await response.json()).token);
  await element.ready;
  await many(element, ".veil > *", 0);
  expect(inside(element, ".middle").inert).toBe(false);
});

test("until the furniture is there its shape is shown; what failed is tried again", async () => {
  const real = window.fetch;
  const first = Promise.withResolvers<Response>();
  let asked = 0;
  const spy = vi.spyOn(window, "fetch").mockImplementation((input, init) => {
    if (!String(input).includes("catalog.json") || ++asked > 1) return real(input, init);
    return first.promise;
  });
  onTestFinished(() => spy.mockRestore());
  const element = await open(newRoom());
  await many(element, '[data-panel="furniture"] .cards[aria-hidden="true"] .skeleton.card-picture', 8);
  first.resolve(new Response("", { status: 500 }));
  await many(element, '[data-action="retry-catalog"]', 1);
  click(element, '[data-action="retry-catalog"]');
  await many(element, ".card[data-product]", 60);
});

/** Opens a planner as narrow as a phone. */
async function narrow(attributes: Attributes = {}): Promise<{ element: HomstylePlanner; room: string }> {
  const room = newRoom();
  const element = planner({ "room-url": roomUrl(room), ...attributes });
  element.style.setProperty("width", "390px");
  document.body.append(element);
  await element.ready;
  return { element, room };
}

test("in a narrow planner panels are sheets over the plan, put away by tab, button and Escape", async () => {
  const { element } = await narrow();
  expect(count(element, "[data-panel]")).toBe(0);
  const plan = inside(element, ".plan").getBoundingClientRect();
  expect(plan.width).toBe(390);
  await openTab(element, "furniture");
  const sheet = inside(element, "[data-panel]").getBoundingClientRect();
  expect(sheet.width).toBeGreaterThan(380);
  expect(sheet.top).toBeGreaterThan(plan.top);
  expect(sheet.top).toBeLessThan(plan.bottom);
  click(element, 'button[data-tab="furniture"]');
  await many(element, "[data-panel]", 0);
  await openTab(element, "cart");
  inside(element, '[data-action="close-panel"]').focus();
  await press("Escape");
  await many(element, "[data-panel]", 0);
  await openTab(element, "people");
  click(element, '[data-action="close-panel"]');
  await many(element, "[data-panel]", 0);
  expect(element.shadowRoot?.querySelector(".planner")?.scrollWidth).toBe(390);
});

test("in a narrow planner what is added puts the sheet away, and the inspector shows more when asked", async () => {
  const { element, room } = await narrow();
  const bo = await watch(room);
  await many(element, '[data-action="start-keep"]', 1);
  click(element, '[data-action="start-keep"]');
  await many(element, '.over-begin [data-action="browse"]', 1);
  click(element, '.over-begin [data-action="browse"]');
  await many(element, ".card[data-product]", 60);
  click(element, '.card[data-product="stool.kotten"]');
  await expect.poll(() => bo.snapshot().items.size).toBe(1);
  await many(element, "[data-panel]", 0);
  await many(element, ".inspector .inspector-sheet", 1);
  const shown = () => inside(element, '[data-field="x"]').checkVisibility();
  expect(shown()).toBe(false);
  click(element, '[data-action="more"]');
  await expect.poll(shown).toBe(true);
  click(element, '[data-action="place"]');
  await expect.poll(shown).toBe(false);
});

test("in a narrow planner the menu has what the bar has no room for", async () => {
  const { element } = await narrow();
  click(element, '[data-menu="more"]');
  await many(element, '.menu-items [data-action="invite"]', 1);
  expect(count(element, '.menu-items [data-action="export-pdf"]')).toBe(1);
  expect(inside(element, '.bar > [data-action="invite"]').checkVisibility()).toBe(false);
  click(element, '.menu-items [data-action="invite"]');
  await many(element, 'dialog[open] input[type="radio"]', 2);
});
