// Copies of past states, which the shop's back end makes: the page has its address in `copy-url`.

import { HistoryError } from "../history/client.ts";
import type { Copier } from "../history/timeline.ts";
import { urlOf } from "./attributes.ts";
import { post } from "./shop.ts";
import type { CopiedDetail } from "./types.ts";

/** Returns a function that has a state of the room copied; undefined unless the page has `copy-url`. */
export function copierOf(
  element: Element,
  room: string,
  token: (fresh: boolean) => Promise<string>,
): Copier | undefined {
  if (!element.getAttribute("copy-url")) return undefined;
  return async (state) => {
    const request = { token: await token(false), ...state };
    const copy = await post(urlOf(element, "copy-url", ""), request, "room").catch((error: unknown) => {
      throw new HistoryError("not_copied", String(error));
    });
    const detail: CopiedDetail = { room, ...state, copy };
    const event = new CustomEvent("copied", { detail, bubbles: true, composed: true, cancelable: true });
    return element.dispatchEvent(event) ? linkTo(location.href, copy) : undefined;
  };
}

/** Returns the page's own address with another room. */
export function linkTo(href: string, room: string): string {
  const link = new URL(href);
  link.searchParams.set("room", room);
  link.hash = ""; // an invitation to the first room is none to the copy
  return link.href;
}
