// embed.html?room=ID&parent=https://shop.example: the planner for a frame. `parent` is the origin of the
// parent page; without it the planner works, but exchanges no messages.

import { FrameBridge } from "./frame.ts";
import { mount, needsOrigin, shutOff } from "./mount.ts";
import type { ToParent } from "./protocol.ts";

const query = new URLSearchParams(location.search);
const parent = query.get("parent");

if (parent && shutOff()) tellParent(originOf(parent));

await mount((planner) => {
  if (!parent || window.parent === window) return;
  const frame = new FrameBridge(window, planner, originOf(parent));
  if (query.get("tokens") === "parent") frame.askForTokens();
  frame.start();
});

/** Sends the parent page, whose sandbox attribute is the cause, an error that explains the empty frame. */
function tellParent(origin: string): void {
  const error: ToParent = { homstyle: 1, type: "error", detail: { code: "sandboxed", message: needsOrigin } };
  window.parent.postMessage(error, origin);
}

function originOf(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  if (origin === "null")
    throw new Error(`parent must be an origin such as https://shop.example, not ${text}`);
  return origin;
}
