// The element's life cycle: opened, changed, moved, closed and removed, at any moment and in any order.

import { expect, onTestFinished, test, vi } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { errorsOf, furnish, inside, newRoom, open, others, planner, roomUrl, watch } from "./fixture.ts";
import { cutLine, mendLine, sockets } from "./network.ts";

/** Waits for so many turns of the microtask queue, during which the element opens. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

const moments = [0, 1, 3, 10, 40];
const endings: [string, (element: HomstylePlanner) => void][] = [
  ["removed", (element) => element.remove()],
  ["closed", (element) => element.close()],
];

for (const [how, end] of endings) {
  test.each(moments)(`CL2 who is ${how} while opening was never there (after %i turns)`, async (count) => {
    const room = newRoom();
    const bo = await watch(room);
    const element = planner({ "room-url": roomUrl(room), lang: "sv" });
    document.body.append(element);
    await turns(count);
    end(element);
    // By the time that this peer has joined, a peer that should not exist would have joined too.
    await open(room, { name: "Cleo" });
    await expect.poll(() => others(bo)).toEqual(["Cleo"]);
    expect(sockets()).toBe(2);
  });
}

test.each(moments)("a room-url that comes later opens the room (after %i turns)", async (count) => {
  const room = newRoom();
  const bo = await watch(room);
  const element = planner();
  document.body.append(element);
  await turns(count);
  element.setAttribute("room-url", roomUrl(room));
  await element.ready;
  await expect.poll(() => others(bo)).toEqual(["Anna"]);
});

test.each(moments)("another room-url while opening opens that room alone (after %i turns)", async (count) => {
  const first = newRoom();
  const second = newRoom();
  const bo = await watch(first);
  const cleo = await watch(second);
  const element = planner({ "room-url": roomUrl(first), lang: "sv" });
  document.body.append(element);
  await turns(count);
  element.setAttribute("room-url", roomUrl(second));
  await element.ready;
  await expect.poll(() => others(cleo)).toEqual(["Anna"]);
  expect(others(bo)).toEqual([]);
  expect(sockets()).toBe(3);
});

test("a room-url that is taken away and another that comes open the other room", async () => {
  const first = newRoom();
  const second = newRoom();
  const bo = await watch(first);
  const cleo = await watch(second);
  const element = await open(first);
  element.removeAttribute("room-url");
  await expect.poll(() => others(bo)).toEqual([]);
  element.setAttribute("room-url", roomUrl(second));
  await element.ready;
  await expect.poll(() => others(cleo)).toEqual(["Anna"]);
});

test("add() in a room that is left before it was there rejects", async () => {
  const element = planner({ "room-url": roomUrl(newRoom()) });
  document.body.append(element);
  await expect.poll(() => element.shadowRoot?.querySelector(".planner")).toBeTruthy();
  const adding = element.add("sofa.klinte");
  element.remove();
  await expect(adding).rejects.toThrow("left");
});

test("add() rejects at once when the room is left while the catalogue is on its way", async () => {
  const real = window.fetch;
  const never = new Promise<Response>(() => {});
  const spy = vi
    .spyOn(window, "fetch")
    .mockImplementation((input, init) =>
      String(input).includes("catalog.json") ? never : real(input, init),
    );
  onTestFinished(() => spy.mockRestore());
  const element = await open(newRoom());
  const adding = element.add("sofa.klinte");
  element.remove();
  await expect(adding).rejects.toThrow("left");
});

test("after close() the same room stays closed, and another room opens", async () => {
  const first = newRoom();
  const second = newRoom();
  const bo = await watch(first);
  const cleo = await watch(second);
  const element = await open(first);
  element.close();
  element.setAttribute("lang", "sv");
  await expect.poll(() => others(bo)).toEqual([]);
  expect(element.dataset.status).toBe("closed");
  element.setAttribute("room-url", roomUrl(second));
  await element.ready;
  await expect.poll(() => others(cleo)).toEqual(["Anna"]);
  expect(others(bo)).toEqual([]);
});

test("an element that is moved in the page goes on as it was", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  const id = await element.add("sofa.klinte");
  const [peer] = bo.snapshot().peers.filter((p) => !p.you);
  for (let i = 0; i < 5; i++) {
    const box = document.createElement("div");
    document.body.append(box);
    box.append(element);
  }
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  element.undo();
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(false);
  expect(bo.snapshot().peers.filter((p) => !p.you)).toEqual([peer]);
  expect(sockets()).toBe(2);
});

/** Returns the state that a move of the element must not lose. */
function belongings(element: HomstylePlanner) {
  return {
    selected: inside(element, "[data-item][aria-pressed=true]").getAttribute("data-item"),
    panel: inside(element, "[data-panel]").getAttribute("data-panel"),
    zoom: inside(element, ".plan svg > g").getAttribute("transform"),
    undo: !(inside(element, "[data-action=undo]") as HTMLButtonElement).disabled,
  };
}

const lived: [string, string, (element: HomstylePlanner) => unknown, unknown][] = [
  ["lang", "sv", (e) => inside(e, "[data-action=fit]").getAttribute("aria-label"), "Visa hela rummet"],
  ["currency", "EUR", (e) => e.report.currency, "EUR"],
  ["name", "Annika", (e) => inside(e, "li[data-you]").getAttribute("data-name"), "Annika"],
];

test.each(lived)(
  "%s changes in an open room, and costs neither undo, selection, panel nor zoom",
  async (name, value, shown, is) => {
    const room = newRoom();
    const bo = await watch(room);
    const element = await open(room);
    const id = await element.add("sofa.klinte");
    await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
    inside(element, "[data-tab=cart]").click();
    inside(element, "[data-action=zoom-in]").click();
    await expect.poll(() => belongings(element)).toMatchObject({ panel: "cart", selected: id, undo: true });
    const before = belongings(element);
    const [peer] = bo.snapshot().peers.filter((p) => !p.you);
    element.setAttribute(name, value);
    await expect.poll(() => shown(element)).toBe(is);
    expect(belongings(element)).toEqual(before);
    await expect.poll(() => bo.snapshot().peers.find((p) => !p.you)).toMatchObject({ id: peer?.id });
    element.undo();
    await expect.poll(() => bo.snapshot().items.has(id)).toBe(false);
  },
);

test("view changes at any time, also together with what opens the room", async () => {
  const element = planner({ view: "2d" });
  document.body.append(element);
  element.setAttribute("room-url", roomUrl(newRoom()));
  element.setAttribute("lang", "sv");
  await element.ready;
  expect(inside(element, "[data-action=fit]").getAttribute("aria-label")).toBe("Visa hela rummet");
});

test("CL1 a key's step is stored, not lost, by who leaves at once", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const id = await furnish(bo);
  const element = await open(room);
  element.select([id]);
  await expect.poll(() => element.shadowRoot?.querySelector(`[data-item="${id}"]`)).not.toBeNull();
  const piece = inside(element, `[data-item="${id}"]`);
  piece.focus();
  piece.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, composed: true }));
  element.remove();
  await expect.poll(() => bo.snapshot().items.get(id)?.x).toBe(2010);
  await expect.poll(() => others(bo)).toEqual([]);
});

test("CL1 another room waits for what is queued, or asks", async () => {
  const first = newRoom();
  const second = newRoom();
  const bo = await watch(first);
  const cleo = await watch(second);
  const element = await open(first);
  const ask = vi.spyOn(window, "confirm").mockReturnValue(false);
  cutLine();
  await expect.poll(() => element.dataset.status).toBe("offline");
  const id = await element.add("sofa.klinte");
  element.setAttribute("room-url", roomUrl(second));
  await expect.poll(() => ask.mock.calls.length).toBe(1);
  expect(ask.mock.calls[0]?.[0]).toContain("1 change");
  expect(others(cleo)).toEqual([]);
  mendLine();
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  await element.ready;
  await expect.poll(() => others(cleo)).toEqual(["Anna"]);
  ask.mockRestore();
});

test("CL2 a room that is opened again has the same peer", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  await expect.poll(() => others(bo)).toEqual(["Anna"]);
  const before = bo.snapshot().peers.find((p) => !p.you)?.id;
  element.setAttribute("invite", "");
  element.setAttribute("token-url", "/token?again");
  element.removeAttribute("invite");
  await element.ready;
  await expect.poll(() => others(bo)).toEqual(["Anna"]);
  expect(bo.snapshot().peers.find((p) => !p.you)?.id).toBe(before);
  element.remove();
  const other = await open(room);
  await expect.poll(() => others(bo)).toEqual(["Anna"]);
  expect(bo.snapshot().peers.find((p) => !p.you)?.id).toBe(before);
  expect(other.dataset.status).toBe("online");
});

test("CL2 ID1 two planners of one room are two peers, and both work", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const [one, two] = await Promise.all([open(room), open(room, { name: "Axel" })]);
  await expect.poll(() => others(bo).sort()).toEqual(["Anna", "Axel"]);
  const ids = [await one.add("sofa.klinte"), await two.add("sofa.klinte"), await one.add("sofa.klinte")];
  for (const id of ids) await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  for (const planner of [one, two]) expect(planner.dataset.status).toBe("online");
});

const tags: [string, string][] = [
  ["sv_SE", "Visa hela rummet"],
  ["sv.UTF-8", "Visa hela rummet"],
  ["de_DE", "Den ganzen Raum zeigen"],
  ["x", "Show the whole room"],
  ["not a lang", "Show the whole room"],
];

test.each(tags)("lang=%s is a language, or the page's", async (lang, label) => {
  const element = planner({ "room-url": roomUrl(newRoom()), lang, currency: "kr" });
  const errors = errorsOf(element);
  document.body.append(element);
  await element.ready;
  expect(inside(element, "[data-action=fit]").getAttribute("aria-label")).toBe(label);
  element.setAttribute("lang", "en_GB");
  await expect
    .poll(() => inside(element, "[data-action=fit]").getAttribute("aria-label"))
    .toBe("Show the whole room");
  expect(errors).toEqual([]);
});

test("the page's own lang may be written with an underscore, too", async () => {
  document.documentElement.lang = "sv_SE";
  const element = planner({ "room-url": roomUrl(newRoom()), lang: "" });
  document.body.append(element);
  await element.ready;
  document.documentElement.lang = "";
  expect(inside(element, "[data-action=fit]").getAttribute("aria-label")).toBe("Visa hela rummet");
});
