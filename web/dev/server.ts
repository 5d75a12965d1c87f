// `npm run dev`: the page with a room server in memory behind it, in one process and
// without a back end. The real one is `make up`; this one forgets everything.

import type { Duplex } from "node:stream";
import type { Plugin } from "vite";
import { WebSocketServer } from "ws";
import { FakeServer } from "../test/fake/server.ts";
import { fakeToken } from "../test/fake/socket.ts";

/** Serves /config.json, POST /token and the WebSocket at /prod. */
export function memoryRooms(): Plugin {
  return {
    name: "memory-rooms",
    apply: "serve",
    configureServer(server) {
      const rooms = new Map<string, FakeServer>();
      const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "homstyle.v1" });
      server.middlewares.use("/config.json", (_, response) => {
        response.setHeader("content-type", "application/json").end("{}");
      });
      server.middlewares.use("/token", (request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const token = fakeToken(JSON.parse(Buffer.concat(chunks).toString()));
          response.setHeader("content-type", "application/json").end(JSON.stringify({ token }));
        });
      });
      server.httpServer?.on("upgrade", (request, socket: Duplex, head: Buffer) => {
        const url = new URL(request.url ?? "/", "ws://localhost");
        if (url.pathname !== "/prod") return;
        const token = request.headers["sec-websocket-protocol"]?.split(",")[1]?.trim() ?? "";
        const id = url.searchParams.get("room") ?? "";
        const room = rooms.get(id) ?? new FakeServer(Date.now);
        rooms.set(id, room);
        sockets.handleUpgrade(request, socket, head, (ws) => {
          const connection = { send: (f: string) => ws.send(f), close: () => ws.close() };
          const claims = JSON.parse(decodeURIComponent(token));
          const end = room.connect(claims, url.searchParams.get("tab") ?? "", connection);
          ws.on("message", (data) => end.receive(String(data)));
          ws.on("close", (code) => end.disconnect(code !== 1006));
        });
      });
    },
  };
}
