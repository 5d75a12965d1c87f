// Verifies room tokens: JWTs with HS256, signed with the key that the kid names (AC1).

import { base64url, errors, jwtVerify } from "jose";
import * as v from "valibot";

const utf8 = new TextEncoder();

const claims = v.object({
  room: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  name: v.pipe(v.string(), v.transform(printable), v.minLength(1)),
  role: v.picklist(["viewer", "editor", "owner"]),
  exp: v.number(),
  aud: v.exactOptional(v.never()), // an invitation is not a room token (AC10)
});

export type Claims = v.InferOutput<typeof claims>;

/** The claims of a valid token that has not expired; undefined for any other. */
export async function verify(token: string, keys: string): Promise<Claims | undefined> {
  const secrets = new Map<unknown, string>(Object.entries<string>(JSON.parse(keys)));
  const keyOf = ({ kid }: { kid?: string }) => {
    const secret = secrets.get(kid);
    if (secret === undefined) throw new errors.JWKSNoMatchingKey();
    return utf8.encode(secret);
  };
  try {
    const { payload } = await jwtVerify(token, keyOf, { algorithms: ["HS256"] });
    return v.parse(claims, payload);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof v.ValiError) return undefined;
    throw error;
  }
}

/** The name, trimmed, without control characters, cut to 60 characters (AC9). */
export function printable(name: string): string {
  const clean = name.replaceAll(/[\p{Cc}\uFFFD]/gu, "").trim();
  return [...clean].slice(0, 60).join("").trim();
}

/** The peer id of a person's tab (AC3), and one of twelve colours. */
export async function peerOf(sub: string, tab: string): Promise<{ id: string; colour: number }> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(`${sub}\0${tab}`)));
  return { id: base64url.encode(hash.slice(0, 12)), colour: (hash[12] ?? 0) % 12 };
}
