// Room tokens: the same JWT as everywhere else here, HS256 by a key that its kid names (AC1).

import type { Role } from "./types.ts";

export interface Claims {
  room: string;
  sub: string;
  name: string;
  role: Role;
  /** Unix milliseconds. */
  expires: number;
}

const encoder = new TextEncoder();

/** The claims of a token that is whole, signed and not over; undefined of any other. */
export async function verify(token: string, keys: string): Promise<Claims | undefined> {
  const [head, body, signature, more] = token.split(".");
  if (!head || !body || !signature || more !== undefined) return undefined;
  const header = json(head);
  const secret = header?.alg === "HS256" ? JSON.parse(keys)[String(header.kid)] : undefined;
  const mac = bytes(signature);
  if (typeof secret !== "string" || !mac) return undefined;
  const key = await hmac(secret);
  if (!(await crypto.subtle.verify("HMAC", key, mac, encoder.encode(`${head}.${body}`)))) return undefined;
  const claims = json(body);
  return claims && check(claims);
}

function check(c: Record<string, unknown>): Claims | undefined {
  const { room, sub, name, role, exp, aud } = c;
  if (aud !== undefined) return undefined; // an invitation is no token (AC10)
  if (typeof room !== "string" || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(room)) return undefined;
  if (typeof sub !== "string" || sub === "" || sub.length > 128) return undefined;
  if (role !== "viewer" && role !== "editor" && role !== "owner") return undefined;
  if (typeof exp !== "number" || exp * 1_000 <= Date.now() || typeof name !== "string") return undefined;
  const printable = [...name.replaceAll(/[\p{Cc}\uFFFD]/gu, "").trim()].slice(0, 60).join("").trim();
  return printable === "" ? undefined : { room, sub, name: printable, role, expires: exp * 1_000 };
}

const imported = new Map<string, Promise<CryptoKey>>();

function hmac(secret: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key =
    imported.get(secret) ??
    crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  imported.set(secret, key);
  return key;
}

function json(part: string): Record<string, unknown> | undefined {
  const raw = bytes(part);
  try {
    const value: unknown = raw && JSON.parse(new TextDecoder().decode(raw));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function bytes(base64url: string): Uint8Array | undefined {
  try {
    const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A person's tab (AC3), and one of twelve colours for it. */
export async function peerOf(sub: string, tab: string): Promise<{ peer: string; colour: number }> {
  const peer = base64url((await sha256(`${sub}\0${tab}`)).slice(0, 12));
  return { peer, colour: ((await sha256(peer))[0] ?? 0) % 12 };
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

function base64url(raw: Uint8Array): string {
  return btoa(String.fromCharCode(...raw))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
