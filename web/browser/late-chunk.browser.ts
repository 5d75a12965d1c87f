// The 3D view is loaded late: an element that was removed meanwhile does not keep it.

import { expect, test, vi } from "vitest";
import { newRoom, open, planner, roomUrl } from "./fixture.ts";

const { arrived, made, disposed } = vi.hoisted(() => ({
  arrived: Promise.withResolvers<void>(),
  made: vi.fn(),
  disposed: vi.fn(),
}));

vi.mock("../src/view3d/index.ts", async () => {
  await arrived.promise;
  const nothing = () => {};
  const createView3d = () => {
    made();
    const element = document.createElement("div");
    return { element, cover: nothing, update: nothing, visible: nothing, fit: nothing, dispose: disposed };
  };
  return { sheets: [], createView3d };
});

test("view=3d asked for and left before it came leaves nothing behind, and what was seen is let go of", async () => {
  const element = planner({ "room-url": roomUrl(newRoom()), view: "3d" });
  document.body.append(element);
  await element.ready;
  element.remove();
  arrived.resolve();
  await expect.poll(() => made.mock.calls.length).toBe(1);
  await expect.poll(() => disposed.mock.calls.length).toBe(1);

  // The next element that opens 3D gets the view, and disposes of it.
  const next = await open(newRoom());
  next.setAttribute("view", "3d");
  await expect.poll(() => made.mock.calls.length - disposed.mock.calls.length).toBe(1);
  next.remove();
  await expect.poll(() => made.mock.calls.length - disposed.mock.calls.length).toBe(0);
});
