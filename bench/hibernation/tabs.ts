// A thousand tabs of the client library in one Node, on a clock that the test moves. It is told
// what to do by a line of JSON on standard input, and answers each with one on standard output.

import { createInterface } from "node:readline";
import { WebSocket as Ws } from "ws";
import type { Cancel, Clock } from "../../web/src/client/clock.ts";
import { connect, type Room } from "../../web/src/client/index.ts";

interface Opening {
  url: string;
  tabs: { room: string; token: string; hidden: boolean }[];
}

/** Frames that were sent and not answered yet, over all tabs. */
let unanswered = 0;
let answered = () => {};

class CountingSocket extends Ws {
  override send(frame: string): void {
    super.send(frame);
    unanswered += 1;
    let open = true;
    const over = () => {
      if (!open) return;
      open = false;
      unanswered -= 1;
      answered();
    };
    this.once("message", over);
    this.once("close", over);
  }
}

class StepClock implements Clock {
  #now = Date.now();
  readonly #alarms = new Set<{ at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const alarm = { at: this.#now + ms, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  step(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms].filter((a) => a.at <= this.#now).sort((a, b) => a.at - b.at)) {
      if (this.#alarms.delete(alarm)) alarm.run();
    }
  }
}

const clock = new StepClock();
let rooms: Room[] = [];

/** Resolves when a condition holds for a tab. */
function until(room: Room, holds: (room: Room) => boolean): Promise<void> {
  if (holds(room)) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = room.subscribe(() => {
      if (!holds(room)) return;
      leave();
      resolve();
    });
  });
}

/** Does something for every tab, a few at a time: people do not come in step, and connecting costs. */
async function each<T>(list: readonly T[], run: (entry: T, n: number) => Promise<void>): Promise<void> {
  const queue = [...list.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

/** An answer that takes so long is lost: a busy machine drops posts, as a network does. */
const lostAfterMs = 5_000;

/** Resolves when the servers have answered what they were asked. What is lost is the tabs' own business. */
async function quiet(): Promise<void> {
  while (unanswered > 0) {
    const heard = await new Promise<boolean>((resolve) => {
      const patience = setTimeout(resolve, lostAfterMs, false);
      answered = () => {
        clearTimeout(patience);
        resolve(true);
      };
    });
    if (!heard) return;
  }
}

const asleep = (room: Room) => room.snapshot().status.name === "sleeping";

const orders: Record<string, (order: never) => Promise<unknown>> = {
  async open({ url, tabs }: Opening) {
    rooms = [];
    await each(tabs, async ({ room: id, token, hidden }) => {
      const getToken = async () => token;
      const room = await connect({
        url,
        room: id,
        getToken,
        WebSocket: CountingSocket,
        clock,
        random: () => 0.5,
      });
      rooms.push(room);
      await until(room, (r) => r.snapshot().ready);
      if (hidden) room.visible(false);
    });
  },
  /** Nobody does anything until all sleep, for half an hour at most: whoever lost the line counts from then. */
  async idle() {
    for (let second = 0; second < 1_800 && !rooms.every(asleep); second += 5) {
      clock.step(5_000);
      await quiet();
    }
    if (!rooms.every(asleep)) throw new Error("a tab did not fall asleep");
  },
  /** The first touch of each. */
  async touch({ item }: { item: string }) {
    await each(rooms, (room) => {
      room.touch();
      return until(room, (r) => r.snapshot().status.name === "online" && r.snapshot().items.has(item));
    });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const order: { do: string } = JSON.parse(line);
  await orders[order.do]?.(order as never);
  console.log(JSON.stringify({ done: order.do, tabs: rooms.length }));
}
