// The shop's back end of `npm run dev`: tokens and invitations as plain, unsigned
// JSON. localstack has the real ones; the rules are the same (docs/embed.md).

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { Role } from "../src/client/index.ts";
import { fakeToken } from "../test/fake/socket.ts";

/** Reason for which a request is refused. */
export class Refusal extends Error {}

interface Claims {
  room: string;
  sub: string;
  name: string;
  role: Role;
}

const roles: readonly Role[] = ["viewer", "editor", "owner"];

/**
 * Handles POST token {room, name, sub, role? | invite?}. An
 * invitation decides role and sub, otherwise the request does.
 */
export function issueToken(asked: unknown, query: URLSearchParams): { token: string } {
  const room = text(asked, "room");
  const name = text(asked, "name");
  const code = field(asked, "invite");
  const invited = code === undefined ? undefined : readInvite(code);
  if (invited && invited.room !== room) throw new Refusal("invite: it is for another room");
  const role = invited?.role ?? roleOf(field(asked, "role") ?? query.get("role") ?? "editor");
  const sub = invited ? "guest-of-the-invitation" : visitor(text(asked, "sub"));
  return { token: fakeToken({ room, name, sub, role } satisfies Claims) };
}

/**
 * Returns the sub of an unknown visitor: a hash of the browser's
 * own id, because a browser could send another user's sub.
 */
function visitor(id: string): string {
  return `visitor-${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
}

/** Handles POST invite {token, role}: returns a code for a role that is not above the token's. */
export function issueInvite(asked: unknown): { invite: string } {
  const inviter = readClaims(text(asked, "token"));
  if (!inviter) throw new Refusal("token: it can't be read");
  const role = roleOf(field(asked, "role"));
  if (inviter.role === "viewer" || roles.indexOf(role) > roles.indexOf(inviter.role)) {
    throw new Refusal(`role: ${inviter.role} can't invite as ${role}`);
  }
  const invite = JSON.stringify({ room: inviter.room, role });
  return { invite: Buffer.from(invite).toString("base64url") };
}

/** Returns the claims of a token of issueToken; undefined when it can't be parsed. */
export function readClaims(token: string): Claims | undefined {
  try {
    return JSON.parse(decodeURIComponent(token));
  } catch {
    return undefined;
  }
}

function readInvite(code: unknown): { room: string; role: Role } {
  try {
    const found: unknown = JSON.parse(Buffer.from(String(code), "base64url").toString());
    return { room: text(found, "room"), role: roleOf(field(found, "role")) };
  } catch {
    throw new Refusal("invite: it can't be read");
  }
}

function roleOf(asked: unknown): Role {
  const role = roles.find((r) => r === asked);
  if (!role) throw new Refusal(`role: it must be one of ${roles.join(", ")}`);
  return role;
}

function text(asked: unknown, name: string): string {
  const value = field(asked, name);
  if (typeof value !== "string" || value === "") throw new Refusal(`${name}: it is missing`);
  return value;
}

function field(asked: unknown, name: string): unknown {
  return typeof asked === "object" && asked !== null ? Reflect.get(asked, name) : undefined;
}
