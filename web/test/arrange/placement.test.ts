// The place of a new piece. What the fit check says is tested in test/fit.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestPlace, tolerablePlace } from "../../src/arrange/placement.ts";
import type { Piece } from "../../src/catalog/types.ts";
import { checkFit, type FitInput } from "../../src/fit/index.ts";
import type { Place, Verdict } from "../../src/model/index.ts";
import { rectangular } from "../fit/room.ts";
import {
  anyFloorPiece,
  anyPlan,
  armchair,
  bed,
  ceilingLamp,
  chair,
  coffeeTable,
  curtain,
  diningTable,
  lamp,
  livingRoom,
  mirror,
  nightstand,
  picture,
  rug,
  shelf,
  sideboard,
  sofa,
  standing,
  tableLamp,
  tvUnit,
  wardrobe,
} from "./rooms.ts";

const worse: readonly Verdict[] = ["fits", "tight", "blocked"];

/** Reports whether a new piece fits at a place by the whole check, and no other item gets a worse verdict. */
function fitsAt(input: FitInput, piece: Piece, place: Place): boolean {
  const before = checkFit(input);
  const after = checkFit({ ...input, items: [...input.items, { id: "new", piece, place }] });
  if (after.items.get("new")?.verdict !== "fits") return false;
  return [...before.items.values()].every(({ id, verdict }) => {
    return worse.indexOf(after.items.get(id)?.verdict ?? "fits") <= worse.indexOf(verdict);
  });
}

/** Yields the places of a grid of half a metre, in all four directions. */
function* grid({ outline }: FitInput["plan"]): Generator<Place> {
  const [right, bottom] = [Math.max(...outline.map(([x]) => x)), Math.max(...outline.map(([, y]) => y))];
  for (let x = 0; x <= right; x += 500) {
    for (let y = 0; y <= bottom; y += 500) {
      for (const rotation of [0, 90, 180, 270]) yield { x, y, z: 0, rotation };
    }
  }
}

const sofaAtWall = standing(["sofa", sofa, 2600, 3750, 180]);

describe("AR1 a new piece goes where it belongs", () => {
  const room = { plan: livingRoom, items: [] };

  test.each([
    ["sofa", sofa],
    ["bed", bed],
    ["wardrobe", wardrobe],
    ["shelf", shelf],
    ["TV unit", tvUnit],
    ["sideboard", sideboard],
  ])("%s: with its back on a wall", (_, piece) => {
    const { x, y, rotation } = bestPlace(room, piece) ?? { x: 0, y: 0, rotation: 0 };
    const half = piece.size.depth / 2;
    const back = { 0: y, 90: 5200 - x, 180: 4200 - y, 270: x }[rotation];
    expect(back).toBe(half);
  });

  test("a coffee table: 40 cm before the sofa", () => {
    const place = bestPlace({ plan: livingRoom, items: sofaAtWall }, coffeeTable);
    expect(place).toMatchObject({ x: 2600, y: 3750 - 450 - 400 - 300 });
  });

  test("a rug: under the table before the sofa", () => {
    const items = [...sofaAtWall, ...standing(["table", coffeeTable, 2600, 2600, 180])];
    expect(bestPlace({ plan: livingRoom, items }, rug)).toMatchObject({ x: 2600, y: 2600 });
  });

  test("a lamp: beside the sofa", () => {
    const place = bestPlace({ plan: livingRoom, items: sofaAtWall }, lamp);
    expect(Math.abs((place?.x ?? 0) - 2600)).toBe(1000 + 60 + 175);
  });

  test("a TV unit: on the wall opposite to the sofa, facing it", () => {
    const place = bestPlace({ plan: livingRoom, items: sofaAtWall }, tvUnit);
    expect(place).toEqual({ x: 2600, y: 200, z: 0, rotation: 0 });
  });

  test("an armchair: turned to the table, and not between the sofa and the screen", () => {
    const items = [
      ...sofaAtWall,
      ...standing(["table", coffeeTable, 2600, 2600, 180], ["tv", tvUnit, 2600, 200]),
    ];
    const place = bestPlace({ plan: livingRoom, items }, armchair);
    expect([90, 270]).toContain(place?.rotation);
    expect(Math.abs((place?.x ?? 0) - 2600)).toBeGreaterThan(400);
  });

  test("chairs: at the sides of their table, facing it", () => {
    const table = standing(["table", diningTable, 2600, 2000]);
    const items = [...table];
    for (const id of ["a", "b", "c", "d"]) {
      const place = bestPlace({ plan: livingRoom, items }, chair);
      if (place) items.push({ id, piece: chair, place });
    }
    const chairs = items.slice(1).map(({ place }) => [place.y, place.rotation]);
    const out = 450 + 250 - 150;
    expect(chairs.filter(([y, rotation]) => y === 2000 + out && rotation === 180)).toHaveLength(2);
    expect(chairs.filter(([y, rotation]) => y === 2000 - out && rotation === 0)).toHaveLength(2);
  });

  test("a nightstand: beside the bed, its back in line with the bed's", () => {
    const items = standing(["bed", bed, 1000, 2100, 270]);
    const place = bestPlace({ plan: livingRoom, items }, nightstand);
    expect(place).toMatchObject({ x: 200, rotation: 270 });
    expect(Math.abs((place?.y ?? 0) - 2100)).toBe(800 + 60 + 200);
  });

  test("a picture: above the sofa", () => {
    const place = bestPlace({ plan: livingRoom, items: sofaAtWall }, picture);
    expect(place).toEqual({ x: 2600, y: 4185, z: 1150, rotation: 180 });
  });

  test("a picture: 10 cm or more from what hangs beside it, wherever that is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 4700 }), fc.boolean(), (x, near) => {
        const items = [...sofaAtWall, ...standing(["mirror", mirror, x, 4180, 180])].map((item) =>
          item.id === "mirror" ? { ...item, place: { ...item.place, z: mirror.hangsAt } } : item,
        );
        const place = bestPlace({ plan: livingRoom, items }, picture, near ? { near: [x, 4180] } : {});
        expect(place).toBeDefined();
        if (place?.rotation !== 180) return;
        expect(Math.abs(place.x - x) - (picture.size.width + mirror.size.width) / 2).toBeGreaterThanOrEqual(
          100,
        );
      }),
      { numRuns: 20 },
    );
  });

  test("a picture: closer to another, where the walls have no more room", () => {
    const plan = rectangular(1050, 1650, { ceiling: 2500 });
    const hangs = (id: string, x: number, y: number, rotation: number) => {
      return { id, piece: mirror, place: { x, y, z: 1200, rotation } };
    };
    const items = [
      hangs("top", 525, 20, 0),
      hangs("bottom", 525, 1630, 180),
      hangs("left", 20, 300, 270),
      hangs("right", 1030, 300, 90),
    ];
    const { y = 0 } = bestPlace({ plan, items }, picture) ?? {};
    expect(y - picture.size.width / 2 - 600).toBeGreaterThanOrEqual(0);
    expect(y - picture.size.width / 2 - 600).toBeLessThan(100);
  });

  test("a table lamp: on a sideboard", () => {
    const items = standing(["sideboard", sideboard, 210, 2000, 270]);
    expect(bestPlace({ plan: livingRoom, items }, tableLamp)).toMatchObject({ x: 210, y: 2000, z: 760 });
  });

  test("a ceiling lamp: over the dining table, at the ceiling", () => {
    const items = standing(["table", diningTable, 2000, 2000]);
    const place = bestPlace({ plan: livingRoom, items }, ceilingLamp);
    expect(place).toMatchObject({ x: 2000, y: 2000, z: 2200 });
  });

  test("a ceiling lamp: over the coffee table, though the sofa faces the screen across it", () => {
    const items = [
      ...sofaAtWall,
      ...standing(["table", coffeeTable, 2600, 2600, 180], ["tv", tvUnit, 2600, 200]),
    ];
    const long = { ...ceilingLamp, size: { width: 450, depth: 450, height: 900 } };
    expect(bestPlace({ plan: livingRoom, items }, long)).toMatchObject({ x: 2600, y: 2600 });
  });

  test("a curtain: before the window", () => {
    expect(bestPlace(room, curtain)).toEqual({ x: 2600, y: 50, z: 30, rotation: 0 });
  });
});

/** A room with up to five pieces, each where it was found to belong, or anywhere. */
const anyRoom = fc
  .record({
    plan: anyPlan,
    pieces: fc.array(
      fc.record({ piece: anyFloorPiece, spot: fc.option(fc.tuple(fc.nat(40), fc.nat(35), fc.nat(3))) }),
      {
        maxLength: 5,
      },
    ),
  })
  .map(({ plan, pieces }): FitInput => {
    const items: FitInput["items"][number][] = [];
    for (const [i, { piece, spot }] of pieces.entries()) {
      const place = spot
        ? { x: spot[0] * 100, y: spot[1] * 100, z: 0, rotation: spot[2] * 90 }
        : bestPlace({ plan, items }, piece);
      if (place) items.push({ id: `item-${i}`, piece, place });
    }
    return { plan, items };
  });

test("AR2 whenever a place of a grid fits, a place is found, and it fits and makes no other item worse", () => {
  fc.assert(
    fc.property(anyRoom, anyFloorPiece, (input, piece) => {
      const place = bestPlace(input, piece);
      if (place) return fitsAt(input, piece, place);
      for (const spot of grid(input.plan)) if (fitsAt(input, piece, spot)) return false;
      return true;
    }),
    { numRuns: 40 },
  );
});

test("AR2 the same room gives the same place", () => {
  fc.assert(
    fc.property(anyRoom, anyFloorPiece, (input, piece) => {
      const again = structuredClone(input);
      expect(bestPlace(again, piece)).toEqual(bestPlace(input, piece));
    }),
    { numRuns: 20 },
  );
});

test("AR2 a chest is at a wall, though it is tight there and would fit in the middle of the room", () => {
  const bedroom: FitInput["plan"] = {
    ...livingRoom,
    outline: [
      [0, 0],
      [4500, 0],
      [4500, 3400],
      [0, 3400],
    ],
    doors: [{ id: "door", x: 3600, y: 3400, width: 900, rotation: 0, hinge: "left", opens: "in" }],
    windows: [{ id: "window", x: 2250, y: 0, width: 1600, rotation: 0 }],
  };
  const small = { ...nightstand, clearance: { front: 300 } };
  const large = { ...wardrobe, size: { width: 2000, depth: 660, height: 2360 } };
  const chest = { ...sideboard, size: { width: 800, depth: 480, height: 1000 }, clearance: { front: 600 } };
  const items = standing(
    ["bed", bed, 1000, 1700, 270],
    ["left", small, 200, 2760, 270],
    ["right", small, 200, 640, 270],
    ["wide", large, 4170, 1000, 90],
    ["narrow", wardrobe, 2600, 3100, 180],
  );
  const middle = { x: 1200, y: 400, z: 0, rotation: 270 };
  expect(fitsAt({ plan: bedroom, items }, chest, middle)).toBe(true);
  const found = tolerablePlace({ plan: bedroom, items }, chest);
  expect(found?.verdict).toBe("tight");
  const { x, y, rotation } = found?.place ?? { x: 0, y: 0, rotation: 0 };
  expect({ 0: y, 90: 4500 - x, 180: 3400 - y, 270: x }[rotation]).toBe(240);
});

test("AR2 where nothing fits, a tight place is found", () => {
  // The piece is delivered through a door that has 1 cm to spare.
  const parcel = { width: 890, depth: 900, height: 2500, weight: 1 };
  const large = { ...shelf, packages: [parcel] };
  const input = { plan: livingRoom, items: [] };
  expect(bestPlace(input, large)).toBeUndefined();
  expect(tolerablePlace(input, large)?.verdict).toBe("tight");
});

test("AR2 a piece that can't be delivered fits nowhere", () => {
  const large = { ...shelf, packages: [{ width: 1000, depth: 1000, height: 2500, weight: 1 }] };
  const input = { plan: livingRoom, items: [] };
  expect(bestPlace(input, large)).toBeUndefined();
  expect(tolerablePlace(input, large)).toBeUndefined();
});

test("AR2 near a point, the nearest place that fits is found", () => {
  const place = bestPlace({ plan: livingRoom, items: [] }, lamp, { near: [1000, 1000], rotation: 30 });
  expect(place).toEqual({ x: 1000, y: 1000, z: 0, rotation: 30 });
});
