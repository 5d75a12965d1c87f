// Failures around the planner: each is reported, and nothing is lost.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

/** The actions of the buttons in the bar. */
const asked = ["view-2d", "view-3d", "history", "invite", "export"];
const sofa: Piece = ["sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 0 }];

test("without a catalogue the room works, and a retry brings the furniture", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  let away = true;
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog.json", (route) => (away ? route.abort() : route.continue()));
    },
  });
  await expect.poll(() => anna.errors()).toEqual(["catalog_unreachable"]);
  await anna.drag(id, [3000, 2500]);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(2);

  away = false;
  await anna.act("retry-catalog");
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBeGreaterThan(40);
  await expect
    .poll(() => anna.page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label"))
    .toContain("Klinte");
});

test("a page that does not know where the room is says so in the reader's language", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    locale: "sv-SE",
    arrive: false,
    before: async ({ page }) => {
      await page.route("**/config.json", (route) => route.fulfill({ status: 503 }));
    },
  });
  const alert = anna.page.getByRole("alert");
  await expect.poll(() => alert.allTextContents()).toEqual([expect.stringMatching(/^Rummet kan inte.*503/)]);
  expect(await anna.page.locator("html").getAttribute("lang")).toBe("sv");
});

test("one bad product is left out, and the others are there; a dead image harms nobody", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog.json", async (route) => {
        const response = await route.fetch();
        const catalog = await response.json();
        catalog.products[0].size.width = "wide";
        catalog.products[1].image = "dead.webp";
        await route.fulfill({ response, json: catalog });
      });
    },
  });
  await expect.poll(() => anna.errors()).toEqual(["catalog_partly"]);
  await expect.poll(() => anna.page.locator("button[data-product]").count()).toBeGreaterThan(40);
  expect(await anna.page.locator('button[data-product="sofa.klinte"]').count()).toBe(0);
  const drawn = anna.page.locator("button[data-product]").first().locator("svg");
  await expect.poll(() => drawn.count()).toBeGreaterThan(0);
});

test("a shop that gives no token is told, and the person sees why", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    arrive: false,
    before: async ({ page }) => {
      await page.route("**/token*", (route) => route.fulfill({ status: 403, json: { message: "No." } }));
    },
  });
  await expect.poll(async () => (await anna.errors())[0]).toBe("token_refused");
  await expect.poll(() => anna.status()).not.toBe("online");
});

test("AC11 whose token is withdrawn is told, loses nothing, and comes back with a new one", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  await anna.drag(id, [3000, 2500]);
  const dropped = await anna.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(2);
  await anna.grab(id);
  await expect.poll(() => anna.lock(id)).toBe("mine");

  await house.stack.revoke(room);
  const veil = anna.page.getByRole("alert");
  await expect.poll(() => veil.allTextContents()).toContainEqual(expect.stringContaining("was withdrawn"));
  await anna.drop();
  expect(await anna.status()).toBe("closed");
  await expect.poll(() => idle(anna)).toEqual(asked);
  await expect.poll(() => house.stack.peers(room)).toEqual([]);
  const stored = (await house.stack.stored(room)).get(id);
  expect(stored).toMatchObject({ ...dropped, version: 2 });
  expect(stored?.holder).toBeUndefined();

  // The shop issues her another token. One of the same second counts as older (AC11).
  const back = async () => {
    const button = anna.page.locator('[data-action="reload"]');
    if (await button.isVisible()) await button.click();
    return await anna.status();
  };
  await expect.poll(back, { interval: 500 }).toBe("online");
  await expect.poll(() => idle(anna)).toEqual([]);
  await expect.poll(() => anna.place(id)).toEqual(dropped);
  await anna.drag(id, [2000, 3000]);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(3);
});

test("AC13 a page that is older than the server is told, and reloads itself", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const anna = await house.visit(room, "Anna", {
    arrive: false,
    before: async ({ page }) => void (await page.addInitScript(speakOnlyOld)),
  });
  const veil = anna.page.getByRole("alert");
  await expect
    .poll(() => veil.allTextContents())
    .toContainEqual(expect.stringContaining("older than the room"));
  expect(await anna.status()).toBe("closed");
  await expect.poll(() => idle(anna)).toEqual(asked);
  expect(await anna.items()).toEqual([]);

  const reload = anna.page.getByRole("button", { name: "Reload the page" });
  await reload.click();
  await expect.poll(() => anna.status()).toBe("online");
  await expect.poll(() => anna.items()).toEqual(ids);
});

test("what is done before the code for it has come is kept, and done once", async ({ house }) => {
  const { room, ids } = await house.room(sofa, ["stool.kotten", { x: 4000, y: 3000, z: 0, rotation: 0 }]);
  const [id = "", stool = ""] = ids;
  let come = () => {};
  const here = new Promise<void>((resolve) => {
    come = resolve;
  });
  const bo = await house.visit(room, "Bo");
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/assets/work-*.js", async (route) => {
        await here;
        await route.continue();
      });
    },
  });
  expect(await anna.page.locator("button[data-product]").count()).toBe(0);
  await anna.drag(id, [3000, 2500]);
  await anna.page.locator(`svg [data-item="${stool}"]`).focus();
  await anna.press("r");
  expect(await anna.places()).toEqual(await bo.places());
  expect(anna.actions).toEqual(["sync"]);

  come();
  await expect.poll(async () => (await bo.place(stool))?.rotation).toBe(90);
  await expect.poll(async () => (await bo.place(id))?.x).toBeCloseTo(3000, -2);
  const versions = async () => [...(await house.stack.stored(room)).values()].map(({ version }) => version);
  await expect.poll(versions).toEqual([2, 2]);
  for (const each of ids) await expect.poll(() => bo.lock(each)).toBe("free");
  expect(await versions()).toEqual([2, 2]);
});

/** Returns the buttons of the bar that are disabled. */
async function idle({ page }: Person): Promise<string[]> {
  const names = page
    .locator(".bar :is([data-action], [data-menu]):disabled:not(.bar-undoing *)")
    .evaluateAll((all) =>
      all.map((button) => button.getAttribute("data-action") ?? button.getAttribute("data-menu")),
    );
  return (await names).flatMap((name) => name ?? []);
}

/** Runs in the page: until it is reloaded, it offers a protocol version that no server supports any more. */
function speakOnlyOld(): void {
  const [loaded] = performance.getEntriesByType("navigation");
  if (loaded instanceof PerformanceNavigationTiming && loaded.type === "reload") return;
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols: string | string[] = []) {
      super(url, ["homstyle.v0", ...[protocols].flat().slice(1)]);
    }
  };
}
