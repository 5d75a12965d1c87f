import { Color } from "three";
import { expect, test } from "vitest";
import type { Palette } from "../../src/view3d/palette.ts";
import { Shell } from "../../src/view3d/room/shell.ts";
import { rectangle } from "../plan2d/rooms.ts";

const grey = new Color("#888888");
const palette = new Proxy({ dark: false }, { get: (_, name) => (name === "dark" ? false : grey) }) as Palette;

test("the room is built when the plan or the colours are others, and else stands as it is", () => {
  const shell = new Shell();
  expect(shell.build(rectangle, palette)).toBe(true);
  const walls = [...shell.group.children];
  expect(shell.build(rectangle, palette)).toBe(false);
  expect([...shell.group.children]).toEqual(walls);
  expect(shell.build({ ...rectangle }, palette)).toBe(true);
  expect(shell.group.children.some((child) => !walls.includes(child))).toBe(true);
  expect(shell.build(rectangle, { ...palette, dark: true, wall: grey })).toBe(true);
});
