// embed.html?room=ID&parent=https://shop.example: the planner for a frame. `parent` is the
// origin of the page around it; without it the planner works, and talks to nobody.

import { Frame } from "./frame.ts";
import { mount } from "./mount.ts";

const query = new URLSearchParams(location.search);
const parent = query.get("parent");

await mount((planner) => {
  if (!parent || window.parent === window) return;
  const frame = new Frame(window, planner, originOf(parent));
  if (query.get("tokens") === "parent") frame.askForTokens();
  frame.start();
});

function originOf(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  if (origin === "null")
    throw new Error(`parent must be an origin such as https://shop.example, not ${text}`);
  return origin;
}
