// The Worker: it verifies tokens and forwards requests to the room's object.

import { readPlan } from "./command.ts";
import { Refusal } from "./refusal.ts";
import { protocol, type Room, type RoomEnv, type Session } from "./room.ts";
import { peerOf, verify } from "./token.ts";

export { Room } from "./room.ts";

export interface Env extends RoomEnv {
  ROOM: DurableObjectNamespace<Room>;
  /** JSON, secrets by kid: two during a key rotation (AC8). */
  KEYS: string;
  /** Comma-separated, or `*`. */
  ALLOWED_ORIGINS: string;
}

export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    if (request.headers.get("Upgrade") === "websocket") return connect(request, url.searchParams, env);
    const [, room] = /^\/rooms\/([a-z0-9-]+)$/.exec(url.pathname) ?? [];
    if (request.method === "PUT" && room !== undefined) return create(request, room, env);
    return new Response("not found", { status: 404 });
  },
} satisfies ExportedHandler<Env>;

/** Verifies a WebSocket handshake and forwards it to the room's object. */
async function connect(request: Request, query: URLSearchParams, env: Env): Promise<Response> {
  const offered = request.headers.get("Sec-WebSocket-Protocol")?.split(/\s*,\s*/) ?? [];
  const versions = offered.filter((p) => /^homstyle\.v\d+$/.test(p));
  const version = versions.includes(protocol) ? protocol : versions[0];
  const claims = version === undefined ? undefined : await verify(offered.at(-1) ?? "", env.KEYS);
  if (version === undefined || !claims) return new Response("unauthorized", { status: 401 });
  const { room, sub, name, role, exp } = claims;
  const tab = query.get("tab") ?? crypto.randomUUID();
  if (!isOriginAllowed(request, env) || query.get("room") !== room || !/^[A-Za-z0-9_-]{1,64}$/.test(tab)) {
    return new Response("forbidden", { status: 403 });
  }
  const you = { ...(await peerOf(sub, tab)), name, role };
  const session: Session = { you, room, expires: exp * 1_000, version, present: false };
  const headers = new Headers(request.headers);
  headers.set("X-Session", encodeURIComponent(JSON.stringify(session)));
  return env.ROOM.getByName(room).fetch(new Request(request, { headers }));
}

/** Whether the request has no Origin or an allowed one (AC4). */
function isOriginAllowed(request: Request, env: Env): boolean {
  const origin = request.headers.get("Origin");
  const allowed = env.ALLOWED_ORIGINS.split(",");
  return origin === null || allowed.includes("*") || allowed.includes(origin);
}

/** Creates a room, for an owner's token: 201, or 409 if the room exists. */
async function create(request: Request, room: string, env: Env): Promise<Response> {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "") ?? "";
  const claims = await verify(bearer, env.KEYS);
  if (claims?.room !== room || claims.role !== "owner") return new Response("forbidden", { status: 403 });
  try {
    const created = await env.ROOM.getByName(room).create(readPlan(await request.json()));
    return new Response(null, { status: created ? 201 : 409 });
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error;
    return new Response(error.message, { status: 400 });
  }
}
