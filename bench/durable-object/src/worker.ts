// The door: it checks tokens and finds the room's object. Everything else is the object's.

import { readPlan } from "./command.ts";
import type { Room } from "./room.ts";
import { type Claims, peerOf, verify } from "./token.ts";
import { Refusal, type Session } from "./types.ts";

export { Room } from "./room.ts";

export interface Env {
  ROOM: DurableObjectNamespace<Room>;
  /** JSON, kid → secret: two of them while keys rotate (AC8). */
  KEYS: string;
  /** Comma-separated, or `*`. */
  ALLOWED_ORIGINS: string;
  /** `each`: a move is on disk before anyone is told. `second`: written once a second. */
  MOVES: string;
  /** Where snapshots go; without it there are none. */
  BACKUP?: R2Bucket;
}

const protocol = "homstyle.v1";

export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    if (request.headers.get("Upgrade") === "websocket") return enter(request, url, env);
    const [, room] = /^\/rooms\/([a-z0-9][a-z0-9-]{0,62})$/.exec(url.pathname) ?? [];
    if (request.method === "PUT" && room !== undefined) return create(request, room, env);
    return new Response("not found", { status: 404 });
  },
} satisfies ExportedHandler<Env>;

async function enter(request: Request, url: URL, env: Env): Promise<Response> {
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((p) => p.trim());
  const versions = offered.filter((p) => /^homstyle\.v\d+$/.test(p));
  const speaks = versions.includes(protocol) ? protocol : versions[0];
  const token = offered[offered.indexOf(versions.at(-1) ?? "") + 1];
  const claims = speaks === undefined ? undefined : await verify(token ?? "", env.KEYS);
  if (!claims) return new Response("unauthorized", { status: 401 });
  const tab = url.searchParams.get("tab") ?? crypto.randomUUID();
  const origin = request.headers.get("Origin");
  const known = origin === null || ["*", origin].some((o) => env.ALLOWED_ORIGINS.split(",").includes(o));
  if (!known || url.searchParams.get("room") !== claims.room || !/^[A-Za-z0-9_-]{1,64}$/.test(tab)) {
    return new Response("forbidden", { status: 403 });
  }
  const { room, sub: user, name, role, expires } = claims;
  const session: Session = {
    user,
    name,
    role,
    expires,
    ...(await peerOf(user, tab)),
    present: false,
    outdated: speaks !== protocol,
  };
  const headers = new Headers(request.headers);
  headers.set("X-Session", encodeURIComponent(JSON.stringify(session)));
  headers.set("X-Room", room);
  headers.set("X-Protocol", speaks ?? protocol);
  return stub(env, room).fetch(new Request(url, { headers }));
}

async function create(request: Request, room: string, env: Env): Promise<Response> {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "") ?? "";
  const claims: Claims | undefined = await verify(bearer, env.KEYS);
  if (claims?.room !== room || claims.role !== "owner") return new Response("forbidden", { status: 403 });
  try {
    const made = await stub(env, room).create(readPlan(await request.json()));
    return new Response(null, { status: made ? 201 : 409 });
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError)
      return new Response(error.message, { status: 400 });
    throw error;
  }
}

function stub(env: Env, room: string): DurableObjectStub<Room> {
  return env.ROOM.get(env.ROOM.idFromName(room));
}
