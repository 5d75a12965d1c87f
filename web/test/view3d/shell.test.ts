import { Color, Mesh, MeshStandardMaterial, type Object3D } from "three";
import { expect, test } from "vitest";
import type { Finish } from "../../src/catalog/types.ts";
import type { Palette } from "../../src/view3d/palette.ts";
import { Shell } from "../../src/view3d/room/shell.ts";
import { rectangle } from "../plan2d/rooms.ts";

const grey = new Color("#888888");
const palette = new Proxy({ dark: false }, { get: (_, name) => (name === "dark" ? false : grey) }) as Palette;

test("the room is built when the plan, the colours or the finishes are others, and else stands as it is", () => {
  const shell = new Shell();
  const none = { finishes: [] };
  expect(shell.build(rectangle, palette, none)).toBe(true);
  const walls = [...shell.group.children];
  expect(shell.build(rectangle, palette, none)).toBe(false);
  expect([...shell.group.children]).toEqual(walls);
  expect(shell.build({ ...rectangle }, palette, none)).toBe(true);
  expect(shell.group.children.some((child) => !walls.includes(child))).toBe(true);
  expect(shell.build(rectangle, { ...palette, dark: true, wall: grey }, none)).toBe(true);
  expect(shell.build(rectangle, palette, { finishes: [] })).toBe(true);
});

/** Returns the colours of all materials under an object, as `#rrggbb`. */
function coloursIn(group: Object3D): string[] {
  const found: string[] = [];
  group.traverse((child) => {
    if (child instanceof Mesh && child.material instanceof MeshStandardMaterial) {
      found.push(`#${child.material.color.getHexString()}`);
    }
  });
  return found;
}

test("floor and walls have the finishes of the plan, else the shop's defaults, else the usual colours", () => {
  const finish = (id: string, on: "floor" | "wall", colour: string, pattern: Finish["pattern"]): Finish => {
    return { id, on, name: { en: id }, colour, pattern };
  };
  const catalog = {
    finishes: [
      finish("slate", "floor", "#445566", "tiles"),
      finish("wool", "floor", "#aa8866", "carpet"),
      finish("white", "wall", "#f8f8f0", "plain"),
      finish("blue", "wall", "#336699", "plain"),
    ],
  };
  const shell = new Shell();
  shell.build(rectangle, palette, { finishes: [] });
  expect(coloursIn(shell.group)).toContain("#dcbf98");
  shell.build(rectangle, palette, catalog);
  expect(coloursIn(shell.group)).toEqual(expect.arrayContaining(["#445566", "#f8f8f0"]));
  const finishes = { floor: "wool", each: [{ side: 1, finish: "blue" }] };
  shell.build({ ...rectangle, finishes }, palette, catalog);
  const colours = coloursIn(shell.group);
  expect(colours).toContain("#aa8866");
  expect(colours.filter((colour) => colour === "#336699")).toHaveLength(1);
  shell.dispose();
});
