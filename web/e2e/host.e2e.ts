// The page around the planner: what its styles, its scrolling and its scripts do to it.

import { expect } from "vitest";
import { type Piece, test } from "./house.ts";
import type { Person, Spot } from "./person.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, rotation: 0 }];

/** Sets style properties of the page's body, which all that it holds inherits or is scaled by. */
async function style(person: Person, properties: Record<string, string>): Promise<void> {
  await person.page.evaluate((all) => {
    for (const [name, value] of Object.entries(all)) document.body.style.setProperty(name, value);
  }, properties);
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
    const piece = `svg [data-item="${ids[0]}"]`;
    const anna = await house.visit(room, "Anna");
    const bo = await house.visit(room, "Bo");
    await style(anna, properties);
    await expect.poll(() => anna.places()).toEqual(await bo.places());

    const [x, y] = await middle(anna, piece);
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
    await expect
      .poll(async () => {
        const [nowX, nowY] = await middle(anna, piece);
        return Math.hypot(nowX - x - 90, nowY - y - 40);
      })
      .toBeLessThan(3);
  },
);

test("in a scaled page a product comes in where it is let go", async ({ house }) => {
  const { room } = await house.room();
  const anna = await house.visit(room, "Anna");
  await style(anna, { zoom: "0.8" });
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
  const anna = await house.visit(room, "Anna");
  await style(anna, { height: "300vh" });
  await anna.page.evaluate(() =>
    document.querySelector<HTMLElement>("homstyle-planner")?.style.setProperty("height", "600px"),
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
  const anna = await house.visit(room, "Anna");
  await style(anna, {
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
  const inside = await anna.page.locator(".panel-head").evaluate((heading) => {
    const {
      direction,
      textTransform,
      letterSpacing,
      textAlign,
      whiteSpace,
      textIndent,
      wordBreak,
      textShadow,
      cursor,
    } = getComputedStyle(heading);
    return {
      direction,
      textTransform,
      letterSpacing,
      textAlign,
      whiteSpace,
      textIndent,
      wordBreak,
      textShadow,
      cursor,
    };
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
