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

export async function editing(): Promise<Editing> {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  inside(element, 'button[data-tab="room"]').click();
  await expect.poll(() => count(element, ".plan-bar")).toBe(1);
  await expect.poll(() => count(element, '[data-part="edge:1"]')).toBe(1);
  await still(element);
  return { bo, element, mouse: new Mouse(), plan: () => planOf(bo) };
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
