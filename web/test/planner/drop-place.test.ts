import { expect, test } from "vitest";
import { kinds, type Place, type Point } from "../../src/model/index.ts";
import { dropPlace } from "../../src/planner/drop-place.ts";
import type { Scene } from "../../src/planner/scene.ts";

/** A room of 4 by 3 m with a sofa of 2 by 1 m, in which every piece has that size. */
function sceneWith(kind: string, snapping = true): Scene {
  const outline: Point[] = [
    [0, 0],
    [4000, 0],
    [4000, 3000],
    [0, 3000],
  ];
  const size = { width: 2000, depth: 1000, height: 700 };
  const pieceOf = ({ product }: { product: string }) => ({ kind: product, size });
  const items = new Map([
    ["a", { id: "a", product: kind, variant: "", x: 1000, y: 2500, z: 0, rotation: 0 }],
  ]);
  return { plan: { outline, walls: [] }, items, pieceOf, snapping } as never;
}

const dropped = (kind: string, spot: Point, free = false, scene = sceneWith("sofa")): Place =>
  dropPlace(scene, scene.pieceOf({ product: kind, variant: "" }), spot, free);

test("a new piece is drawn to the walls that it is near", () => {
  expect(dropped("sofa", [2950, 560])).toEqual({ x: 3000, y: 500, z: 0, rotation: 0 });
});

test("with Alt, and with snapping off, it goes where the hand is", () => {
  expect(dropped("sofa", [2950, 560], true)).toEqual({ x: 2950, y: 560, z: 0, rotation: 0 });
  const scene = sceneWith("sofa", false);
  expect(dropped("sofa", [2950, 560], false, scene)).toEqual({ x: 2950, y: 560, z: 0, rotation: 0 });
});

test("a wardrobe turns its back to the wall", () => {
  expect(dropped("wardrobe", [2950, 1500])).toEqual({ x: 3500, y: 1500, z: 0, rotation: 90 });
});

test("it is drawn to the side of a neighbour, and a rug to rugs alone", () => {
  expect(dropped("sofa", [3050, 2450]).x).toBe(3000);
  expect(dropped("sofa", [1040, 1450])).toMatchObject({ x: 1000, y: 1500 });
  expect(dropped("rug", [1130, 1330])).toMatchObject({ x: 1150, y: 1350 });
});

test("no kind ends outside of the room, wherever the hand lets go", () => {
  for (const kind of kinds) {
    for (const spot of [
      [-500, 100],
      [3990, 2990],
      [2000, 9000],
    ] as const) {
      const { x, y } = dropped(kind, spot as unknown as Point);
      expect([x > 0 && x < 4000, y > 0 && y < 3000]).toEqual([true, true]);
    }
  }
});
