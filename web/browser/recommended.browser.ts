// Recommendations in the inspector and the room panel: each has a reason, and one press puts it where it fits.

import { afterEach, expect, test, vi } from "vitest";
import learned from "../../shared/pairs/testdata/pairs.json?raw";
import { edit, settled } from "../src/client/changes.ts";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, drawn, inside, newRoom, open, put, watch } from "./fixture.ts";

const square = {
  outline: [
    [0, 0],
    [5000, 0],
    [5000, 4000],
    [0, 4000],
  ] as [number, number][],
};
const niche = {
  outline: [
    [0, 0],
    [2000, 0],
    [2000, 2100],
    [0, 2100],
  ] as [number, number][],
};

afterEach(() => void vi.restoreAllMocks());

/** Answers as a shop does that has published what was learned from its rooms. */
function publishPairs(): void {
  const real = window.fetch;
  vi.spyOn(window, "fetch").mockImplementation(async (input, init) => {
    if (`${input}`.endsWith("/pairs.json")) return new Response(learned);
    const response = await real(input, init);
    if (!`${input}`.endsWith("/catalog.json")) return response;
    return Response.json({ ...(await response.json()), pairs: `${location.origin}/catalog/pairs.json` });
  });
}

/** Opens a room of that outline with a sofa at its upper wall, which is selected. */
async function withSofa(shape: typeof square, x: number) {
  const room = newRoom();
  const bo = await watch(room);
  const { version: _, ...plan } = bo.snapshot().plan;
  await settled(edit(bo, [{ kind: "plan", plan: { ...plan, ...shape } }]));
  const sofa = await put(bo, "sofa.klinte", { x, y: 470, z: 0, rotation: 0 }, "moss");
  const element = await open(room);
  await drawn(element, sofa);
  element.select([sofa]);
  return { bo, element, sofa };
}

async function offers(element: HomstylePlanner, about: string): Promise<HTMLElement[]> {
  const selector = `[data-recommended="${about}"] button`;
  await expect.poll(() => count(element, selector), { timeout: 20_000 }).toBeGreaterThan(0);
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

/** Returns the verdicts of the fit panel by the ids of the items. */
async function verdictOf(element: HomstylePlanner, id: string): Promise<string> {
  await expect.poll(() => element.report.lines.flatMap((line) => line.items)).toContain(id);
  return element.report.lines.find((line) => line.items.includes(id))?.verdict ?? "";
}

function idsOf(room: Room): string[] {
  return [...room.snapshot().items.keys()];
}

test("RC2 RC3 what goes with a sofa says why, is added where it fits, and one undo removes it", async () => {
  const { bo, element, sofa } = await withSofa(square, 2500);
  const found = await offers(element, "goesWith");
  expect(found.length).toBeLessThanOrEqual(4);
  for (const each of found) {
    expect(each.querySelector(".recommended-why")?.textContent).toMatch(/Klinte|missing/);
  }
  found[0]?.click();
  await expect.poll(() => idsOf(bo).length).toBe(2);
  const [added = ""] = idsOf(bo).filter((id) => id !== sofa);
  expect(bo.snapshot().items.get(added)?.product).toBe(found[0]?.dataset.product);
  expect(await verdictOf(element, added)).toBe("fits");
  element.undo();
  await expect.poll(() => idsOf(bo)).toEqual([sofa]);
});

test("RC2 RC5 a sofa that is too big is replaced by one that fits, and one undo brings it back", async () => {
  const { bo, element, sofa } = await withSofa(niche, 1000);
  const [smaller] = await offers(element, "smaller");
  expect(smaller?.textContent).toContain("This is too big: Tallö, 164 cm, fits here.");
  smaller?.click();
  await expect.poll(() => idsOf(bo).includes(sofa)).toBe(false);
  const [added = ""] = idsOf(bo);
  expect(bo.snapshot().items.get(added)).toMatchObject({ product: "sofa.tallo", variant: "sage" });
  expect(await verdictOf(element, added)).toBe("fits");
  element.undo();
  await expect.poll(() => idsOf(bo)).toEqual([sofa]);
});

test("RC3 RC6 what customers put together, as learned from the shop's rooms, comes first and says so", async () => {
  const often = (found: HTMLElement[]) =>
    found
      .map((each) => each.querySelector(".recommended-why")?.textContent)
      .map((why) => why?.includes("Often"));
  const without = await withSofa(square, 2500);
  expect(often(await offers(without.element, "goesWith"))).not.toContain(true);
  without.element.remove();
  publishPairs();
  const { element } = await withSofa(square, 2500);
  const [first] = await offers(element, "goesWith");
  expect(first?.dataset.product).toBe("rug.ljung");
  expect(first?.querySelector(".recommended-why")?.textContent).toBe("Often in the same room as Klinte.");
});

test("RC4 the room panel has what the room lacks, until it is there", async () => {
  const { bo, element } = await withSofa(square, 2500);
  inside(element, 'button[data-tab="room"]').click();
  const found = await offers(element, "finish");
  expect(found.length).toBeLessThanOrEqual(4);
  const product = found[0]?.dataset.product;
  found[0]?.click();
  await expect.poll(() => idsOf(bo).length).toBe(2);
  await expect
    .poll(() => count(element, `[data-recommended="finish"] [data-product="${product}"]`), {
      timeout: 20_000,
    })
    .toBe(0);
});

test("RC4 an empty room is offered something to begin with, and then what goes with it", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const { version: _, ...plan } = bo.snapshot().plan;
  await settled(edit(bo, [{ kind: "plan", plan: { ...plan, ...square } }]));
  const element = await open(room);
  inside(element, 'button[data-tab="room"]').click();
  const found = await offers(element, "finish");
  const list = '[data-recommended="finish"]';
  expect(inside(element, `${list} h3`).textContent).toBe("Something to begin with");
  expect(found.map((each) => each.querySelector(".recommended-why")?.textContent)).toContain(
    "Makes this a living room.",
  );
  found.find(({ dataset }) => dataset.product?.startsWith("bed."))?.click();
  await expect.poll(() => idsOf(bo).length).toBe(1);
  await expect
    .poll(() => inside(element, `${list} h3`).textContent, { timeout: 20_000 })
    .toBe("Finish this room");
  await expect
    .poll(() => count(element, `${list} [data-product^="nightstand."]`), { timeout: 20_000 })
    .toBe(1);
  expect(count(element, `${list} [data-product^="table."]`)).toBe(0);
});

test("a viewer is recommended nothing", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const sofa = await put(bo, "sofa.klinte", { x: 2500, y: 470, z: 0, rotation: 0 }, "moss");
  const element = await open(room, { "token-url": "/token?role=viewer" });
  await drawn(element, sofa);
  element.select([sofa]);
  await expect.poll(() => count(element, ".inspector-sheet")).toBe(1);
  expect(count(element, "[data-recommended]")).toBe(0);
});
