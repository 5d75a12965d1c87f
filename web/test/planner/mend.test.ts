import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import type { ItemView } from "../../src/client/index.ts";
import { checkFit } from "../../src/fit/index.ts";
import { runSync } from "../../src/fit/task.ts";
import type { Place } from "../../src/model/index.ts";
import { loadOf, standingIn, withRiders } from "../../src/planner/load.ts";
import { type Aim, mendSteps } from "../../src/planner/mend.ts";
import type { Scene } from "../../src/planner/scene.ts";
import { door, piece, plan } from "../fit/room.ts";

const pieces: Record<string, Piece> = {
  sofa: piece("sofa", [2180, 930, 820]),
  table: piece("table", [1600, 900, 740], { carries: true }),
  shelf: piece("shelf", [800, 300, 1800]),
  wardrobe: piece("wardrobe", [1000, 600, 2000]),
  bed: piece("bed", [1680, 2080, 950]),
  plant: piece("plant", [200, 200, 400], { mount: "floor-or-top" }),
  lamp: piece("table-lamp", [200, 200, 400], { mount: "top" }),
  mirror: piece("mirror", [700, 40, 900], { mount: "wall", hangsAt: 1000 }),
};

type Standing = Partial<Place> & { x: number; y: number };

function sceneOf(items: Record<string, Standing>, kinds: Record<string, string> = {}): Scene {
  const views = Object.entries(items).map(([id, at]) => {
    const item = { id, product: kinds[id] ?? id, variant: "v", z: 0, rotation: 0, version: 1, ...at };
    return [id, { ...item, lock: { state: "free" }, tentative: false } as unknown as ItemView] as const;
  });
  const pieceOf = ({ product }: { product: string }) => pieces[product] ?? piece("other", [500, 500, 500]);
  return {
    plan: plan({ doors: [door] }),
    items: new Map(views),
    pieceOf,
    snapping: true,
  } as unknown as Scene;
}

function mended(scene: Scene, id: string, aim: Aim): Place | undefined {
  return runSync(mendSteps(scene, id, aim));
}

/** Returns the findings of an item, or of all, when one item is at a place with what stands on it. */
function codes(scene: Scene, moved?: [id: string, place: Place], of?: string): string[] {
  const standing = standingIn(scene);
  const places = moved
    ? withRiders(new Map([moved]), loadOf([moved[0]], standing))
    : new Map<string, Place>();
  const items = [...scene.items.values()].map((one) => {
    return { id: one.id, place: places.get(one.id) ?? one, piece: scene.pieceOf(one) };
  });
  const report = checkFit({ plan: scene.plan, items });
  return [...report.items.values()]
    .filter(({ id }) => of === undefined || id === of)
    .flatMap(({ findings }) =>
      findings.filter(({ verdict }) => verdict === "blocked").map(({ code }) => code),
    );
}

test("what reaches out of the room comes in by the shortest way, and no further", () => {
  const scene = sceneOf({ sofa: { x: 2000, y: 400 } });
  expect(codes(scene)).toEqual(["outside"]);
  expect(mended(scene, "sofa", "inside")).toEqual({ x: 2000, y: 465, z: 0, rotation: 0 });
});

test("what stands in another piece leaves it, without being turned", () => {
  const scene = sceneOf({ sofa: { x: 2500, y: 465 }, shelf: { x: 3000, y: 800 } });
  const place = mended(scene, "shelf", "fit");
  expect(place).toMatchObject({ z: 0, rotation: 0 });
  expect(place && codes(scene, ["shelf", place])).toEqual([]);
});

test("what is in a door's way leaves it free", () => {
  const scene = sceneOf({ shelf: { x: 5200, y: 4000 } });
  expect(codes(scene)).toContain("door-swing");
  const place = mended(scene, "shelf", "fit");
  expect(place && codes(scene, ["shelf", place])).toEqual([]);
});

test("what stands on a piece is moved with it", () => {
  const scene = sceneOf({ table: { x: 1000, y: 300 }, lamp: { x: 1000, y: 300, z: 740 } });
  const place = mended(scene, "table", "inside");
  expect(place).toMatchObject({ x: 1000, y: 450 });
  expect(place && codes(scene, ["table", place])).toEqual([]);
});

test("a wall piece goes to a free place on a wall, at its height", () => {
  const scene = sceneOf(
    { a: { x: 1500, y: 20, z: 1000 }, b: { x: 1500, y: 20, z: 1000 } },
    { a: "mirror", b: "mirror" },
  );
  expect(codes(scene, undefined, "a")).toContain("overlap");
  const place = mended(scene, "a", "fit");
  expect(place?.z).toBe(1000);
  expect(place && codes(scene, ["a", place])).toEqual([]);
});

/** Returns how far the back of a piece at a place is from the nearest wall of the room. */
function gapBehind({ x, y, rotation }: Place, depth: number): number {
  const back = depth / 2;
  return Math.min({ 0: y, 90: 6000 - x, 180: 4500 - y, 270: x }[rotation] ?? Infinity, Infinity) - back;
}

test.each(["wardrobe", "bed", "shelf"])(
  "AR2 a %s that doesn't fit is moved to a wall, not beside it",
  (kind) => {
    // In the middle of the room, where it would fit some steps aside.
    const scene = sceneOf({ table: { x: 3000, y: 2600 }, it: { x: 3000, y: 2500 } }, { it: kind });
    expect(codes(scene, undefined, "it")).toContain("overlap");
    const place = mended(scene, "it", "fit");
    expect(place && codes(scene, ["it", place])).toEqual([]);
    expect(place && gapBehind(place, pieces[kind]?.size.depth ?? 0)).toBe(0);
  },
);

test("AR2 a shelf at a wall moves along it", () => {
  const scene = sceneOf({ sofa: { x: 2500, y: 465 }, shelf: { x: 3000, y: 150 } });
  expect(mended(scene, "shelf", "fit")).toMatchObject({ y: 150, rotation: 0 });
});

test("ST5 a lamp that has fallen is put back on the nearest top", () => {
  const scene = sceneOf(
    {
      table: { x: 1500, y: 2000 },
      far: { x: 4800, y: 450 },
      lamp: { x: 2600, y: 2000 },
    },
    { far: "table" },
  );
  expect(codes(scene, undefined, "lamp")).toEqual(["unsupported"]);
  const place = mended(scene, "lamp", "fit");
  expect(place).toMatchObject({ z: 740 });
  expect(Math.abs((place?.x ?? 0) - 1500)).toBeLessThan(800);
  expect(place && codes(scene, ["lamp", place])).toEqual([]);
});

test("ST5 what stands in another on a top gets its own spot there, and is never put on the floor", () => {
  const scene = sceneOf(
    { table: { x: 1500, y: 2000 }, lamp: { x: 1500, y: 2000, z: 740 }, other: { x: 1550, y: 2000, z: 740 } },
    { other: "lamp" },
  );
  expect(codes(scene, undefined, "lamp")).toContain("overlap");
  const place = mended(scene, "lamp", "fit");
  expect(place?.z).toBe(740);
  expect(place && codes(scene, ["lamp", place])).toEqual([]);
  const plant = sceneOf({
    table: { x: 1500, y: 2000 },
    plant: { x: 1500, y: 2000, z: 740 },
    lamp: { x: 1500, y: 2000, z: 740 },
  });
  expect(mended(plant, "plant", "fit")?.z).toBe(740);
});

test("ST5 without a top a lamp stays where it is", () => {
  expect(mended(sceneOf({ lamp: { x: 2600, y: 2000 } }), "lamp", "fit")).toBeUndefined();
  const scene = sceneOf({ shelf: { x: 3000, y: 150 }, lamp: { x: 3000, y: 150 } });
  expect(mended(scene, "lamp", "fit")).toBeUndefined();
});

test("what fits stays where it is, and what is too large for the room is not moved", () => {
  expect(mended(sceneOf({ sofa: { x: 3000, y: 465 } }), "sofa", "fit")).toBeUndefined();
  const scene = sceneOf({ barn: { x: 3000, y: 2000 } }, { barn: "barn" });
  const pieceOf = () => piece("sofa", [9000, 9000, 800]);
  expect(mended({ ...scene, pieceOf }, "barn", "inside")).toBeUndefined();
});

const spot = fc.record({
  x: fc.integer({ min: -200, max: 6200 }),
  y: fc.integer({ min: -200, max: 4700 }),
  rotation: fc.constantFrom(0, 90, 180, 270),
});

test("a mended place leaves less in the room that does not fit, and never more", () => {
  fc.assert(
    fc.property(spot, spot, spot, fc.constantFrom<Aim>("inside", "fit"), (sofa, table, shelf, aim) => {
      const scene = sceneOf({ sofa, table, shelf });
      const place = mended(scene, "shelf", aim);
      if (place) expect(codes(scene, ["shelf", place]).length).toBeLessThanOrEqual(codes(scene).length);
      if (place && aim === "inside") expect(codes(scene, ["shelf", place], "shelf")).not.toContain("outside");
    }),
    { numRuns: 15 },
  );
});
