// Shared fixtures of the element's tests: rooms in memory, planners, and a second client that watches a room.

import { afterEach, beforeEach, expect } from "vitest";
import { edit, settled } from "../src/client/changes.ts";
import { connect, type Room, type SharedView } from "../src/client/index.ts";
import { sharePresence } from "../src/client/share.ts";
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

/** Returns the id of a new room. */
export function newRoom(): string {
  return `room-${Date.now()}-${++made}`;
}

export function roomUrl(room: string): string {
  return `ws://${location.host}/v1?room=${room}`;
}

export type Attributes = Record<string, string>;

/** Returns a planner that is not in the document yet. */
export function planner(attributes: Attributes = {}): HomstylePlanner {
  const element = new HomstylePlanner();
  element.style.cssText = "display: block; width: 900px; height: 600px";
  const all = { "token-url": "/token", "catalog-url": "/catalog/catalog.json", name: "Anna", lang: "en" };
  for (const [name, value] of Object.entries({ ...all, ...attributes })) element.setAttribute(name, value);
  return element;
}

/** Adds a planner to the document, in a room; resolves when it is ready and the floor is displayed. */
export async function open(room: string, attributes: Attributes = {}): Promise<HomstylePlanner> {
  const element = planner({ "room-url": roomUrl(room), ...attributes });
  document.body.append(element);
  await element.ready;
  await expect
    .poll(() => element.shadowRoot?.querySelector(".plan-floor")?.getBoundingClientRect().width)
    .toBeGreaterThan(100);
  return element;
}

/**
 * Connects as another user, Bo by default, who sees the peers and the stored state; `view` is what that user's
 * screen shows.
 */
export async function watch(room: string, view?: SharedView, name = "Bo"): Promise<Room> {
  const getToken = async () => fakeToken({ room, sub: "bo", name, role: "editor" });
  const url = `ws://${location.host}/v1`;
  const watcher = await connect({ url, room, getToken, storage: memoryStorage() });
  const shared = sharePresence(watcher);
  if (shared) shared.view = () => view;
  watching.push(watcher);
  await expect.poll(() => watcher.snapshot().ready).toBe(true);
  return watcher;
}

/** Returns the names of the other peers in a room. */
export function others(room: Room): string[] {
  return room
    .snapshot()
    .peers.filter((p) => !p.you)
    .map((p) => p.name);
}

/** Returns the codes of a planner's `error` events from now on. */
export function errorsOf(element: HomstylePlanner): string[] {
  const codes: string[] = [];
  element.addEventListener("error", (event) => {
    if (event instanceof CustomEvent) codes.push((event.detail as ErrorDetail).code);
  });
  return codes;
}

/** Returns an element in the planner's shadow root; throws when there is none. */
export function inside(element: HomstylePlanner, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

/** Adds a sofa to the room; resolves with its id when it is stored. */
export async function furnish(room: Room): Promise<string> {
  return await put(room, "sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 0 }, "moss");
}

/** Adds an item to the room; resolves with its id when it is stored. */
export async function put(room: Room, product: string, place: Place, variant = ""): Promise<string> {
  const item = { id: room.newId(), product, variant, ...place };
  await settled(edit(room, [{ kind: "add", item }]));
  return item.id;
}

/** Returns an item on the plan, once it is drawn. */
export async function drawn(element: HomstylePlanner, id: string): Promise<HTMLElement> {
  const selector = `.plan [data-item="${id}"]`;
  await expect.poll(() => element.shadowRoot?.querySelector(selector)).toBeTruthy();
  return inside(element, selector);
}

/** Returns the number of matches of a selector in the planner's shadow root. */
export function count(element: HomstylePlanner, selector: string): number {
  return element.shadowRoot?.querySelectorAll(selector).length ?? 0;
}

/** Returns the ids of the selected items on the plan. */
export function selected(element: HomstylePlanner): (string | null)[] {
  const all = element.shadowRoot?.querySelectorAll(".plan .item.selected") ?? [];
  return [...all].map((item) => item.getAttribute("data-item")).sort();
}

/** Returns a planner in a room with a sofa, and another user there. */
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

/** Returns the pixels per metre. */
export function scale(element: HomstylePlanner): number {
  return element.toScreen([1000, 0])[0] - element.toScreen([0, 0])[0];
}

/** Returns the element with keyboard focus in the planner. */
export function focused(element: HomstylePlanner): Element | null | undefined {
  return element.shadowRoot?.activeElement;
}

/** Waits until the plan has moved out from under panels: nothing moves for three frames. */
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

/** Chooses a file in the planner's file field with that action, as the browser's dialog does. */
export function chooseFile(element: HomstylePlanner, action: string, file: File): void {
  const input = inside(element, `[data-action="${action}"]`) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}
