// Where the page is, who opens it, and where its tokens come from.

import type { Role } from "../client/index.ts";
import { strings } from "./strings.ts";

export interface Identity {
  /** A random id that this browser keeps; the shop's own customer id in a real shop. */
  sub: string;
  name: string;
  /** False while the name was made up. */
  named: boolean;
}

export interface PageConfig {
  wsUrl: string;
  room: string;
  role: Role;
  identity: Identity;
}

const subKey = "homstyle.sub";
const nameKey = "homstyle.name";
const guestKey = "homstyle.guest";
const roles: readonly Role[] = ["viewer", "editor", "owner"];

/** Reads the address, what this browser remembers, and the server's configuration. */
export async function readConfig(): Promise<PageConfig> {
  const query = new URLSearchParams(location.search);
  return {
    wsUrl: await endpoint(),
    room: query.get("room") ?? "vardagsrum",
    role: roles.find((r) => r === query.get("role")) ?? "editor",
    identity: identity(query.get("name")?.trim()),
  };
}

/** Asks the shop's back end for a room token; here the local server plays it. */
export async function fetchToken({ room, role, identity }: PageConfig): Promise<string> {
  const { sub, name } = identity;
  const response = await fetch(new URL("token", document.baseURI), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ room, name, sub, role }),
  });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  const body: unknown = await response.json();
  if (typeof body === "object" && body !== null && "token" in body && typeof body.token === "string") {
    return body.token;
  }
  throw new Error("No token in the answer.");
}

/** Remembers a name. A token carries it, so the page has to start again. */
export function rename(name: string): void {
  remember(nameKey, name);
  const url = new URL(location.href);
  url.searchParams.delete("name");
  location.replace(url);
}

/** The address to send to others: the room, and nothing of oneself. */
export function inviteLink(room: string): string {
  const url = new URL(location.pathname, location.href);
  url.searchParams.set("room", room);
  return url.href;
}

async function endpoint(): Promise<string> {
  const fallback = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/prod`;
  try {
    const response = await fetch(new URL("config.json", document.baseURI));
    const body: unknown = response.ok ? await response.json() : undefined;
    const told = typeof body === "object" && body !== null && "wsUrl" in body ? body.wsUrl : undefined;
    return typeof told === "string" && told !== "" ? told : fallback;
  } catch {
    return fallback;
  }
}

function identity(asked: string | undefined): Identity {
  const sub = recall(subKey) ?? crypto.getRandomValues(new Uint32Array(4)).join("");
  remember(subKey, sub);
  if (asked) remember(nameKey, asked);
  const known = asked || recall(nameKey);
  if (known) return { sub, name: known, named: true };
  const tree = strings.guests[Math.floor(Math.random() * strings.guests.length)] ?? strings.guests[0];
  const guest = recall(guestKey) ?? strings.guest(tree);
  remember(guestKey, guest);
  return { sub, name: guest, named: false };
}

/** Storage may be blocked; then nothing is remembered, and nothing else suffers. */
function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See recall.
  }
}
