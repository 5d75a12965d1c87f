// Plans a room as simulated people with the client library, one tab each, in real time. Reads the people as JSON from
// standard input, and ends when all of them have left.

import { readFileSync } from "node:fs";
import { WebSocket } from "ws";
import { acquire } from "../../web/src/client/changes.ts";
import { connect, type Room } from "../../web/src/client/index.ts";
import { sharePresence } from "../../web/src/client/share.ts";

/** A sample of bench/workload; `at` in nanoseconds. */
interface Sample {
  at: number;
  x: number;
  y: number;
  dragging: boolean;
  drop: boolean;
}

interface Person {
  room: string;
  token: string;
  /** The item that this person drags. */
  item: string;
  samples: Sample[];
}

/** Resolves when the room is displayed. */
function ready(room: Room): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!room.snapshot().ready) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = room.subscribe(check);
    check();
  });
}

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

async function plan(room: Room, { item, samples }: Person): Promise<void> {
  const begin = Date.now();
  let drag: ReturnType<typeof acquire> | undefined;
  let stored: Promise<unknown> = Promise.resolve();
  for (const { at, x, y, dragging, drop } of samples) {
    await until(begin + at / 1e6);
    room.point(x, y);
    if (dragging) {
      drag ??= acquire(room, [item]);
      drag.to({ [item]: { x, y, z: 0, rotation: 0 } });
    }
    if (drop && drag) {
      stored = drag.drop();
      drag = undefined;
    }
  }
  await stored;
}

const { url, people }: { url: string; people: Person[] } = JSON.parse(readFileSync(0, "utf8"));
const rooms = await Promise.all(
  people.map(async ({ room: id, token }) => {
    const room = await connect({ url, room: id, getToken: async () => token, WebSocket });
    sharePresence(room);
    await ready(room);
    return room;
  }),
);
await Promise.all(rooms.map((room, n) => plan(room, people[n] as Person)));
for (const room of rooms) room.close();
