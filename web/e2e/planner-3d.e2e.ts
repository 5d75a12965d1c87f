// The room in 3D: loaded on demand, edited by pointer and keys, and walked through.

import { expect } from "vitest";
import { type Piece, test } from "./fixture.ts";
import type { Person } from "./planner-page.ts";

/** Small, because without a graphics card each pixel takes time. */
const small = { viewport: { width: 770, height: 360 }, hasTouch: true };
const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

/** Returns an attribute of an item in the 3D view's hidden list. */
async function listed(person: Person, id: string, what: string): Promise<string | null> {
  return person.page.locator(`[data-item3d="${id}"]`).getAttribute(what);
}

/** Searches for an item with the mouse: over an item, the cursor becomes a hand. */
async function feel(person: Person): Promise<[number, number]> {
  const canvas = person.page.locator(".view3d canvas");
  const box = await canvas.boundingBox();
  if (!box) throw new Error("There is no picture.");
  for (const [fx, fy] of [
    [0.5, 0.5],
    [0.5, 0.55],
    [0.5, 0.45],
    [0.55, 0.5],
    [0.45, 0.5],
    [0.5, 0.6],
  ] as const) {
    const at: [number, number] = [box.x + box.width * fx, box.y + box.height * fy];
    await person.page.mouse.move(...at);
    if (await canvas.evaluate((c) => c.classList.contains("grabbable"))) return at;
  }
  throw new Error("Nothing is under the mouse.");
}

/** Runs in the page: counts draw calls. */
function countDraws(): void {
  const { prototype } = WebGL2RenderingContext;
  Reflect.set(window, "draws", 0);
  for (const name of ["drawElements", "drawArrays"] as const) {
    const draw = prototype[name];
    Object.defineProperty(prototype, name, {
      value(this: WebGL2RenderingContext, ...how: unknown[]) {
        Reflect.set(window, "draws", Number(Reflect.get(window, "draws")) + 1);
        return Reflect.apply(draw, this, how);
      },
    });
  }
}

/** Returns the number of draw calls so far. */
async function drawn(person: Person): Promise<number> {
  return person.page.evaluate(() => Number(Reflect.get(window, "draws")));
}

/** Waits until frames pass without draw calls. */
async function still(person: Person): Promise<void> {
  const draws = () =>
    person.page.evaluate(async () => {
      const before: unknown = Reflect.get(window, "draws");
      for (let i = 0; i < 12; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return Number(Reflect.get(window, "draws")) - Number(before);
    });
  await expect.poll(draws, { timeout: 30_000 }).toBe(0);
}

test("3D comes when it is asked for; one looks round, drags, turns and locks in it as in 2D; else nothing is drawn", async ({
  house,
}) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", {
    ...small,
    // An animation has many frames, each of which is drawn in software here.
    reducedMotion: "reduce",
    before: async ({ page }) => {
      await page.addInitScript(countDraws);
    },
  });
  const bo = await house.visit(room, "Bo");
  const loaded: string[] = [];
  anna.page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await expect.poll(() => anna.people()).toHaveLength(2);
  expect(loaded.filter((path) => path.includes("view3d"))).toEqual([]);
  // Closes a panel, to make space for the view beside the inspector.
  await anna.page.locator('button[data-tab="furniture"]').click();
  await anna.open3d();
  expect(loaded.filter((path) => path.includes("view3d"))).not.toEqual([]);
  const canvas = anna.page.locator(".view3d canvas");
  await expect.poll(() => listed(anna, id, "aria-label")).toContain("Klinte");

  // Beside the room there is nothing to drag: the camera orbits, and comes to rest.
  await still(anna);
  const box = await canvas.boundingBox();
  if (!box) throw new Error("There is no picture.");
  const left = box.x + 20;
  const low = box.y + box.height - 90;
  const first = await canvas.screenshot();
  const before = await drawn(anna);
  await anna.page.mouse.move(left, low);
  await anna.page.mouse.down();
  await anna.page.mouse.move(left + 24, low, { steps: 4 });
  await anna.page.mouse.up();
  await still(anna);
  expect(await drawn(anna)).toBeGreaterThan(before);
  expect((await canvas.screenshot()).equals(first)).toBe(false);
  expect(anna.actions).not.toContain("lock");
  expect(await bo.place(id)).toEqual(sofa[1]);

  const [x, y] = await feel(anna);
  await anna.page.mouse.down();
  await anna.page.mouse.move(x + 15, y + 5, { steps: 3 });
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  await anna.page.mouse.move(x + 40, y + 10, { steps: 4 });
  await expect.poll(async () => (await bo.place(id))?.x).toBeGreaterThan(2600);
  await anna.page.mouse.up();
  await expect.poll(() => bo.lock(id)).toBe("free");
  const dropped = await bo.place(id);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)).toMatchObject({ ...dropped });

  await bo.grab(id);
  await expect.poll(() => listed(anna, id, "data-lock")).toBe("held");
  await expect.poll(() => anna.page.locator(".view3d-labels .held").allTextContents()).toEqual(["Bo"]);
  await bo.press("Escape");
  await bo.drop();
  await expect.poll(() => listed(anna, id, "data-lock")).toBe("free");

  // A finger orbits the camera, until it has selected an item: then it moves the item.
  const locks = () => anna.sent.filter(({ action, mode }) => action === "lock" && mode === "acquire").length;
  await anna.press("Escape");
  await expect.poll(() => listed(anna, id, "aria-pressed")).toBe("false");
  const asked = locks();
  const there = await feel(anna);
  await anna.touchAt(there);
  await anna.slideTo([there[0] + 12, there[1]]);
  await anna.lift();
  await still(anna);
  const found = await feel(anna);
  await anna.touchAt(found);
  await anna.lift();
  await expect.poll(() => listed(anna, id, "aria-pressed")).toBe("true");
  expect(locks()).toBe(asked);
  await anna.touchAt(found);
  await anna.slideTo([found[0] + 15, found[1] + 5]);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  await anna.lift();
  await expect.poll(() => bo.lock(id)).toBe("free");
  expect(await bo.place(id)).not.toEqual(dropped);

  // By keys: in the hidden list, then on the canvas.
  await anna.page.locator(`[data-item3d="${id}"]`).focus();
  await anna.press("r");
  await expect.poll(async () => (await bo.place(id))?.rotation).toBe(90);
  const turned = await bo.place(id);
  await anna.press("Shift+ArrowLeft");
  await expect.poll(() => bo.place(id)).not.toEqual(turned);
  await canvas.focus();
  const picture = await canvas.screenshot();
  await anna.press("ArrowLeft");
  await expect.poll(async () => (await canvas.screenshot()).equals(picture)).toBe(false);

  await anna.act("walk");
  await expect.poll(() => anna.page.locator(".view3d.walking").count()).toBe(1);
  // The message about the walk does not cover its exit button, which is among the tools in a window as low as this.
  await anna.page.locator(".toast").last().waitFor();
  const exit = anna.page.locator('[data-action="walk"][aria-pressed="true"]');
  await exit.click({ trial: true, timeout: 20_000 });
  const start = await canvas.screenshot();
  await canvas.focus();
  await anna.page.keyboard.down("d");
  await expect.poll(async () => (await canvas.screenshot()).equals(start)).toBe(false);
  await anna.page.keyboard.up("d");
  await anna.press("Escape");
  await expect.poll(() => anna.page.locator(".view3d.walking").count()).toBe(0);
  // The button knows that the walk has ended: the next press starts one.
  const walk = anna.page.locator('[data-action="walk"]');
  await expect.poll(() => walk.getAttribute("aria-pressed")).toBe("false");
  await walk.click();
  await expect.poll(() => anna.page.locator(".view3d.walking").count()).toBe(1);
  await expect.poll(() => walk.getAttribute("aria-pressed")).toBe("true");

  await anna.page.locator(`[data-item3d="${id}"]`).focus();
  await anna.press("Delete");
  await expect.poll(() => bo.items()).toEqual([]);
  await anna.act("view-2d");
  await expect.poll(() => anna.page.locator(".view3d").isVisible()).toBe(false);
  await expect.poll(() => anna.page.locator("svg.plan-drawing").isVisible()).toBe(true);

  // A planner that is removed releases its WebGL context.
  const lost = await anna.page.evaluate(async () => {
    const planner = document.querySelector("homstyle-planner");
    const canvas = planner?.shadowRoot?.querySelector<HTMLCanvasElement>(".view3d canvas");
    const context = canvas?.getContext("webgl2");
    planner?.remove();
    // The element handles its removal in a microtask, because it may only be moved.
    await Promise.resolve();
    return context?.isContextLost();
  });
  expect(lost).toBe(true);
}, 300_000);

test("without WebGL it says so, goes back to the plan, and tells the page", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", {
    ...small,
    before: async ({ page }) => {
      await page.addInitScript(withoutWebGL);
    },
  });
  await anna.act("view-3d");
  await expect
    .poll(() => anna.toasts(), { timeout: 30_000 })
    .toEqual(["This browser can't show 3D. The plan works as before."]);
  await expect
    .poll(() => anna.page.locator('[data-action="view-2d"]').getAttribute("aria-pressed"))
    .toBe("true");
  expect(await anna.errors()).toEqual(["no_webgl"]);
  await anna.drag(id, [3000, 2500]);
  await expect.poll(async () => (await house.stack.stored(room)).get(id)?.version).toBe(2);
});

/** Runs in the page: disables WebGL. */
function withoutWebGL(): void {
  const get = HTMLCanvasElement.prototype.getContext;
  Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
    value(this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith("webgl") ? null : Reflect.apply(get, this, [kind, ...more]);
    },
  });
}
