import { Box3, Color, Mesh, MeshStandardMaterial, type Object3D, type Vector3 } from "three";
import { expect, test } from "vitest";
import type { Finish } from "../../src/catalog/types.ts";
import type { Palette } from "../../src/view3d/palette.ts";
import { Fixtures } from "../../src/view3d/room/fixtures.ts";
import { Shell } from "../../src/view3d/room/shell.ts";
import { SlopedCeiling } from "../../src/view3d/room/slope.ts";
import { slopedFaces } from "../../src/view3d/room/sloped-faces.ts";
import { rectangle } from "../plan2d/rooms.ts";

const grey = new Color("#888888");
const palette = new Proxy({ dark: false }, { get: (_, name) => (name === "dark" ? false : grey) }) as Palette;
const none = { finishes: [] };

test("the room is built when the plan, the colours or the finishes are others, and else stands as it is", () => {
  const shell = new Shell();
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

test("what is fixed stands where it is, with its size, and is built anew with the plan", () => {
  const shell = new Shell();
  const radiator = { id: "r", kind: "radiator", x: 3950, y: 1500, z: 120, rotation: 90 } as const;
  const fixtures = [{ ...radiator, width: 1000, depth: 100, height: 600 }];
  const [fixture] = new Fixtures(fixtures, palette).group.children;
  const { min, max } = new Box3().setFromObject(fixture as Mesh);
  const mm = (v: Vector3) => v.toArray().map((metres) => Math.round(metres * 1000));
  expect([mm(min), mm(max)]).toEqual([
    [3900, 120, 1000],
    [4000, 720, 2000],
  ]);
  const count = () => shell.group.children.length;
  shell.build(rectangle, palette, none);
  const bare = count();
  const slopes = [{ id: "s", x: 0, y: 1500, rotation: 270, width: 3000, depth: 1500, low: 1200 }];
  shell.build({ ...rectangle, fixtures, slopes }, palette, none);
  expect(count()).toBe(bare + 1);
  shell.build({ ...rectangle }, palette, none);
  expect(count()).toBe(bare);
});

test("a slope falls from the ceiling to its wall, and fades unless one walks below it", () => {
  const slope = { id: "s", x: 0, y: 1500, rotation: 270, width: 3000, depth: 1500, low: 1200 };
  const sloped = new SlopedCeiling(slopedFaces(slope, 2500, rectangle), palette);
  const { min, max } = new Box3().setFromObject(sloped.mesh);
  const mm = (v: Vector3) => v.toArray().map((metres) => Math.round(metres * 1000));
  expect([mm(min), mm(max)]).toEqual([
    [0, 1193, 0],
    [1500, 2493, 3000],
  ]);
  const normal = sloped.mesh.geometry.getAttribute("normal");
  expect([...Array(normal.count).keys()].map((i) => normal.getY(i)).every((y) => y < 0)).toBe(true);
  expect(sloped.fade(Number.POSITIVE_INFINITY, false)).toBe(false);
  expect(sloped.mesh.material.opacity).toBeLessThan(0.3);
  expect(sloped.fade(16, true)).toBe(true);
  expect([sloped.fade(Number.POSITIVE_INFINITY, true), sloped.mesh.material.opacity]).toEqual([false, 1]);
});

test("WR11 walls below a slope end at it, in the file as in the view", () => {
  const shell = new Shell();
  const slopes = [{ id: "s", x: 0, y: 1500, rotation: 270, width: 3000, depth: 1500, low: 1200 }];
  shell.build({ ...rectangle, windows: [], doors: [], walls: [], slopes }, palette, none);
  const heights = [1, 2, 3, 4].map((i) => {
    const wall = shell.group.getObjectByName(`wall ${i}`);
    return Math.round(new Box3().setFromObject(wall as Object3D).max.y * 1000);
  });
  // The wall at the left is the low side.
  expect(heights).toEqual([2500, 2500, 2500, 1200]);
  expect(shell.group.getObjectByName("slope 1")).toBeDefined();
  shell.dispose();
});
