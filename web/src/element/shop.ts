// The requests to the shop's back end: room tokens and invitations.

import { getPreference, setPreference } from "../planner/preferences.ts";
import type { TokenRequest } from "./types.ts";

/** The user's identity in the room. */
export interface Identity {
  /** A random id that this browser keeps; a shop that knows its customer puts its own id into the token. */
  sub: string;
  name: string;
}

/** Why there is no token. `refused` is final until the page sets another address or invitation. */
export class ShopError extends Error {
  override readonly name = "ShopError";
  constructor(
    readonly code: "unreachable" | "refused",
    message: string,
  ) {
    super(message);
  }
}

/** Fetches a room token. The answer is `{"token": "…"}`. */
export async function fetchToken(url: string, request: TokenRequest): Promise<string> {
  return await post(url, request, "token");
}

/** A character that is visible by itself; a name must have one (AC9). */
const seen = /(?!\p{DI}|\u2800|\ufffd)[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Returns the user's name: the one entered instead of the page's name, else the page's, else the remembered
 * one; undefined if there is none.
 */
export function nameOf(asked = ""): string | undefined {
  const said = asked.trim();
  const names = said ? [getPreference(`name:${said}`), said] : [getPreference("name")];
  return names.find((name) => name && seen.test(name));
}

/** Remembers the name that the user entered; if the page sets a name, only in place of that name. */
export function rename(asked: string, name: string): void {
  setPreference("name", name);
  if (asked.trim()) setPreference(`name:${asked.trim()}`, name);
}

/**
 * Names that stand in for the user's in rooms where somebody else has it, as long as the page is open; by room
 * and name.
 */
const standIns = new Map<string, string>();

/** Returns the name under which the user enters a room. */
export function nameIn(room: string, name: string): string {
  return standIns.get(`${room} ${name}`) ?? name;
}

/** Sets the name that stands in for the user's in a room. */
export function setNameIn(room: string, name: string, standIn: string): void {
  standIns.set(`${room} ${name}`, standIn);
}

/** Returns the user's identity; without a known name, that of a guest with one of the names in `guests`. */
export function identity(known: string | undefined, guests: readonly string[]): Identity {
  const sub = getPreference("sub") ?? crypto.getRandomValues(new Uint32Array(4)).join("");
  setPreference("sub", sub);
  if (known) return { sub, name: known };
  const name = getPreference("guest") ?? guests[Math.floor(Math.random() * guests.length)] ?? "Guest";
  setPreference("guest", name);
  return { sub, name };
}

/** Posts JSON, and returns one text field of the answer. Throws a ShopError. */
export async function post(url: string, body: unknown, field: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ShopError("unreachable", String(error));
  });
  if (!response.ok) {
    const code = response.status >= 400 && response.status < 500 ? "refused" : "unreachable";
    throw new ShopError(code, `${response.status} from ${new URL(url, location.href).pathname}`);
  }
  const answer: unknown = await response.json();
  const found = typeof answer === "object" && answer !== null ? Reflect.get(answer, field) : undefined;
  if (typeof found !== "string" || found === "") throw new ShopError("refused", `no ${field} in the answer`);
  return found;
}
