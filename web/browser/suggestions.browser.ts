// Suggestions in words, with a fake HTTP API.

import { afterEach, expect, test, vi } from "vitest";
import { edit, settled } from "../src/client/changes.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, furnished, inside, newRoom, open, watch } from "./fixture.ts";
import { press } from "./hands.ts";

afterEach(() => void vi.restoreAllMocks());

/** Answers requests for suggestions; returns the bodies that were sent. */
function answering(status: number, answer: unknown): unknown[] {
  const sent: unknown[] = [];
  const real = window.fetch;
  vi.spyOn(window, "fetch").mockImplementation(async (input, init) => {
    if (!`${input}`.endsWith("/suggestions")) return await real(input, init);
    sent.push(JSON.parse(`${init?.body}`));
    return new Response(JSON.stringify(answer), { status });
  });
  return sent;
}

async function atRoomPanel(attributes: Record<string, string> = { suggestions: "", "api-url": "/api" }) {
  const { bo, element, id } = await furnished(attributes);
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-action="choose-scan"]')).toBe(1);
  return { bo, element, id };
}

function ask(element: HomstylePlanner, wish: string): void {
  const field = inside(element, '[data-action="wish"]') as HTMLTextAreaElement;
  field.value = wish;
  field.dispatchEvent(new Event("input"));
  inside(element, '[data-action="suggest"]').click();
}

/** Returns how many products are listed to be placed. */
async function shown(element: HomstylePlanner): Promise<{ placed: number }> {
  await expect.poll(() => count(element, '[data-list="suggested"] li')).toBeGreaterThan(0);
  return { placed: count(element, '[data-list="suggested"] li') };
}

const section = (element: HomstylePlanner) => inside(element, '[data-part="suggestions"]').textContent;

test("WD1 the suggested pieces are shown with their total, and placed for everybody as one change", async () => {
  const sent = answering(200, {
    products: [
      { product: "rug.ljung", count: 1, price: 1 },
      { product: "chair.stavre", count: 2, price: 1 },
      { product: "not.sold", count: 1, price: 1 },
    ],
    currency: "SEK",
    total: 4,
  });
  const { bo, element, id } = await atRoomPanel();
  ask(element, "cosy for two");
  await expect.poll(() => count(element, '[data-list="suggested"] li')).toBe(2);
  expect(sent).toEqual([{ wish: "cosy for two", lang: "en", currency: "SEK" }]);
  expect(section(element)).toContain("2 × ");
  expect(section(element)).toContain("Together ");
  expect(inside(element, '[data-list="left"]').textContent).toContain("not.sold");
  expect(bo.snapshot().items.size).toBe(1);

  inside(element, '[data-action="place-suggested"]').click();
  await expect.poll(() => bo.snapshot().items.size).toBe(4);
  const products = [...bo.snapshot().items.values()].map(({ product }) => product).sort();
  expect(products).toEqual(["chair.stavre", "chair.stavre", "rug.ljung", "sofa.klinte"]);
  expect(count(element, '[data-action="place-suggested"]')).toBe(0);

  inside(element, "svg.plan-drawing").focus();
  await press("Control+z");
  await expect.poll(() => [...bo.snapshot().items.keys()]).toEqual([id]);
});

test("WD1 what does not fit is left out and named, and all that is placed fits", async () => {
  answering(200, {
    products: [
      { product: "wardrobe.gomman", count: 1, price: 1 },
      { product: "sofa.havsro", count: 1, price: 1 },
      { product: "sofa.ekviken", count: 1, price: 1 },
      { product: "shelf.lovsta", count: 1, price: 1 },
    ],
    currency: "SEK",
    total: 4,
  });
  const room = newRoom();
  const bo = await watch(room);
  const { version: _, ...plan } = bo.snapshot().plan;
  const outline = [
    [0, 0],
    [1300, 0],
    [1300, 1300],
    [0, 1300],
  ] as [number, number][];
  const closet = { ...plan, outline, walls: [], doors: [], windows: [], fixtures: [] };
  await settled(edit(bo, [{ kind: "plan", plan: closet }]));
  const element = await open(room, { suggestions: "", "api-url": "/api" });
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, '[data-action="choose-scan"]')).toBe(1);
  ask(element, "cosy for two");
  await expect.poll(() => count(element, '[data-list="left"]')).toBe(1);
  const left = inside(element, '[data-list="left"]').textContent;
  expect(left).toMatch(/^Left out, as it does not fit or is not sold: .*Ekviken/);
  expect(left).toContain("Havsro");
  const { placed } = await shown(element);
  inside(element, '[data-action="place-suggested"]').click();
  await expect.poll(() => bo.snapshot().items.size).toBe(placed);
  await expect
    .poll(() => element.report.lines.map(({ verdict }) => verdict))
    .toEqual(Array(placed).fill("fits"));
});

test("WD5 a refusal is a sentence in the user's language, and changes nothing", async () => {
  answering(429, { code: "used_up" });
  const { bo, element } = await atRoomPanel();
  ask(element, "cosy");
  await expect.poll(() => section(element)).toContain("has used its suggestions of today");
  element.setAttribute("lang", "sv");
  await expect.poll(() => section(element)).toContain("Rummet har använt dagens förslag");
  expect(bo.snapshot().items.size).toBe(1);
});

test("the section is shown only where the page offers it", async () => {
  for (const attributes of [{ "api-url": "/api" }, { suggestions: "" }]) {
    const { element } = await atRoomPanel(attributes as Record<string, string>);
    expect(count(element, '[data-part="suggestions"]')).toBe(0);
    element.remove();
  }
});
