// The first sample of docs/embed.md on a page of another origin, with the policy that the document asks for.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { root } from "./build.ts";
import { type Piece, test } from "./fixture.ts";
import { serve } from "./serve.ts";

const style = "homstyle-planner { display: block; height: 90vh }";
/** It stands in the middle of the room, where it does not belong. */
const screen: Piece = ["tv.bildsta", { x: 2400, y: 2000, z: 0, rotation: 0 }];
const document = readFileSync(join(root, "docs", "embed.md"), "utf8");

/** Returns the first sample of the document in HTML. */
function sample(): string {
  const [, html] = /```html\n([\s\S]*?)```/.exec(document) ?? [];
  if (!html) throw new Error("docs/embed.md has no sample in HTML.");
  return html;
}

/** Returns the document's directives; nothing else is allowed but the page's own style sheet. */
function policy(): string {
  const [, section = ""] = document.split("### What your page's policy must allow\n");
  const directives = [...section.matchAll(/^\| `([a-z]+-src [^`]*)`/gm)].map(
    ([, directive = ""]) => directive,
  );
  expect(directives.length).toBeGreaterThan(2);
  return ["default-src 'none'", "style-src 'self'", ...directives].join("; ");
}

test("AR9 the sample shows the room, adds the product and arranges without a worker, under the policy of the document", async ({
  house,
}) => {
  const { room } = await house.room(screen);
  const anna = await house.visit(room, "Anna", { arrive: false });
  const { origin } = anna.line;
  const { wsUrl } = (await (await fetch(`${origin}/config.json`)).json()) as { wsUrl: string };
  const api = "wss://abc123.execute-api.eu-north-1.amazonaws.com";
  const here = (source: string) =>
    source
      .replaceAll(`${api}/v1?room=anna-living`, `${wsUrl}?room=${room}`)
      .replaceAll(api, new URL(wsUrl).origin)
      .replaceAll("https://planner.shop.example", origin);
  const asked: unknown[] = [];
  const shop = await serve(async (request, response) => {
    if (request.url === "/api/room-token") {
      asked.push(JSON.parse(await text(request)));
      const token = await house.token({ room, name: "Anna", sub: "customer-7", role: "owner" });
      response.setHeader("content-type", "application/json").end(JSON.stringify({ token }));
    } else if (request.url === "/style.css") response.setHeader("content-type", "text/css").end(style);
    else {
      response.setHeader("content-type", "text/html");
      response.setHeader("content-security-policy", here(policy()));
      const head =
        '<title>Shop</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">';
      response.end(`<!doctype html><html lang="en">${head}${here(sample())}</html>`);
    }
  });

  await anna.page.goto(`${shop}/planner`);
  await expect.poll(() => anna.status(), { message: "the room is shown" }).toBe("online");
  await expect.poll(() => anna.items()).toHaveLength(2);
  expect(asked).toEqual([expect.objectContaining({ room })]);
  await expect
    .poll(async () => [...(await house.stack.stored(room)).values()].map(({ product }) => product))
    .toContain("sofa.klinte");

  let workers = 0;
  anna.page.on("worker", () => workers++);
  await anna.open("room");
  await anna.act("arrange");
  await anna.page.locator('[data-action="arrange-again"]').waitFor({ timeout: 20_000 });
  expect(await anna.page.locator(".arrange-layout").count()).toBeGreaterThan(0);
  expect(workers).toBe(0);
});
