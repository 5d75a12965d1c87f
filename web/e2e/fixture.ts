// The fixtures of the tests: a stack, a browser, new rooms with furniture, and people in them.

import { execFileSync } from "node:child_process";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { test as base, expect, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { edit, settled } from "../src/client/changes.ts";
import { connect, type Role } from "../src/client/index.ts";
import type { Place, PlanBody } from "../src/model/index.ts";
import { Line } from "./network.ts";
import { Person } from "./planner-page.ts";
import { Stack } from "./stack.ts";

/** How a person opens a room. */
export interface Visit extends BrowserContextOptions {
  role?: Role;
  /** Lets the test control timers: `page.clock.fastForward`. */
  clock?: boolean;
  /** The page; by default the room's page. */
  path?: string;
  /** Whether to wait until the room is displayed; default true. */
  arrive?: boolean;
  /** The browser; by default the one that all tests share. */
  browser?: Browser;
  /** Runs before the page is loaded. */
  before?: (person: Person) => Promise<void>;
}

/** A phone's screen, upright, and its fingers. */
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const satisfies Visit;

/** An item to put in a room: a product of the catalogue and its place. */
export type Piece = readonly [product: string, place: Place];

/** Maximum number of items that one command may add (WR3). */
const atOnce = 25;
const desk = { width: 1440, height: 900 };
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  // 3D without a graphics card.
  "--enable-unsafe-swiftshader",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export class House {
  #rooms = 0;

  private constructor(
    readonly stack: Stack,
    private readonly browser: Browser,
  ) {}

  /** Starts a stack, and the browser at a path. */
  static async open(browserPath: string, parameters: Readonly<Record<string, string>> = {}): Promise<House> {
    const [stack, browser] = await Promise.all([
      Stack.start(parameters),
      chromium.launch({ executablePath: browserPath, args: flags }),
    ]);
    return new House(stack, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stack.end();
  }

  /** Creates a room with furniture; the ids are in the order of the pieces. */
  async room(...pieces: Piece[]): Promise<{ room: string; ids: string[] }> {
    return await this.furnished(pieces);
  }

  /** Creates a room with furniture and its own plan. */
  async furnished(pieces: readonly Piece[], plan?: PlanBody): Promise<{ room: string; ids: string[] }> {
    this.#rooms += 1;
    const room = `room-${this.#rooms}`;
    await this.stack.createRoom(room, plan);
    const ids = await this.#furnish(room, pieces);
    return { room, ids };
  }

  /** Creates a copy of the stack's own room, with the same room name in its plan. */
  async demo(): Promise<string> {
    this.#rooms += 1;
    const room = `demo-${this.#rooms}`;
    await this.stack.copyDemo(room);
    return room;
  }

  /** Opens a room in a browser context of its own, which is closed when the test ends. */
  async visit(room: string, name: string, visit: Visit = {}): Promise<Person> {
    const { role = "editor", path = "/", clock, arrive = true, before, browser, ...options } = visit;
    const line = await Line.open(this.stack.port);
    const context = await (browser ?? this.browser).newContext({
      viewport: desk,
      colorScheme: "light",
      ...options,
    });
    const person = new Person(name, await context.newPage(), context, line);
    onTestFinished(async () => {
      await context.close();
      await line.close();
      expect(person.troubles).toEqual([]);
    });
    if (clock) await person.page.clock.install();
    await person.page.addInitScript(listen);
    await before?.(person);
    await person.page.goto(`${line.origin}${path}?${new URLSearchParams({ room, name, role })}`);
    if (arrive) await expect.poll(() => person.status(), { message: `${name} arrives` }).toBe("online");
    return person;
  }

  /** Returns a room token, as the shop's back end issues it. */
  async token(claims: { room: string; name: string; sub: string; role: Role }): Promise<string> {
    return await token(`http://localhost:${this.stack.port}`, claims);
  }

  /** Adds furniture to a room through the client library, as a peer that leaves afterwards. */
  async #furnish(room: string, pieces: readonly Piece[]): Promise<string[]> {
    if (pieces.length === 0) return [];
    const origin = `http://localhost:${this.stack.port}`;
    const { wsUrl } = (await (await fetch(`${origin}/config.json`)).json()) as { wsUrl: string };
    const who = { room, name: "Furnisher", sub: "furnisher", role: "editor" };
    const furnisher = await connect({
      url: wsUrl,
      room,
      getToken: () => token(origin, who),
      WebSocket,
    });
    try {
      const items = pieces.map(([product, place]) => {
        return { id: furnisher.newId(), product, variant: "", ...place };
      });
      for (let i = 0; i < items.length; i += atOnce) {
        const some = items.slice(i, i + atOnce);
        await settled(
          edit(
            furnisher,
            some.map((item) => ({ kind: "add", item })),
          ),
        );
      }
      return items.map(({ id }) => id);
    } finally {
      furnisher.close();
      await expect.poll(() => this.stack.peers(room), { message: "the furnisher leaves" }).toEqual([]);
    }
  }
}

/** Runs in the page before all else, and records the planner's events. May not use names from outside. */
function listen(): void {
  const heard: { type: string; detail: unknown }[] = [];
  Reflect.set(window, "heard", heard);
  for (const type of ["change", "cart", "error", "invite"]) {
    addEventListener(type, (event) => {
      if (event instanceof CustomEvent) heard.push({ type, detail: event.detail });
    });
  }
}

async function token(origin: string, claims: Record<string, string>): Promise<string> {
  const response = await fetch(`${origin}/token`, { method: "POST", body: JSON.stringify(claims) });
  const { token } = (await response.json()) as { token: string };
  return token;
}

function installedBrowser(): string {
  return execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
}

/** A test with a house, shared by all tests of its worker: stacks and browsers take seconds to start. */
export const test = base
  .extend("browserPath", { scope: "worker" }, process.env.CHROMIUM ?? installedBrowser())
  .extend("house", { scope: "worker" }, async ({ browserPath }, { onCleanup }) => {
    const house = await House.open(browserPath);
    onCleanup(() => house.close());
    return house;
  });
