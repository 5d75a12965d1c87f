// What the tests of the element have in common: rooms in memory, planners, and somebody who watches.

import { afterEach, beforeEach, expect } from "vitest";
import { edit, settled } from "../src/client/changes.ts";
import { connect, type Room } from "../src/client/index.ts";
import { memoryStorage } from "../src/client/tab-identity.ts";
import { HomstylePlanner } from "../src/element/index.ts";
import type { ErrorDetail } from "../src/element/types.ts";
import type { Place } from "../src/model/index.ts";
import { fakeToken } from "../test/fake/socket.ts";
import { Mouse } from "./hands.ts";
import { layLine, mendLine } from "./network.ts";

let made = 0;
const watching: Room[] = [];

beforeEach(() => {
  layLine();
  mendLine();
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  document.body.replaceChildren();
  for (const room of watching.splice(0)) room.close();
});

/** A room that nobody was in. */
export function newRoom(): string {
  return `room-${Date.now()}-${++made}`;
}

export function roomUrl(room: string): string {
  return `ws://${location.host}/v1?room=${room}`;
}

export type Attributes = Record<string, string>;

/** A planner that is in no page yet. */
export function planner(attributes: Attributes = {}): HomstylePlanner {
  const element = new HomstylePlanner();
  element.style.cssText = "display: block; width: 900px; height: 600px";
  const all = { "token-url": "/token", "catalog-url": "/catalog/catalog.json", name: "Anna", lang: "en" };
  for (const [name, value] of Object.entries({ ...all, ...attributes })) element.setAttribute(name, value);
  return element;
}

/** A planner in the page, in a room that can be worked in, all of which is in sight. */
export async function open(room: string, attributes: Attributes = {}): Promise<HomstylePlanner> {
  const element = planner({ "room-url": roomUrl(room), ...attributes });
  document.body.append(element);
  await element.ready;
  await expect
    .poll(() => element.shadowRoot?.querySelector(".plan-floor")?.getBoundingClientRect().width)
    .toBeGreaterThan(100);
  return element;
}

/** Somebody else in a room: sees who is there and what is stored. */
export async function watch(room: string): Promise<Room> {
  const getToken = async () => fakeToken({ room, sub: "bo", name: "Bo", role: "editor" });
  const url = `ws://${location.host}/v1`;
  const watcher = await connect({ url, room, getToken, storage: memoryStorage() });
  watching.push(watcher);
  await expect.poll(() => watcher.snapshot().ready).toBe(true);
  return watcher;
}

/** The others whom somebody sees. */
export function others(room: Room): string[] {
  return room
    .snapshot()
    .peers.filter((p) => !p.you)
    .map((p) => p.name);
}

/** What a planner tells its page of errors, from now on. */
export function errorsOf(element: HomstylePlanner): string[] {
  const codes: string[] = [];
  element.addEventListener("error", (event) => {
    if (event instanceof CustomEvent) codes.push((event.detail as ErrorDetail).code);
  });
  return codes;
}

/** Something in the planner's shadow. */
export function inside(element: HomstylePlanner, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

/** Puts a sofa into the room, stored. */
export async function furnish(room: Room): Promise<string> {
  return await put(room, "sofa.klinte", { x: 2000, y: 1500, rotation: 0 }, "moss");
}

/** Puts one piece into the room, stored. */
export async function put(room: Room, product: string, place: Place, variant = ""): Promise<string> {
  const item = { id: room.newId(), product, variant, ...place };
  await settled(edit(room, [{ kind: "add", item }]));
  return item.id;
}

/** A piece on the plan, once it is drawn. */
export async function drawn(element: HomstylePlanner, id: string): Promise<HTMLElement> {
  const selector = `.plan [data-item="${id}"]`;
  await expect.poll(() => element.shadowRoot?.querySelector(selector)).toBeTruthy();
  return inside(element, selector);
}

/** How many of something there are in the planner's shadow. */
export function count(element: HomstylePlanner, selector: string): number {
  return element.shadowRoot?.querySelectorAll(selector).length ?? 0;
}

/** What is selected on the plan. */
export function selected(element: HomstylePlanner): (string | null)[] {
  const all = element.shadowRoot?.querySelectorAll(".plan .item.selected") ?? [];
  return [...all].map((item) => item.getAttribute("data-item")).sort();
}

/** A planner in a room with a sofa, and somebody who watches. */
export async function furnished(
  attributes: Attributes = {},
): Promise<{ bo: Room; element: HomstylePlanner; id: string; mouse: Mouse }> {
  const room = newRoom();
  const bo = await watch(room);
  const id = await furnish(bo);
  const element = await open(room, attributes);
  await drawn(element, id);
  return { bo, element, id, mouse: new Mouse() };
}

/** Pixels to a metre. */
export function scale(element: HomstylePlanner): number {
  return element.toScreen([1000, 0])[0] - element.toScreen([0, 0])[0];
}

/** What has the keyboard's focus. */
export function focused(element: HomstylePlanner): Element | null | undefined {
  return element.shadowRoot?.activeElement;
}

/** Waits until the plan has made way for what lies over it: nothing moves for three frames. */
export async function still(element: HomstylePlanner): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame);
  const at = () => element.toScreen([0, 0]).join();
  await expect
    .poll(async () => {
      const before = at();
      for (let i = 0; i < 3; i++) await frame();
      return at() === before;
    })
    .toBe(true);
}
