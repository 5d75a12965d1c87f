// Verifies room tokens: JWTs with HS256.

import { createHmac, timingSafeEqual } from "node:crypto";

export interface Claims {
  room: string;
  sub: string;
  name: string;
  role: string;
}

/** The claims of a token with a valid signature that has not expired; undefined for any other. */
export function verify(token: string, secret: string): Claims | undefined {
  const [head = "", body = "", signature = ""] = token.split(".");
  const mac = createHmac("sha256", secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) return undefined;
  if (JSON.parse(String(Buffer.from(head, "base64url"))).alg !== "HS256") return undefined;
  const claims = JSON.parse(String(Buffer.from(body, "base64url")));
  return claims.exp * 1_000 > Date.now() ? claims : undefined;
}
