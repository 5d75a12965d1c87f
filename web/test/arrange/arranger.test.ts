// Layouts of a room. What the fit check says is tested in test/fit.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ArrangeInput, arrange, type Layout } from "../../src/arrange/arranger.ts";
import { comfort, companyOf } from "../../src/arrange/comfort.ts";
import { difference, differentFrom } from "../../src/arrange/difference.ts";
import { weightOf } from "../../src/arrange/guidelines.ts";
import { mostMoved, moved, moversOf } from "../../src/arrange/movable.ts";
import { bestPlace } from "../../src/arrange/placement.ts";
import { roleOf } from "../../src/arrange/roles.ts";
import { scored } from "../../src/arrange/score.ts";
import { type Stood, settingOf } from "../../src/arrange/setting.ts";
import type { Piece } from "../../src/catalog/types.ts";
import { checkFit, type FitInput } from "../../src/fit/index.ts";
import { Trial } from "../../src/fit/trial.ts";
import { rotatePoint } from "../../src/geometry/index.ts";
import type { Place, Verdict } from "../../src/model/index.ts";
import { plan, rectangular } from "../fit/room.ts";
import {
  anyFloorPiece,
  anyPlan,
  armchair,
  bed,
  ceilingLamp,
  chair,
  coffeeTable,
  diningTable,
  livingRoom,
  picture,
  plant,
  sideboard,
  sofa,
  standing,
  tableLamp,
  tvUnit,
  wardrobe,
} from "./rooms.ts";

const worse: readonly Verdict[] = ["fits", "tight", "blocked"];

/** Returns all layouts that are proposed for a room. */
function layoutsOf(
  input: FitInput,
  held: readonly string[] = [],
  seed = 1,
  chosen?: readonly string[],
): Layout[] {
  const ids = new Set(chosen ?? input.items.map(({ id }) => id));
  const steps = arrange({ ...input, chosen: ids, held: new Set(held) } satisfies ArrangeInput, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    expect(step.value.done).toBeLessThanOrEqual(1);
  }
}

/** Expects that layouts differ from each other, and from what is there. */
function expectDifferent(items: readonly Stood[], layouts: readonly Layout[]): void {
  const there = new Map(items.map(({ id, place }) => [id, place]));
  const all = [there, ...layouts.map(({ places }) => places)];
  for (const [i, a] of all.entries()) {
    for (const b of all.slice(0, i)) expect(difference(items, a, b)).toBeGreaterThanOrEqual(differentFrom);
  }
}

/** A living room whose furniture stands in a heap. */
const heap: FitInput = {
  plan: livingRoom,
  items: standing(
    ["sofa", sofa, 2600, 2100],
    ["table", coffeeTable, 2600, 2100],
    ["tv", tvUnit, 2500, 2000],
    ["armchair", armchair, 2700, 2200],
    ["sideboard", sideboard, 2600, 2000],
    ["lamp", tableLamp, 2600, 2000, 0, 760],
    ["plant", plant, 2500, 2100],
    ["picture", picture, 2600, 15, 0, 1150],
    ["light", ceilingLamp, 2600, 2100, 0, 2200],
  ),
};

/** Any piece, with the height at which it stands or hangs. */
const anyPiece = fc.oneof(
  { weight: 4, arbitrary: anyFloorPiece.map((piece) => ({ piece, z: 0 })) },
  { weight: 1, arbitrary: fc.constantFrom({ piece: picture, z: 1150 }, { piece: ceilingLamp, z: 2200 }) },
);

/** A room of up to eight pieces that stand or hang anywhere, of which somebody may hold one. */
const anyRoom = fc.record({
  plan: anyPlan,
  pieces: fc.array(fc.tuple(anyPiece, fc.nat(40), fc.nat(35), fc.nat(3)), { minLength: 1, maxLength: 8 }),
  held: fc.option(fc.nat(7)),
});

test("AR3 every layout passes the whole fit check, and moves nothing that somebody holds", () => {
  fc.assert(
    fc.property(anyRoom, ({ plan, pieces, held }) => {
      const items = pieces.map(([{ piece, z }, x, y, turn], i): Stood => {
        return { id: `item-${i}`, piece, place: { x: x * 100, y: y * 100, z, rotation: turn * 90 } };
      });
      const holds = held === null ? [] : [`item-${held}`];
      const before = checkFit({ plan, items });
      for (const { places, tight } of layoutsOf({ plan, items }, holds)) {
        for (const id of holds) expect(places.has(id)).toBe(false);
        const { items: after } = checkFit({ plan, items: moved(items, places) });
        const found = [...places.keys()].map((id) => after.get(id)?.verdict);
        expect(found).not.toContain("blocked");
        expect(found.filter((verdict) => verdict === "tight")).toHaveLength(tight);
        for (const { id } of items.filter((item) => !places.has(item.id))) {
          const [was, is] = [before.items.get(id)?.verdict ?? "fits", after.get(id)?.verdict ?? "fits"];
          expect(worse.indexOf(is)).toBeLessThanOrEqual(worse.indexOf(was));
        }
      }
    }),
    { numRuns: 8 },
  );
});

describe("AR3 the furniture of a living room", () => {
  const layouts = layoutsOf(heap);

  test("gets three layouts in which all of it fits, the best first", () => {
    expect(layouts.map(({ tight }) => tight)).toEqual([0, 0, 0]);
    for (const { places } of layouts)
      expect(checkFit({ plan: livingRoom, items: moved(heap.items, places) }).counts.fits).toBe(
        heap.items.length,
      );
    const scores = layouts.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test("AR4 the layouts differ from each other, and from what is there", () => {
    expectDifferent(heap.items, layouts);
  });

  test("AR5 the same seed gives the same layouts, another one others", () => {
    expect(layoutsOf(structuredClone(heap))).toEqual(layouts);
    expect(layoutsOf(heap, [], 2)).not.toEqual(layouts);
  });

  test("AR6 what stands on a sideboard keeps its place on it", () => {
    for (const { places } of layouts) {
      const [under, on] = [places.get("sideboard"), places.get("lamp")];
      expect(on).toMatchObject({ x: under?.x, y: under?.y, z: 760, rotation: under?.rotation });
    }
  });

  test("AR6 what hangs keeps its height", () => {
    for (const { places } of layouts) {
      expect(places.get("picture")?.z).toBe(1150);
      expect(places.get("light")?.z).toBe(2200);
    }
  });
});

describe("AR3 pieces stand as they belong together in each layout", () => {
  /** Returns a place in the axes of another one: to the right and to the front of it. */
  function relative(place: Place | undefined, to: Place | undefined): [right: number, front: number] {
    if (!place || !to) throw new Error("A piece has no place.");
    return rotatePoint([place.x - to.x, place.y - to.y], -to.rotation);
  }

  test("the coffee table before the sofa, and the screen in line with it", () => {
    const items = standing(
      ["sofa", sofa, 2600, 2100],
      ["tv", tvUnit, 2600, 2000],
      ["table", coffeeTable, 2600, 2100],
      ["armchair", armchair, 2700, 2200],
    );
    for (const seed of [1, 2, 3]) {
      for (const { places } of layoutsOf({ plan: livingRoom, items }, [], seed)) {
        const [aside, before] = relative(places.get("table"), places.get("sofa"));
        expect(Math.abs(aside)).toBeLessThan(200);
        expect(before).toBeGreaterThan(900);
        expect(before).toBeLessThan(1500);
        const [off, far] = relative(places.get("tv"), places.get("sofa"));
        expect(Math.abs(off)).toBeLessThan(500);
        expect(far).toBeGreaterThan(1500);
      }
    }
  });

  test("chairs symmetrically round their table", () => {
    const long = { ...diningTable, size: { width: 1800, depth: 900, height: 740 } };
    const ids = ["a", "b", "c", "d"];
    const chairs = ids.map((id): Stood => standing([id, chair, 2600, 2000])[0] as Stood);
    const items = [...standing(["table", long, 2600, 2000], ["plant", plant, 2600, 2000]), ...chairs];
    for (const { places } of layoutsOf({ plan: livingRoom, items }, [], 2)) {
      const at = ids.map((id) => relative(places.get(id), places.get("table")));
      const isSymmetric = (sides: number, ends: number) =>
        at.every(([right, front]) =>
          at.some(([x, y]) => Math.hypot(x - sides * right, y - ends * front) < 100),
        );
      expect(isSymmetric(-1, 1) || isSymmetric(1, -1)).toBe(true);
    }
  });
});

describe("AR4 a single piece gets three layouts, though it stands where it suits best", () => {
  test.each([
    ["sofa", sofa],
    ["bed", bed],
    ["wardrobe", wardrobe],
    ["dining table", diningTable],
  ])("%s", (_, piece) => {
    const place = bestPlace({ plan: livingRoom, items: [] }, piece);
    if (!place) throw new Error("The piece has no place.");
    const items = [{ id: "piece", piece, place }];
    const layouts = layoutsOf({ plan: livingRoom, items });
    expect(layouts.map(({ tight }) => tight)).toEqual([0, 0, 0]);
    expectDifferent(items, layouts);
  });
});

test("AR4 layouts that differ only in what stands with others are not different", () => {
  const chairs = (y: number) => standing(["a", chair, 2000, y], ["b", chair, 2600, y]);
  const table = standing(["table", diningTable, 2600, 2000], ["light", ceilingLamp, 2600, 2000]);
  const placesOf = (items: readonly Stood[]) => new Map(items.map(({ id, place }) => [id, place]));
  const [a, b] = [chairs(1000), chairs(3000)];
  const [here, there] = [placesOf([...table, ...a]), placesOf([...table, ...b])];
  expect(difference([...table, ...a], here, there)).toBe(0);
  expect(difference(a, here, there)).toBe(1);
});

test("AR6 a sideboard stays if somebody holds the lamp on it, and so does what was not chosen", () => {
  const held = layoutsOf(heap, ["lamp"]);
  expect(held.length).toBeGreaterThan(0);
  for (const { places } of held) expect([...places.keys()]).not.toContain("sideboard");
  const chosen = layoutsOf({ ...heap, items: heap.items.slice(0, 4) }, [], 1, ["sofa", "tv"]);
  for (const { places } of chosen) expect([...places.keys()].sort()).toEqual(["sofa", "tv"]);
});

test("AR6 at most as many items are moved as one command moves, those first that a room is arranged by", () => {
  const chairs = Array.from({ length: 24 }, (_, i): Stood => {
    return { id: `chair-${i}`, piece: chair, place: { x: i * 600, y: 700, z: 0, rotation: 0 } };
  });
  const items = [
    ...chairs,
    ...standing(
      ["sideboard", sideboard, 3000, 3000],
      ["lamp", tableLamp, 3000, 3000, 0, 760],
      ["table", diningTable, 4500, 7000],
    ),
  ];
  const movers = moversOf(items, new Set(items.map(({ id }) => id)), new Set());
  const moving = movers.flatMap(({ id, riders }) => [id, ...riders.map((rider) => rider.id)]);
  expect(moving).toHaveLength(mostMoved);
  expect(moving.slice(0, 3)).toEqual(["table", "sideboard", "lamp"]);
});

test("AR6 nothing is proposed where there is nothing to move, or no place for it", () => {
  expect(layoutsOf({ plan: livingRoom, items: [] })).toEqual([]);
  const closet = rectangular(1200, 1200);
  expect(layoutsOf({ plan: closet, items: standing(["bed", bed, 600, 600]) })).toEqual([]);
});

describe("AR7 in a small room the best layout is within 5 % of the best of all on a grid", () => {
  const den = rectangular(2800, 3200, {
    doors: [{ id: "door", x: 2200, y: 3200, width: 800, rotation: 0, hinge: "left", opens: "out" }],
    windows: [{ id: "window", x: 1200, y: 0, width: 1000, rotation: 0 }],
  });
  const small = { ...sofa, size: { width: 1600, depth: 800, height: 800 } };
  const screen = { ...tvUnit, size: { width: 1200, depth: 400, height: 480 } };
  const narrow = { ...bed, size: { width: 800, depth: 2000, height: 900 } };
  const closet = { ...wardrobe, size: { width: 800, depth: 600, height: 2000 } };

  const corner = plan({
    ...den,
    outline: [
      [0, 0],
      [2800, 0],
      [2800, 3200],
      [1000, 3200],
      [1000, 1800],
      [0, 1800],
    ],
  });

  test.each([
    ["sofa and screen", den, small, screen],
    ["bed and wardrobe", den, narrow, closet],
    [
      "dining table and chair",
      den,
      { ...diningTable, size: { width: 1200, depth: 800, height: 740 } },
      chair,
    ],
    ["sofa and screen in an L", corner, small, screen],
    ["bed and wardrobe in an L", corner, narrow, closet],
  ])("%s", (_, room, a, b) => {
    const items = standing(["a", a, 1400, 1600], ["b", b, 1400, 1600]);
    const [found] = layoutsOf({ plan: room, items });
    expect(found?.score).toBeGreaterThanOrEqual(0.95 * bestOnGrid(room, a, b));
  });
});

/** Returns the best score of two pieces on a grid of 20 cm, in four directions: all are tried that could have it. */
function bestOnGrid(room: FitInput["plan"], a: Piece, b: Piece): number {
  const setting = settingOf(room);
  const all = [a, b].map((piece) => spotsOf(room, piece));
  const pairs = (all[0] ?? []).flatMap((at) =>
    (all[1] ?? []).map((to) => {
      const items: Stood[] = [
        { id: "a", piece: a, place: at },
        { id: "b", piece: b, place: to },
      ];
      return { items, suits: suitsOf(items, setting) };
    }),
  );
  pairs.sort((p, q) => q.suits - p.suits);
  let best = 0;
  for (const { items, suits } of pairs) {
    // No layout has a higher score than one without a finding.
    if (50 + 50 * suits <= best) break;
    best = Math.max(best, scored({ plan: room, items }, new Set(["a", "b"]), setting).score);
  }
  return best;
}

/** Returns the places of a grid at which a piece alone is not blocked. */
function spotsOf(room: FitInput["plan"], piece: Piece): Place[] {
  const trial = new Trial({ plan: room, items: [] }, piece);
  const spots: Place[] = [];
  for (let x = 0; x <= 2800; x += 200) {
    for (let y = 0; y <= 3200; y += 200) {
      for (const rotation of [0, 90, 180, 270]) {
        const place = { x, y, z: 0, rotation };
        if (trial.near(place) !== "blocked") spots.push(place);
      }
    }
  }
  return spots;
}

function suitsOf([a, b]: readonly Stood[], setting: ReturnType<typeof settingOf>): number {
  if (!a || !b) return 0;
  const [wa, wb] = [weightOf(roleOf(a.piece)), weightOf(roleOf(b.piece))];
  const one = comfort(a.piece, a.place, companyOf(a.piece, [b], setting));
  const two = comfort(b.piece, b.place, companyOf(b.piece, [a], setting));
  return (wa * one + wb * two) / (wa + wb);
}
