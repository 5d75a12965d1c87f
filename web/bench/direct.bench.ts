// One user moves the mouse, another watches: how long a cursor takes over a direct channel and by the server's
// local stack, which has none of the network's latency. Writes both to bench/results/direct.json.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { afterAll, expect } from "vitest";
import { type House, test } from "../e2e/fixture.ts";
import type { Spot } from "../e2e/in-page.ts";
import type { Person } from "../e2e/planner-page.ts";
import { quantile } from "./frames.ts";

/** Milliseconds of the machine's clock, with fractions. */
type Timed = readonly [at: number, x: number, y: number];

/** What a page recorded: frames with cursors, the mouse in pixels, and the drawn cursor in millimetres. */
interface Recorded {
  sent: [key: string, at: number][];
  received: [key: string, at: number][];
  mouse: Timed[];
  drawn: Timed[];
}

const moveMs = 10_000;
const stepMs = 8;
const ways = { direct: undefined, server: withoutWebRtc } as const;

/** What one way took; times in milliseconds, distances in millimetres. */
interface Result {
  way: string;
  framesPerSecond: number;
  /** Frames with a cursor that were sent, and those that arrived. */
  sent: number;
  arrived: number;
  /** From the sending of a frame to its receipt by the other page. */
  wireMs: { p50: number; p95: number };
  /** The constant delay that fits the drawn cursor best, and its distance from the path at that delay. */
  shownAfterMs: number;
  offMm: { p50: number; p95: number };
}

const results: Result[] = [];

afterAll(() => {
  const machine = { date: new Date().toISOString(), cpu: cpus()[0]?.model, cores: cpus().length };
  const file = new URL("../../bench/results/direct.json", import.meta.url);
  writeFileSync(file, `${JSON.stringify({ machine, ways: results }, undefined, 2)}\n`);
});

test.for(Object.entries(ways))("cursors by the way: %s", async ([way, hinder], { house }) => {
  const { room } = await house.room();
  const [anna, bo] = [await visit(house, room, "Anna", hinder), await visit(house, room, "Bo", hinder)];
  await expect.poll(() => anna.people()).toHaveLength(2);
  if (!hinder) await expect.poll(() => anna.page.evaluate(() => Reflect.get(window, "open"))).toBe(true);
  // The code that sends and draws cursors is loaded, and the browser has compiled it.
  await move(anna, 2_000);
  await expect.poll(() => bo.cursor()).toBeDefined();
  for (const { page } of [anna, bo]) await page.evaluate(() => Reflect.get(window, "clear")());
  await move(anna, moveMs);
  const [annas, bos] = await Promise.all([recorded(anna), recorded(bo)]);

  const heard = new Map(bos.received);
  const wire = annas.sent.flatMap(([key, at]) => {
    const received = heard.get(key);
    return received === undefined ? [] : [received - at];
  });
  const path = await inRoom(anna, annas.mouse);
  const { lagMs, off } = best(path, bos.drawn);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  const result: Result = {
    way,
    framesPerSecond: rounded((annas.sent.length * 1_000) / moveMs),
    sent: annas.sent.length,
    arrived: wire.length,
    wireMs: { p50: rounded(quantile(wire, 0.5)), p95: rounded(quantile(wire, 0.95)) },
    shownAfterMs: lagMs,
    offMm: { p50: rounded(quantile(off, 0.5)), p95: rounded(quantile(off, 0.95)) },
  };
  console.log(result);
  results.push(result);
});

async function visit(house: House, room: string, name: string, hinder?: () => void): Promise<Person> {
  const before = async ({ page }: Person) => {
    if (hinder) await page.addInitScript(hinder);
    await page.addInitScript(record);
  };
  return await house.visit(room, name, { before });
}

/** Runs in the page before all else. */
function withoutWebRtc(): void {
  Reflect.deleteProperty(window, "RTCPeerConnection");
}

/** Runs in the page before all else: records frames with cursors, the mouse and the drawn cursor. */
function record(): void {
  const kept: Recorded = { sent: [], received: [], mouse: [], drawn: [] };
  const now = () => performance.timeOrigin + performance.now();
  const note = (list: [string, number][], data: unknown) => {
    const { action, type, points } = JSON.parse(String(data));
    if (action === "cursor" || type === "cursor") list.push([JSON.stringify(points), now()]);
  };
  const listen = (carrier: RTCDataChannel | WebSocket) =>
    carrier.addEventListener("message", (event) => note(kept.received, (event as MessageEvent).data));
  for (const { prototype } of [WebSocket, RTCDataChannel]) {
    const { send } = prototype;
    prototype.send = function (this: never, data: string) {
      note(kept.sent, data);
      send.call(this, data);
    } as never;
  }
  const Real = WebSocket;
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      listen(this);
    }
  };
  const { createDataChannel } = window.RTCPeerConnection?.prototype ?? {};
  if (createDataChannel) {
    RTCPeerConnection.prototype.createDataChannel = function (...options) {
      const channel = createDataChannel.apply(this, options);
      listen(channel);
      channel.addEventListener("open", () => Reflect.set(window, "open", true));
      return channel;
    };
  }
  addEventListener("pointermove", ({ clientX, clientY }) => kept.mouse.push([now(), clientX, clientY]), true);
  const look = () => {
    const root = document.querySelector("homstyle-planner")?.shadowRoot;
    const transform = root?.querySelector("[data-cursor]")?.getAttribute("transform") ?? "";
    const [x, y] = (transform.match(/-?[\d.]+/g) ?? []).map(Number);
    if (x !== undefined && y !== undefined) kept.drawn.push([now(), x, y]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  Reflect.set(window, "kept", kept);
  Reflect.set(window, "clear", () => {
    for (const list of Object.values(kept)) list.length = 0;
  });
}

async function recorded({ page }: Person): Promise<Recorded> {
  return await page.evaluate(() => Reflect.get(window, "kept"));
}

/** Moves the mouse on an even path of about 1.5 m/s, with turns. */
async function move(person: Person, forMs: number): Promise<void> {
  const [left, top] = await person.onScreen([1_000, 1_000]);
  const [right, bottom] = await person.onScreen([4_000, 3_000]);
  const began = Date.now();
  for (let ms = 0; ms < forMs; ms = Date.now() - began) {
    const [across, down] = [(1 + Math.sin(ms / 900)) / 2, (1 + Math.sin(ms / 600)) / 2];
    await person.page.mouse.move(left + (right - left) * across, top + (bottom - top) * down);
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
}

/** Returns positions of the mouse in millimetres of the room. */
async function inRoom(person: Person, mouse: readonly Timed[]): Promise<Timed[]> {
  const [x0, y0]: Spot = await person.onScreen([0, 0]);
  const [x1, y1]: Spot = await person.onScreen([1_000, 1_000]);
  return mouse.map(([at, x, y]) => [at, ((x - x0) * 1_000) / (x1 - x0), ((y - y0) * 1_000) / (y1 - y0)]);
}

/** Returns the delay that fits the drawn positions best, and the distances from the path at that delay. */
function best(path: readonly Timed[], drawn: readonly Timed[]): { lagMs: number; off: number[] } {
  const lags = Array.from({ length: 100 }, (_, n) => n * 5);
  const rms = (list: readonly number[]) => Math.sqrt(list.reduce((sum, d) => sum + d * d, 0) / list.length);
  const tried = lags.map((lagMs) => ({ lagMs, off: distances(path, drawn, lagMs) }));
  return tried.reduce((a, b) => (rms(b.off) < rms(a.off) ? b : a));
}

function distances(path: readonly Timed[], drawn: readonly Timed[], lagMs: number): number[] {
  let i = 0;
  return drawn.flatMap(([at, x, y]) => {
    while ((path[i + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= at - lagMs) i++;
    const [from, to] = [path[i], path[i + 1]];
    if (!from || !to || from[0] > at - lagMs) return [];
    const t = (at - lagMs - from[0]) / (to[0] - from[0]);
    return [Math.hypot(x - from[1] - (to[1] - from[1]) * t, y - from[2] - (to[2] - from[2]) * t)];
  });
}
