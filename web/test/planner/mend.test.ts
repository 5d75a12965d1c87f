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
