// A Socket.IO server, configured by the environment variables PORT, REDIS_URL and SECRET. Several
// processes serve the same rooms by the Redis adapter.

import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server, type Socket } from "socket.io";
import { client, Rooms } from "./redis.ts";
import { type Claims, verify } from "./token.ts";

interface Step {
  id: string;
  token?: number;
}

type Command =
  | { action: "sync"; op: number }
  | { action: "lock"; op: number; mode: string; items: Step[] }
  | { action: "move"; op: number; drop: boolean; items: Step[] }
  | { action: "edit"; op: number; ops: { id: string; op: string }[] }
  | { action: "cursor"; points: number[][] };

const { PORT, REDIS_URL, SECRET } = process.env;
if (!PORT || !REDIS_URL || !SECRET) throw new Error("PORT, REDIS_URL and SECRET must be set");
const redis = client(REDIS_URL);
const [publish, subscribe] = [redis.duplicate(), redis.duplicate()];
await Promise.all([redis.connect(), publish.connect(), subscribe.connect()]);
const rooms = new Rooms(redis);
const http = createServer();
const io = new Server(http, { adapter: createAdapter(publish, subscribe), transports: ["websocket"] });

io.use((socket, next) => {
  const claims = verify(String(socket.handshake.auth.token), SECRET);
  socket.data = claims;
  next(claims ? undefined : new Error("unauthorized"));
});

io.on("connection", (socket) => {
  const { room }: Claims = socket.data;
  void socket.join(room);
  socket.on("command", (command: Command, answer?: (reply: object) => void) => {
    void execute(socket, command).then((reply) => reply && answer?.(reply));
  });
});

/** Executes a command, sends its event to the other peers, and returns the sender's answer. */
async function execute(socket: Socket, command: Command): Promise<object | undefined> {
  const { room }: Claims = socket.data;
  switch (command.action) {
    case "cursor":
      socket.to(room).volatile.emit("event", { type: "cursor", peer: socket.id, points: command.points });
      return undefined;
    case "sync":
      return { type: "state", op: command.op, items: await rooms.items(room) };
    case "edit":
      for (const item of command.ops) await rooms.add(room, { ...item, version: 1, token: 0 });
      return { type: "ack", op: command.op, items: command.ops };
    case "lock":
      return change(socket, command.op, command.mode === "release" ? "unlocked" : "locked", command.items, {
        kind: command.mode,
      });
    case "move":
      return change(socket, command.op, "moved", command.items, { kind: "move", drop: command.drop });
  }
}

/** Runs a lock or move command for each item, and sends one event with their rows. */
async function change(
  socket: Socket,
  op: number,
  type: string,
  items: Step[],
  params: { kind: string; drop?: boolean },
): Promise<object> {
  const { room, name }: Claims = socket.data;
  const rows: object[] = [];
  for (const item of items) {
    const outcome = await rooms.run(room, item.id, { ...params, ...item, peer: socket.id, name });
    if ("code" in outcome) return { type: "error", op, code: outcome.code, items: [outcome.row] };
    rows.push(outcome.row);
  }
  socket.to(room).emit("event", { type, peer: socket.id, items: rows });
  return { type: "ack", op, items: rows };
}

http.listen(Number(PORT), "127.0.0.1");
