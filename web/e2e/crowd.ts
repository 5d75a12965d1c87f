// Viewers without a browser, who fill a room.

import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { House } from "./fixture.ts";

/** How many viewers connect at once: the account that the stack simulates limits handshakes and posts. */
const together = 8;
const attempts = 5;

/** A viewer who counts what arrives. */
export interface Watcher {
  /** How often each type of event arrived, those in bundles as `bundled TYPE`. */
  heard: Map<string, number>;
}

/** Lets viewers join a room, until the test ends. */
export async function fill(house: House, room: string, viewers: number): Promise<Watcher[]> {
  const { wsUrl } = (await (await fetch(`http://localhost:${house.stack.port}/config.json`)).json()) as {
    wsUrl: string;
  };
  const watchers: Watcher[] = [];
  const one = async (n: number) => {
    const token = await house.token({ room, name: `Viewer ${n}`, sub: `viewer-${n}`, role: "viewer" });
    watchers.push(await join(`${wsUrl}?room=${room}&tab=watcher-${n}`, token));
  };
  for (let n = 0; n < viewers; n += together) {
    await Promise.all(Array.from({ length: Math.min(together, viewers - n) }, (_, i) => one(n + i)));
  }
  return watchers;
}

/** Connects and syncs; a handshake that the account refuses is tried again. */
async function join(url: string, token: string): Promise<Watcher> {
  for (let attempt = 1; ; attempt++) {
    const heard = new Map<string, number>();
    const socket = new WebSocket(url, ["homstyle.v2", token]);
    try {
      await new Promise<void>((resolve, reject) => {
        socket.on("error", reject);
        socket.on("open", () => socket.send(JSON.stringify({ action: "sync", op: 1 })));
        socket.on("message", (data) => {
          const frame = JSON.parse(String(data));
          if (frame.type === "state") resolve();
          count(heard, frame.type);
          for (const { event } of frame.events ?? []) count(heard, `bundled ${event.type}`);
        });
      });
      onTestFinished(() => socket.terminate());
      return { heard };
    } catch (error) {
      socket.terminate();
      if (attempt === attempts) throw error;
    }
  }
}

function count(heard: Map<string, number>, type: string): void {
  heard.set(type, (heard.get(type) ?? 0) + 1);
}
