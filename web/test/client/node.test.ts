// The library over a real socket in Node, with the system clock.

import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { acquire } from "../../src/client/changes.ts";
import { connect, type Room } from "../../src/client/index.ts";
import { FakeServer } from "../fake/server.ts";
import { fakeToken } from "../fake/socket.ts";
import { item } from "../fake/world.ts";

let sockets: WebSocketServer;
let handshakes: (string | undefined)[];
let rooms: Room[];

beforeEach(async () => {
  const server = new FakeServer(Date.now);
  server.put(item("sofa-1"));
  handshakes = [];
  rooms = [];
  sockets = new WebSocketServer({ port: 0, handleProtocols: () => "homstyle.v2" });
  sockets.on("connection", (ws, request) => {
    const protocols = request.headers["sec-websocket-protocol"];
    handshakes.push(request.url);
    const claims = JSON.parse(decodeURIComponent(protocols?.split(",")[1]?.trim() ?? ""));
    const tab = new URL(request.url ?? "", "ws://h").searchParams.get("tab") ?? "";
    const end = server.connect(claims, tab, { send: (f) => ws.send(f), close: () => ws.close() });
    ws.on("message", (data) => end.receive(String(data)));
    ws.on("close", () => end.disconnect(true));
  });
  await new Promise((resolve) => sockets.once("listening", resolve));
});

afterEach(async () => {
  for (const room of rooms) room.close();
  await new Promise((resolve) => sockets.close(resolve));
});

async function open(name: string): Promise<Room> {
  const { port } = sockets.address() as AddressInfo;
  const room = await connect({
    url: `ws://127.0.0.1:${port}/prod`,
    room: "vardagsrum",
    getToken: async () => fakeToken({ sub: name, name, role: "editor" }),
    WebSocket,
  });
  rooms.push(room);
  await until(room, () => room.snapshot().ready);
  return room;
}

/** Resolves at the first event after which a condition holds. */
function until(room: Room, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = room.subscribe(() => {
      if (!holds()) return;
      leave();
      resolve();
    });
  });
}

test("two people in Node move a sofa over real sockets", async () => {
  const anna = await open("Anna");
  const bo = await open("Bo");
  const drag = acquire(anna, ["sofa-1"]);
  const sofa = () => bo.snapshot().items.get("sofa-1");
  await until(bo, () => sofa()?.lock.state === "held");
  drag.to({ "sofa-1": { x: 5, y: 6, z: 0, rotation: 7 } });
  await drag.drop();
  await until(bo, () => sofa()?.lock.state === "free");
  expect(sofa()).toMatchObject({ x: 5, y: 6, rotation: 7 });
});

test("AC3 room and tab are in the URL, the token is not", async () => {
  await open("Anna");
  expect(handshakes).toEqual([expect.stringMatching(/^\/prod\?room=vardagsrum&tab=[A-Za-z0-9_-]{20}$/)]);
});

test("a platform without WebSocket is told so", async () => {
  vi.stubGlobal("WebSocket", undefined);
  const options = { url: "ws://h", room: "r", getToken: async () => "" };
  await expect(connect(options)).rejects.toThrow("WebSocket");
  vi.unstubAllGlobals();
});
