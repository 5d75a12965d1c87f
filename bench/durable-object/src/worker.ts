// The door: it checks tokens and finds the room's object. Everything else is the object's.

import { readPlan } from "./command.ts";
import { Refusal } from "./refusal.ts";
import { protocol, type Room, type Session } from "./room.ts";
import { peerOf, verify } from "./token.ts";

export { Room } from "./room.ts";

export interface Env {
  ROOM: DurableObjectNamespace<Room>;
  /** JSON, kid → secret: two of them while keys rotate (AC8). */
  KEYS: string;
  /** Comma-separated, or `*`. */
  ALLOWED_ORIGINS: string;
  /** `each`: a move is on disk before anyone is told. `second`: written once a second. */
  MOVES: string;
}

export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    if (request.headers.get("Upgrade") === "websocket") return enter(request, url.searchParams, env);
    const [, room] = /^\/rooms\/([a-z0-9-]+)$/.exec(url.pathname) ?? [];
    if (request.method === "PUT" && room !== undefined) return create(request, room, env);
    return new Response("not found", { status: 404 });
  },
} satisfies ExportedHandler<Env>;

async function enter(request: Request, query: URLSearchParams, env: Env): Promise<Response> {
  const offered = request.headers.get("Sec-WebSocket-Protocol")?.split(/\s*,\s*/) ?? [];
  const versions = offered.filter((p) => /^homstyle\.v\d+$/.test(p));
  const speaks = versions.includes(protocol) ? protocol : versions[0];
  const claims = speaks === undefined ? undefined : await verify(offered.at(-1) ?? "", env.KEYS);
  if (speaks === undefined || !claims) return new Response("unauthorized", { status: 401 });
  const { room, sub, name, role, exp } = claims;
  const tab = query.get("tab") ?? crypto.randomUUID();
  if (!invites(request, env) || query.get("room") !== room || !/^[A-Za-z0-9_-]{1,64}$/.test(tab)) {
    return new Response("forbidden", { status: 403 });
  }
  const you = { ...(await peerOf(sub, tab)), name, role };
  const session: Session = { you, room, expires: exp * 1_000, speaks, present: false };
  const headers = new Headers(request.headers);
  headers.set("X-Session", encodeURIComponent(JSON.stringify(session)));
  return env.ROOM.getByName(room).fetch(new Request(request, { headers }));
}

/** Whether the page that asks is an allowed one (AC4). */
function invites(request: Request, env: Env): boolean {
  const origin = request.headers.get("Origin");
  const allowed = env.ALLOWED_ORIGINS.split(",");
  return origin === null || allowed.includes("*") || allowed.includes(origin);
}

async function create(request: Request, room: string, env: Env): Promise<Response> {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "") ?? "";
  const claims = await verify(bearer, env.KEYS);
  if (claims?.room !== room || claims.role !== "owner") return new Response("forbidden", { status: 403 });
  try {
    const made = await env.ROOM.getByName(room).create(readPlan(await request.json()));
    return new Response(null, { status: made ? 201 : 409 });
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error;
    return new Response(error.message, { status: 400 });
  }
}
