// The page around the planner: what its styles, its scrolling and its scripts do to it.

import { expect } from "vitest";
import { type Piece, test, type Visit } from "./fixture.ts";
import type { Spot } from "./in-page.ts";
import type { Person } from "./planner-page.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, rotation: 0 }];

/** Style properties of the page's body, which all that it holds inherits or is scaled by: set before anything is drawn. */
function styled(properties: Record<string, string>): Visit {
  return {
    before: async ({ page }) => {
      await page.addInitScript((all) => {
        addEventListener("DOMContentLoaded", () => {
          for (const [name, value] of Object.entries(all)) document.body.style.setProperty(name, value);
        });
      }, properties);
    },
  };
}

/** The middle of what a selector finds, in pixels of the screen, as the browser laid it out. */
async function middle(person: Person, selector: string): Promise<Spot> {
  const box = await person.page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not seen.`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

const scaled: [string, Record<string, string>][] = [
  ["zoom 0.8", { zoom: "0.8" }],
  ["zoom 1.25", { zoom: "1.25" }],
  ["scale 0.7", { transform: "scale(0.7)", "transform-origin": "30px 50px" }],
];

test.for(scaled)(
  "in a page with %s a piece follows the hand, and others see the cursor there",
  async ([, properties], { house }) => {
    const { room, ids } = await house.room(sofa);
    const [id = ""] = ids;
    const piece = `svg [data-item="${id}"]`;
    const anna = await house.visit(room, "Anna", styled(properties));
    const bo = await house.visit(room, "Bo");
    await expect.poll(() => anna.places()).toEqual(await bo.places());

    const [x, y] = await middle(anna, piece);
    const floor = await anna.page.locator("svg .floor").boundingBox();
    const mmPerPx = 5000 / (floor?.width ?? 0);
    const { mouse, keyboard } = anna.page;
    await mouse.move(x, y, { steps: 4 });
    for (const [axis, at] of [sofa[1].x, sofa[1].y].entries())
      await expect.poll(async () => (await bo.cursor())?.at[axis]).toBeCloseTo(at, -2);
    // Alt keeps it from snapping.
    await keyboard.down("Alt");
    await mouse.down();
    await mouse.move(x + 90, y + 40, { steps: 6 });
    await mouse.up();
    await keyboard.up("Alt");
    const toX = sofa[1].x + 90 * mmPerPx;
    const toY = sofa[1].y + 40 * mmPerPx;
    const missedBy = async () => {
      const { x = 0, y = 0 } = (await house.stack.stored(room)).get(id) ?? {};
      return Math.hypot(x - toX, y - toY);
    };
    await expect.poll(missedBy).toBeLessThan(15);
  },
);

test("in a scaled page a product comes in where it is let go", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", styled({ zoom: "0.8" }));
  await anna.open("furniture");
  const [fromX, fromY] = await middle(anna, '[data-product="armchair.myrten"]');
  const [toX, toY] = await middle(anna, "svg .floor");
  const { mouse } = anna.page;
  await mouse.move(fromX, fromY);
  await mouse.down();
  await mouse.move(toX, toY, { steps: 6 });
  const [ghostX, ghostY] = await middle(anna, ".ghost");
  expect(Math.hypot(ghostX - toX, ghostY - toY)).toBeLessThan(3);
  await mouse.up();
  await expect.poll(() => anna.items()).toHaveLength(1);
  const [x, y] = await middle(anna, "svg [data-item]");
  expect(Math.hypot(x - toX, y - toY)).toBeLessThan(4);
});

test("a release that the page keeps from the planner ends the drag all the same", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  await anna.page.evaluate(() => {
    for (const type of ["pointerup", "mouseup"])
      window.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
  });
  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  await anna.drop();
  await anna.point([1000, 3000]);
  await expect.poll(() => bo.lock(id)).toBe("free");
  expect(await anna.place(id)).toEqual(await bo.place(id));
});

test("the wheel scrolls a page past the room until somebody presses in it", async ({ house }) => {
  const { room } = await house.room(sofa);
  const anna = await house.visit(
    room,
    "Anna",
    styled({ "padding-bottom": "2000px", "box-sizing": "content-box" }),
  );
  const { page } = anna;
  const scrolled = () => page.evaluate(() => document.scrollingElement?.scrollTop ?? 0);
  const width = async () => (await page.locator("svg .floor").boundingBox())?.width ?? 0;
  const [x, y] = await middle(anna, "svg .floor");

  const before = await width();
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect.poll(scrolled).toBeGreaterThan(0);
  expect(await width()).toBe(before);
  await expect
    .poll(() => anna.toasts())
    .toEqual(["Press on the room first, or hold Ctrl, to zoom with the wheel."]);

  await page.mouse.wheel(0, -100);
  await expect.poll(scrolled).toBe(0);
  await page.mouse.click(x, y + 150);
  await page.mouse.wheel(0, -100);
  await expect.poll(width).toBeGreaterThan(before);
  expect(await scrolled()).toBe(0);
});

test("nothing of the page's text style comes in, nor its direction", async ({ house }) => {
  const { room } = await house.room(sofa);
  const page = styled({
    direction: "rtl",
    "text-transform": "uppercase",
    "letter-spacing": "0.3em",
    "text-align": "center",
    "white-space": "nowrap",
    "text-indent": "3em",
    "word-break": "break-all",
    "text-shadow": "1px 1px red",
    cursor: "wait",
  });
  const anna = await house.visit(room, "Anna", page);
  const inside = await anna.page.locator(".panel-head").evaluate((heading) => {
    const style = getComputedStyle(heading);
    const names = [
      "direction",
      "textTransform",
      "letterSpacing",
      "textAlign",
      "whiteSpace",
      "textIndent",
      "wordBreak",
      "textShadow",
      "cursor",
    ] as const;
    return Object.fromEntries(names.map((name) => [name, style[name]]));
  });
  expect(inside).toEqual({
    direction: "ltr",
    textTransform: "none",
    letterSpacing: "normal",
    textAlign: "start",
    whiteSpace: "normal",
    textIndent: "0px",
    wordBreak: "normal",
    textShadow: "none",
    cursor: "auto",
  });
});

/** Sends a key as a keyboard of another alphabet, or an input method, does. */
async function key(person: Person, selector: string, init: Record<string, string | boolean>): Promise<void> {
  await person.page
    .locator(selector)
    .first()
    .evaluate((target, init) => {
      target.dispatchEvent(
        new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...init }),
      );
    }, init);
}

test("shortcuts work on a keyboard of another alphabet", async ({ house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna");
  await anna.page.locator(`svg [data-item="${id}"]`).focus();
  await key(anna, `svg [data-item="${id}"]`, { key: "к", code: "KeyR" });
  await expect.poll(async () => (await anna.place(id))?.rotation).toBe(45);
  await expect.poll(() => anna.lock(id)).toBe("free");
  await key(anna, `svg [data-item="${id}"]`, { key: "я", code: "KeyZ", ctrlKey: true });
  await expect.poll(async () => (await anna.place(id))?.rotation).toBe(0);
});

test("Enter and Escape that end what an input method composes leave the field as it is", async ({
  house,
}) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  const { page } = anna;
  const name = page.locator(".room-name");
  await name.fill("へや");
  for (const which of ["Enter", "Escape"]) {
    await key(anna, ".room-name", { key: which, isComposing: true });
    expect(await anna.focused(".room-name"), which).toBe(true);
    expect(await name.inputValue()).toBe("へや");
  }
  await name.press("Enter");
  expect(await anna.focused(".room-name")).toBe(false);
});

test("a large catalogue is shown in parts, and found in whole", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna", {
    before: async ({ page }) => {
      await page.route("**/catalog/catalog.json", async (route) => {
        const response = await route.fetch();
        const catalog = (await response.json()) as { products: { id: string; name: string }[] };
        const [first] = catalog.products;
        const products = Array.from({ length: 5_000 }, (_, i) => ({
          ...first,
          id: `p.${i}`,
          name: `Klinte ${i}`,
        }));
        await route.fulfill({ response, json: { ...catalog, products } });
      });
    },
  });
  const cards = anna.page.locator(".card");
  await expect.poll(() => cards.count()).toBe(60);
  await anna.act("more-cards");
  await expect.poll(() => cards.count()).toBe(120);
  await anna.page.locator('input[type="search"]').fill("Klinte 4999");
  await expect.poll(() => cards.count()).toBe(1);
  await anna.page.locator('input[type="search"]').fill("");
  await expect.poll(() => cards.count()).toBe(60);
});
