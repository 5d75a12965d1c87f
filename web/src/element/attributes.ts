// Reads the element's attributes.
import { regional, tagOf } from "../i18n/tag.ts";
import type { Plan } from "../model/index.ts";
import { getPreference } from "../planner/preferences.ts";
import { unitsOf } from "../units/lengths.ts";

/** The room, and the access to it. A change of any field is another visit. */
export interface Visit {
  /** Address of the WebSocket API, without the room. */
  url: string;
  room: string;
  tokenUrl: string;
  invite: string | null;
}

/** Settings that can change while a room is open. */
export interface Settings {
  catalogUrl: string;
  lang: string;
  units: Plan["units"];
  currency: string;
  view: "2d" | "3d";
  name: string;
}

export const observed = [
  "room-url",
  "token-url",
  "invite",
  "catalog-url",
  "api-url",
  "name",
  "lang",
  "currency",
  "view",
  "product",
  "variant",
];

/** Returns the visit; undefined while `room-url` names no room. */
export function visitOf(element: Element): Visit | undefined {
  const text = element.getAttribute("room-url");
  if (!text || !URL.canParse(text, location.href)) return undefined;
  const url = new URL(text, location.href);
  const room = url.searchParams.get("room");
  if (!room) return undefined;
  url.search = "";
  const tokenUrl = urlOf(element, "token-url", "token");
  return { url: url.href, room, tokenUrl, invite: element.getAttribute("invite") };
}

export function settingsOf(element: HTMLElement): Settings {
  const { lang } = element;
  const currency = element.getAttribute("currency") ?? "";
  return {
    catalogUrl: urlOf(element, "catalog-url", "catalog/catalog.json"),
    lang: regional(tagOf(lang, document.documentElement.lang, navigator.language), navigator.languages),
    units: (getPreference("units") as Plan["units"] | undefined) ?? unitsOf(tagOf(lang, navigator.language)),
    // Intl throws for anything that is not a code.
    currency: /^[a-z]{3}$/i.test(currency) ? currency.toUpperCase() : "SEK",
    view: element.getAttribute("view") === "3d" ? "3d" : "2d",
    name: element.getAttribute("name") ?? "",
  };
}

/** Returns the address in an attribute, or the default, resolved against the page's. */
export function urlOf(
  element: Element,
  attribute: string,
  otherwise: string,
  base = document.baseURI,
): string {
  const text = element.getAttribute(attribute) ?? otherwise;
  return (URL.canParse(text, base) ? new URL(text, base) : new URL(otherwise, base)).href;
}
