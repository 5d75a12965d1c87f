// The place of a new item in a room where few are good.

import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import type { ItemView } from "../../src/client/index.ts";
import { checkFit } from "../../src/fit/index.ts";
import { findPlace } from "../../src/planner/find-place.ts";
import { ceilingLamp, chair, diningTable, picture, sideboard, standing, wardrobe } from "../arrange/rooms.ts";
import { rectangular } from "../fit/room.ts";

/** A dining room of 3.6 by 3.4 m with a table of 1.8 m, six chairs, a sideboard, a picture and a lamp. */
const dining = rectangular(3600, 3400, {
  ceiling: 2500,
  doors: [{ id: "door", x: 700, y: 3400, width: 900, rotation: 0, hinge: "left", opens: "in" }],
  windows: [{ id: "window", x: 1800, y: 0, width: 1600, rotation: 0 }],
});
const seat = { ...chair, size: { width: 460, depth: 520, height: 810 } };
const items = standing(
  ["table", { ...diningTable, size: { width: 1800, depth: 900, height: 740 } }, 1800, 1700],
  ["a", seat, 2400, 2260, 180],
  ["b", seat, 2400, 1140],
  ["c", seat, 1800, 2260, 180],
  ["d", seat, 1800, 1140],
  ["e", seat, 1200, 1140],
  ["f", seat, 790, 1700, 270],
  ["lamp", { ...ceilingLamp, size: { width: 700, depth: 700, height: 1100 } }, 1800, 1700, 0, 1400],
  ["sideboard", sideboard, 210, 1200, 270],
  ["picture", { ...picture, size: { width: 1200, depth: 35, height: 800 } }, 18, 1200, 270, 1150],
);

test.each([
  ["ladder shelf", { width: 640, depth: 380, height: 1800 }],
  ["cabinet", { width: 800, depth: 400, height: 1200 }],
])("AR2 a %s is put where it fits, though such a place is found only after many others", (_, size) => {
  const piece: Piece = { ...wardrobe, size, clearance: { front: 400 } };
  const pieces = new Map(items.map((one) => [one.id, one.piece]));
  const views = items.map(({ id, place }): [string, ItemView] => [id, { id, ...place } as ItemView]);
  const pieceOf = (item: object) => pieces.get((item as ItemView).id) ?? piece;
  const place = findPlace({ plan: dining, items: new Map(views), pieceOf }, piece);
  const { items: found } = checkFit({ plan: dining, items: [...items, { id: "new", piece, place }] });
  expect(found.get("new")?.verdict).toBe("fits");
});
