// What hangs on a wall is hidden where the wall fades before the camera.

import { Color, Group, Raycaster, Vector3 } from "three";
import { expect, test } from "vitest";
import type { Place, PlanBody, Point } from "../../src/model/index.ts";
import type { Scene } from "../../src/planner/scene.ts";
import { hungOn } from "../../src/view3d/items/hung-on.ts";
import { Items } from "../../src/view3d/items/items.ts";
import type { MeshCache } from "../../src/view3d/items/mesh-cache.ts";
import type { Palette } from "../../src/view3d/palette.ts";
import { Shell } from "../../src/view3d/room/shell.ts";
import { piece } from "../fit/room.ts";
import { rectangle } from "../plan2d/rooms.ts";

const grey = new Color("#888888");
const palette = new Proxy({ dark: false }, { get: (_, name) => (name === "dark" ? false : grey) }) as Palette;
const picture = piece("picture", [800, 40, 600], { mount: "wall" });
const shelf = piece("wall-shelf", [800, 200, 40], { mount: "wall", carries: true });
const lamp = piece("table-lamp", [200, 200, 400], { mount: "top" });
const hung = (id: string, what: typeof picture, x: number, y: number, rotation: number, z = 1200) => ({
  id,
  piece: what,
  place: { x, y, z, rotation } satisfies Place,
});
const onWalls = [
  hung("top", picture, 3000, 20, 0),
  hung("right", picture, 3980, 2500, 90),
  hung("bottom", shelf, 1000, 2900, 180),
  hung("lamp", lamp, 1000, 2900, 0, 1240),
  hung("inner", picture, 1930, 2000, 90),
  hung("away", picture, 1000, 1000, 0),
  hung("table", piece("table", [800, 600, 700]), 3000, 320, 0, 0),
];

test.each([false, true])(
  "each is on the wall behind it, and so is what stands on it (reversed: %s)",
  (reversed) => {
    const plan: PlanBody = reversed ? { ...rectangle, outline: rectangle.outline.toReversed() } : rectangle;
    const side = (i: number) => ({ side: reversed ? [2, 1, 0, 3][i] : i });
    expect(Object.fromEntries(hungOn(plan, onWalls))).toEqual({
      top: side(0),
      right: side(1),
      bottom: side(2),
      lamp: side(2),
      inner: { wall: "wall-1" },
    });
  },
);

test.each<[string, Point, string[]]>([
  ["below", [3000, 9000], ["bottom", "lamp"]],
  ["the left, which is behind the inner wall", [-5000, 1500], ["inner"]],
  ["the upper right", [9000, -6000], ["right", "top"]],
])("seen from %s, what hangs on the walls before the camera is hidden", (_, eye, expected) => {
  const shell = new Shell();
  shell.build(rectangle, palette, { finishes: [] });
  shell.fade(eye, [3000, 1500], Number.POSITIVE_INFINITY, false);
  const on = hungOn(rectangle, onWalls);
  const hidden = () => [...on].filter(([, wall]) => shell.isFaded(wall)).map(([id]) => id);
  expect(hidden().sort()).toEqual(expected);
  shell.fade(eye, [3000, 1500], Number.POSITIVE_INFINITY, true);
  expect(hidden()).toEqual([]);
  shell.dispose();
});

test("what is hidden is not drawn, and can't be pointed at", () => {
  const library = { acquire: () => ({ object: new Group(), release: () => {} }) } as unknown as MeshCache;
  const items = new Items(library, () => {});
  const all = new Map(
    onWalls.map(({ id, place }) => [id, { id, product: id, variant: "", ...place, lock: { state: "free" } }]),
  );
  const pieceOf = ({ product }: { product: string }) =>
    onWalls.find(({ id }) => id === product)?.piece ?? picture;
  items.update({ items: all, pieceOf, reducedMotion: true } as unknown as Scene, all.keys());
  // From the room at the picture on the upper wall.
  const ray = new Raycaster(new Vector3(3, 1.5, 2), new Vector3(0, 0, -1));
  expect(items.pick(ray)?.id).toBe("top");
  expect(items.hide(new Set(["top"]))).toBe(true);
  expect(items.hide(new Set(["top"]))).toBe(false);
  expect(items.get("top")?.node.visible).toBe(false);
  expect(items.pick(ray)?.id).toBeUndefined();
  expect(items.hide(new Set())).toBe(true);
  expect(items.pick(ray)?.id).toBe("top");
});
