// Runs a thousand tabs of the client library in one Node process, on a simulated clock. Reads
// commands as lines of JSON from standard input, and writes a line of JSON to standard output
// when a command is completed.

import { createInterface } from "node:readline";
import { WebSocket as Ws } from "ws";
import type { Cancel, Clock } from "../../web/src/client/clock.ts";
import { connect, type Room } from "../../web/src/client/index.ts";

interface OpenCommand {
  url: string;
  tabs: { room: string; token: string; hidden: boolean }[];
}

/** The number of frames without an answer yet, over all tabs. */
let unanswered = 0;
/** Called for each answer. */
let onAnswer = () => {};

class CountingSocket extends Ws {
  override send(frame: string): void {
    super.send(frame);
    unanswered += 1;
    let pending = true;
    const settle = () => {
      if (!pending) return;
      pending = false;
      unanswered -= 1;
      onAnswer();
    };
    this.once("message", settle);
    this.once("close", settle);
  }
}

class StepClock implements Clock {
  #now = Date.now();
  readonly #timers = new Set<{ at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  step(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].filter((a) => a.at <= this.#now).sort((a, b) => a.at - b.at)) {
      if (this.#timers.delete(timer)) timer.run();
    }
  }
}

const clock = new StepClock();
let rooms: Room[] = [];

/** Resolves when a tab's room meets a condition. */
function waitUntil(room: Room, condition: (room: Room) => boolean): Promise<void> {
  if (condition(room)) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = room.subscribe(() => {
      if (!condition(room)) return;
      unsubscribe();
      resolve();
    });
  });
}

/** Calls run for every entry, twenty at a time, so that not all tabs connect at once. */
async function each<T>(list: readonly T[], run: (entry: T, n: number) => Promise<void>): Promise<void> {
  const queue = [...list.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

/** An answer that takes longer counts as lost: a busy machine drops posts, as a network does. */
const lostAfterMs = 5_000;

/** Resolves when all frames are answered, or when there was no answer for lostAfterMs. */
async function awaitAnswers(): Promise<void> {
  while (unanswered > 0) {
    const received = await new Promise<boolean>((resolve) => {
      const timeout = setTimeout(resolve, lostAfterMs, false);
      onAnswer = () => {
        clearTimeout(timeout);
        resolve(true);
      };
    });
    if (!received) return;
  }
}

const isAsleep = (room: Room) => room.snapshot().status.name === "sleeping";

const commands: Record<string, (command: never) => Promise<unknown>> = {
  /** Connects the tabs and hides those that are hidden. */
  async open({ url, tabs }: OpenCommand) {
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
      await waitUntil(room, (r) => r.snapshot().ready);
      if (hidden) room.visible(false);
    });
  },
  /**
   * Advances the clock without activity until all tabs hibernate, by half an hour at most: a tab
   * that lost its connection counts its idle time from then.
   */
  async idle() {
    for (let second = 0; second < 1_800 && !rooms.every(isAsleep); second += 5) {
      clock.step(5_000);
      await awaitAnswers();
    }
    if (!rooms.every(isAsleep)) throw new Error("a tab did not hibernate");
  },
  /** Touches each tab and waits until it is online and has the item. */
  async touch({ item }: { item: string }) {
    await each(rooms, (room) => {
      room.touch();
      return waitUntil(room, (r) => r.snapshot().status.name === "online" && r.snapshot().items.has(item));
    });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command: { do: string } = JSON.parse(line);
  await commands[command.do]?.(command as never);
  console.log(JSON.stringify({ done: command.do, tabs: rooms.length }));
}
