// Helpers for files of the planner that the server no longer has, for example after a deployment.

import { afterAll, beforeAll, onTestFinished } from "vitest";
import { commands } from "vitest/browser";
import type { HomstylePlanner } from "../src/element/index.ts";
import { drawn, errorsOf, furnish, newRoom, planner, roomUrl, watch } from "./fixture.ts";

/** Timeout for three attempts to load, which take three seconds. */
export const afterAttempts = { timeout: 10_000 };

/** Removes these files of `src` for all tests of the calling file. */
export function withoutFiles(...files: string[]): void {
  beforeAll(() => commands.removeFiles(...files.map((file) => `/src/${file}`)));
  afterAll(() => commands.restoreFiles());
}

/** Opens a room with a sofa; resolves when the sofa is drawn, without waiting for the editing code. */
export async function opening(lang: string) {
  const room = newRoom();
  const sofa = await furnish(await watch(room));
  const element = planner({ "room-url": roomUrl(room), lang });
  const errors = errorsOf(element);
  document.body.append(element);
  return { element, errors, piece: await drawn(element, sofa) };
}

/** Returns the text of the notice above the room; empty without one. */
export function notice(element: HomstylePlanner): string {
  return element.shadowRoot?.querySelector("[part=notice]")?.textContent ?? "";
}

/** The part of NavigateEvent that is needed; TypeScript doesn't declare it yet. */
type NavigateEvent = Event & { navigationType: string };

/** Prevents reloads of the page, and returns a function that returns how many there would have been. */
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
