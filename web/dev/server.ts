// Backend of `npm run dev`: a room server in memory, in the same
// process. The real one is `make up`; this one keeps nothing.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Connect, Plugin } from "vite";
import { WebSocketServer } from "ws";
import { hasLeft } from "../src/client/close-codes.ts";
import { FakeServer } from "../test/fake/server.ts";
import { issueInvite, issueToken, Refusal, readClaims } from "./shop.ts";

/** Serves /config.json, POST /token, POST /invite and the WebSocket at /v1. */
export function memoryRooms(): Plugin {
  return {
    name: "memory-rooms",
    apply: "serve",
    configureServer({ middlewares, httpServer }) {
      middlewares.use("/config.json", ({ headers }, response) => {
        reply(response, 200, { wsUrl: `ws://${headers.host}/v1` });
      });
      middlewares.use("/token", answer(issueToken));
      middlewares.use("/invite", answer(issueInvite));
      httpServer?.on("upgrade", rooms());
    },
  };
}

type Answer = (asked: unknown, query: URLSearchParams) => object;

/**
 * Replies with the JSON that `by` returns for a JSON body; 400 with the reason for a Refusal or invalid JSON.
 */
function answer(by: Answer): Connect.NextHandleFunction {
  return async (request, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      reply(response, 200, by(JSON.parse(Buffer.concat(chunks).toString()), searchParams));
    } catch (error) {
      const known = error instanceof Refusal || error instanceof SyntaxError;
      reply(response, known ? 400 : 500, { message: error instanceof Error ? error.message : String(error) });
    }
  };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

/** Creates a room with the template's default for direct channels. */
function openRoom(): FakeServer {
  const room = new FakeServer(Date.now);
  room.direct = { mode: "lan", iceServers: [], maxPeers: 6 };
  return room;
}

/** Connects sockets to the room in their URL; a room is created when it is first requested. */
function rooms(): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const servers = new Map<string, FakeServer>();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "homstyle.v2" });
  return (request, socket, head) => {
    const url = new URL(request.url ?? "/", "ws://localhost");
    if (url.pathname !== "/v1") return;
    const claims = readClaims(request.headers["sec-websocket-protocol"]?.split(",")[1]?.trim() ?? "");
    if (!claims) return void socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    const id = url.searchParams.get("room") ?? "";
    const room = servers.get(id) ?? openRoom();
    servers.set(id, room);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const connection = { send: (frame: string) => ws.send(frame), close: () => ws.close() };
      const end = room.connect(claims, url.searchParams.get("tab") ?? "", connection);
      ws.on("message", (data) => end.receive(String(data)));
      ws.on("close", (code) => end.disconnect(hasLeft(code)));
    });
  };
}
