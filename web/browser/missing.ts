// Helpers for files of the planner that the server no longer has, as after a deployment.

import { afterAll, beforeAll, onTestFinished } from "vitest";
import { commands } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { drawn, errorsOf, furnish, newRoom, planner, roomUrl, watch } from "./fixture.ts";

/** Three attempts take three seconds. */
export const afterAttempts = { timeout: 10_000 };

/** Removes these files of `src` for all tests of the calling file. */
export function withoutFiles(...files: string[]): void {
  beforeAll(() => commands.removeFiles(...files.map((file) => `/src/${file}`)));
  afterAll(() => commands.restoreFiles());
}

/** Opens a room with a sofa; resolves when the sofa is drawn, without waiting for the code that edits. */
export async function opening(lang: string) {
  const room = newRoom();
  const sofa = await furnish(await watch(room));
  const element = planner({ "room-url": roomUrl(room), lang });
  const errors = errorsOf(element);
  document.body.append(element);
  return { element, errors, piece: await drawn(element, sofa) };
}

/** What the notice above the room says; empty while there is none. */
export function notice(element: HomstylePlanner): string {
  return element.shadowRoot?.querySelector("[part=notice]")?.textContent ?? "";
}

/** TypeScript does not know it yet. */
type NavigateEvent = Event & { navigationType: string };

/** Counts how often the page would be reloaded, and prevents that. */
export function countReloads(): () => number {
  const { navigation } = window as unknown as { navigation: EventTarget };
  let count = 0;
  const prevent = (event: Event) => {
    if ((event as NavigateEvent).navigationType !== "reload") return;
    event.preventDefault();
    count++;
  };
  navigation.addEventListener("navigate", prevent);
  onTestFinished(() => navigation.removeEventListener("navigate", prevent));
  return () => count;
}
