// Opens everything that can be opened beside the panels; the caller checks what must hold at each stop.

import { expect } from "vitest";
import type { Person } from "./planner-page.ts";

type Stop = (where: string) => Promise<void>;

/** Opens and closes each menu, each dialog and the help; `inside` first does something in a dialog. */
export async function tourOfDialogs(
  person: Person,
  stop: Stop,
  inside: (dialog: string) => Promise<void> = async () => {},
): Promise<void> {
  const { page } = person;
  for (const menu of ["export", "more"]) {
    await page.locator(`[data-menu="${menu}"]`).click();
    await expect.poll(() => page.locator("[role=menu]").count()).toBe(1);
    await stop(menu);
    await person.press("Escape");
  }
  for (const dialog of ["invite", "rename"]) {
    await person.act(dialog);
    await filled(person);
    await inside(dialog);
    await stop(dialog);
    await person.press("Escape");
  }
  await person.choose("help");
  await filled(person);
  await stop("help");
  await person.press("Escape");
}

/** Waits until a dialog's contents are loaded, which come after its frame. */
async function filled({ page }: Person): Promise<void> {
  await expect.poll(() => page.locator(".dialog-body > :nth-child(2)").count()).toBe(1);
}

/** Opens the room's editor: a door that is changed, and an outline that is drawn. */
export async function tourOfEditor(person: Person, stop: Stop): Promise<void> {
  const { page } = person;
  await person.open("room");
  await page.locator('[data-part="door:door-1"]').press("Enter");
  await expect.poll(() => page.locator('[data-action="flip-hinge"]').count()).toBe(1);
  await stop("a door that is changed");
  await person.act("tool-outline");
  await expect.poll(() => page.locator(".plan-bar select").count()).toBe(1);
  await stop("an outline that is drawn");
}
