// The room's tools, as their tests use them: a planner in which the room is edited, and the bar over its plan.

import { expect } from "vitest";
import type { Room } from "../src/client/index.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import type { Plan } from "../src/model/index.ts";
import { count, inside, newRoom, open, still, watch } from "./fixture.ts";
import { Mouse, press, write } from "./hands.ts";

/** A planner with the room tool chosen, and another connection `bo` that watches the room. */
interface Editing {
  bo: Room;
  element: HomstylePlanner;
  mouse: Mouse;
  /** Returns the stored plan. */
  plan: () => Plan;
}

/** Below this width a planner's panels are sheets over the plan. */
const widePx = 760;

export async function editing(): Promise<Editing> {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  await editRoom(element);
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
  await expect.poll(() => count(element, '[data-part="edge:1"]')).toBe(1);
  await still(element);
  return { bo, element, mouse: new Mouse(), plan: () => planOf(bo) };
}

/** Chooses the tool that edits the room, as a user does: a sheet offers it where panels cover the plan. */
export async function editRoom(element: HomstylePlanner): Promise<void> {
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, "[data-action=tool-room]")).toBe(1);
  if (element.clientWidth < widePx) inside(element, "[data-action=tool-room]").click();
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
}

/** Selects a part of the room by keyboard. */
export async function choosePart(element: HomstylePlanner, part: string): Promise<void> {
  await expect.poll(() => count(element, `[data-part="${part}"]`)).toBe(1);
  inside(element, `[data-part="${part}"]`).focus();
  await press("Enter");
  await expect.poll(() => count(element, '.plan-bar [data-action="close-part"]')).toBe(1);
}

/** Returns the stored plan; throws when there is none. */
export function planOf(room: Room): Plan {
  const { plan } = room.snapshot();
  if (!plan) throw new Error("There is no plan.");
  return plan;
}

/** Waits for a button of the bar, and presses it. */
export async function bar(element: HomstylePlanner, action: string): Promise<void> {
  const selector = `.plan-bar [data-action="${action}"]`;
  await expect.poll(() => count(element, selector), { message: action }).toBe(1);
  inside(element, selector).click();
}

/** Waits for a field of the bar, and types a value into it; "" clears it. */
export async function type(element: HomstylePlanner, name: string, text: string): Promise<void> {
  const selector = `.plan-bar [data-field="${name}"]`;
  await expect.poll(() => count(element, selector), { message: name }).toBe(1);
  const field = inside(element, selector) as HTMLInputElement;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.select();
  if (text === "") await press("Backspace");
  else await write(text);
  await press("Enter");
}
