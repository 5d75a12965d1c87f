// The dialog that arranges the room: SPEC section 21.

import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, focused, inside, newRoom, open, put, watch } from "./fixture.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Opens a room whose pieces stand in a heap, beside another person, and the dialog. */
async function arranging(lang = "en") {
  const room = newRoom();
  const bo = await watch(room);
  const products = ["sofa.klinte", "table.bjorknas", "tv.bildsta", "shelf.lovsta"];
  const ids: string[] = [];
  for (const product of products) ids.push(await put(bo, product, { x: 2400, y: 2000, z: 0, rotation: 0 }));
  const element = await open(room, { lang });
  for (const id of ids) await drawn(element, id);
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, "[data-action=arrange]")).toBe(1);
  const button = inside(element, "[data-action=arrange]");
  button.focus();
  button.click();
  return { bo, element, ids };
}

function layouts(element: HomstylePlanner): number {
  return count(element, "dialog [data-action=use-layout]");
}

/** Closes the dialog; resolves when its content is gone, too. */
async function closed(element: HomstylePlanner): Promise<void> {
  (inside(element, "dialog") as HTMLDialogElement).close();
  await expect.poll(() => count(element, "dialog .arrange")).toBe(0);
}

/** Counts the workers from now on. The scripts of the first `broken` ones are missing. */
function watchWorkers(broken = 0): { made: number; failed: number; ended: number } {
  const workers = { made: 0, failed: 0, ended: 0 };
  class Watched extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(workers.made < broken ? "/missing.js" : url, options);
      workers.made++;
      this.addEventListener("error", () => workers.failed++);
    }
    override terminate(): void {
      workers.ended++;
      super.terminate();
    }
  }
  vi.stubGlobal("Worker", Watched);
  return workers;
}

/** Returns the layouts' pictures. */
function pictures(element: HomstylePlanner): string[] {
  const all = element.shadowRoot?.querySelectorAll(".arrange-layout svg.layout-picture") ?? [];
  return [...all].map(({ innerHTML }) => innerHTML);
}

async function allFound(element: HomstylePlanner): Promise<void> {
  await expect.poll(() => count(element, "[data-action=arrange-again]"), { timeout: 10_000 }).toBe(1);
}

test("shows layouts as pictures, and one press applies one for everybody, as one step to undo", async () => {
  const { bo, element, ids } = await arranging();
  await allFound(element);
  expect(layouts(element)).toBeGreaterThan(0);
  expect(count(element, ".arrange-layout svg.layout-picture")).toBe(layouts(element));
  expect(inside(element, "[data-action=use-layout]").textContent).toContain("Layout 1");
  const placesOf = () =>
    ids.map((id) => {
      const { x = 0, y = 0 } = bo.snapshot().items.get(id) ?? {};
      return `${x} ${y}`;
    });
  const before = placesOf();
  inside(element, "[data-action=use-layout]").click();
  await expect.poll(() => placesOf().filter((at, i) => at !== before[i]).length).toBe(ids.length);
  expect(count(element, "dialog[open]")).toBe(0);
  await expect.poll(() => count(element, '.plan [data-item]:not([data-verdict="fits"])')).toBe(0);
  element.undo();
  await expect.poll(placesOf).toEqual(before);
});

test("AR5 AR9 a worker finds the same layouts as the page does if the worker can't be loaded", async () => {
  const workers = watchWorkers(1);
  const warned = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  const { element } = await arranging();
  await allFound(element);
  expect(workers).toEqual({ made: 1, failed: 1, ended: 1 });
  const inPage = pictures(element);
  expect(inPage.length).toBeGreaterThan(0);
  await closed(element);
  inside(element, "[data-action=arrange]").click();
  await allFound(element);
  expect(workers).toEqual({ made: 2, failed: 1, ended: 2 });
  expect(pictures(element)).toEqual(inPage);
  for (const warn of warned) expect(warn).not.toHaveBeenCalled();
});

test("AR9 the worker ends when the search is stopped", async () => {
  const workers = watchWorkers();
  const { element } = await arranging();
  await expect.poll(() => workers).toEqual({ made: 1, failed: 0, ended: 0 });
  inside(element, "[data-action=stop-arranging]").click();
  await expect.poll(() => count(element, "[data-action=arrange-again]")).toBe(1);
  expect(workers).toEqual({ made: 1, failed: 0, ended: 1 });
});

test("layouts are side by side, and on a phone one below the other, the words beside the picture", async () => {
  const { element } = await arranging();
  await allFound(element);
  const cards = [...(element.shadowRoot?.querySelectorAll(".arrange-layout") ?? [])];
  expect(cards).toHaveLength(3);
  const tops = () => new Set(cards.map((card) => card.getBoundingClientRect().top)).size;
  const lefts = () => new Set(cards.map((card) => card.getBoundingClientRect().left)).size;
  expect([tops(), lefts()]).toEqual([1, 3]);
  await page.viewport(390, 844);
  onTestFinished(() => page.viewport(1000, 700));
  expect([tops(), lefts()]).toEqual([3, 1]);
  const [picture, words] = ["svg", "strong"].map((part) =>
    cards[0]?.querySelector(part)?.getBoundingClientRect(),
  );
  expect(words?.left).toBeGreaterThan(picture?.right ?? Infinity);
});

test("is closed and stopped by the keyboard, and the focus returns to its button", async () => {
  const { element } = await arranging();
  await expect.poll(() => count(element, "dialog .arrange")).toBe(1);
  const cancel = inside(element, "[data-action=stop-arranging]");
  cancel.focus();
  cancel.click();
  await expect.poll(() => count(element, "[data-action=arrange-again]")).toBe(1);
  await closed(element);
  expect(focused(element)?.getAttribute("data-action")).toBe("arrange");
});

test("if the room changes meanwhile, nothing is moved and others are looked for", async () => {
  const { bo, element, ids } = await arranging();
  await allFound(element);
  await put(bo, "plant.gronska", { x: 800, y: 800, z: 0, rotation: 0 });
  await expect.poll(() => element.items.length).toBe(ids.length + 1);
  inside(element, "[data-action=use-layout]").click();
  await expect.poll(() => count(element, "[data-action=stop-arranging]")).toBe(1);
  expect(element.items.filter(({ x }) => x === 2400)).toHaveLength(ids.length);
});

test("moves only what is selected if the person chooses so", async () => {
  const { bo, element, ids } = await arranging();
  const [sofa = "", table = "", ...others] = ids;
  await closed(element);
  element.select([sofa, table]);
  inside(element, "[data-action=arrange]").click();
  await expect.poll(() => count(element, "dialog input[name=what]")).toBe(2);
  expect(inside(element, ".arrange-what label:last-of-type").textContent).toContain("The 2 selected pieces");
  inside(element, ".arrange-what label:last-of-type input").click();
  await allFound(element);
  inside(element, "[data-action=use-layout]").click();
  const xOf = (id: string) => bo.snapshot().items.get(id)?.x;
  await expect.poll(() => [xOf(sofa), xOf(table)].filter((x) => x !== 2400).length).toBeGreaterThan(0);
  expect(others.map(xOf)).toEqual(others.map(() => 2400));
});

test("speaks the planner's language", async () => {
  const { element } = await arranging("de");
  await expect.poll(() => inside(element, "dialog").getAttribute("aria-label")).toBe("Für mich einrichten");
});

test("is not offered in an empty room", async () => {
  const element = await open(newRoom());
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, "[data-action=use-shape]")).toBe(1);
  expect(count(element, "[data-action=arrange]")).toBe(0);
});
