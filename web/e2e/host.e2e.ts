// The page around the planner: effects of its styles, scrolling and scripts.

import { expect } from "vitest";
import { type Piece, test, type Visit } from "./fixture.ts";
import type { Spot } from "./in-page.ts";
import type { Person } from "./planner-page.ts";

const sofa: Piece = ["sofa.klinte", { x: 2500, y: 2000, z: 0, rotation: 0 }];

/** Sets style properties of the page's body, which its contents inherit, before anything is drawn. */
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

/** Returns the middle of the first element that a selector finds, in pixels of the screen. */
async function middle(person: Person, selector: string): Promise<Spot> {
  const box = await person.page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not seen.`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test("the wheel scrolls a page past the room until somebody presses in it", async ({ house }) => {
  const { room } = await house.room(sofa);
  const anna = await house.visit(
    room,
    "Anna",
    styled({ "padding-bottom": "2000px", "box-sizing": "content-box" }),
  );
  const { page } = anna;
  const scrolled = () => page.evaluate(() => document.scrollingElement?.scrollTop ?? 0);
  const width = async () => (await page.locator("svg .plan-floor").boundingBox())?.width ?? 0;
  const [x, y] = await middle(anna, "svg .plan-floor");

  // The panels display the hint; they are loaded after the plan.
  await page.locator('[data-action="zoom-in"]').waitFor();
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
