import fc from "fast-check";
import { expect, test } from "vitest";
import { corners, normalizeAngle, segmentDistance } from "../../src/geometry/index.ts";
import type { Place, Plan } from "../../src/model/index.ts";
import { insideOutline, snap } from "../../src/snap/index.ts";
import { wallPlaces } from "../../src/snap/wall-places.ts";
import { facesOf } from "../../src/snap/walls.ts";
import { outline, place, rectangle } from "./arbitrary.ts";

const picture = { width: 600, depth: 40 };
const options = { tolerance: 60, on: true };

function hung(
  at: Place,
  plan: Pick<Plan, "outline" | "walls">,
  others: Parameters<typeof snap>[1]["others"] = [],
) {
  const {
    by,
    turn = 0,
    guides,
  } = snap([{ place: at, size: picture }], { plan, others, turning: "hang" }, options);
  const to = { ...at, x: at.x + by[0], y: at.y + by[1], rotation: normalizeAngle(at.rotation, turn) };
  return { to, guides };
}

/** The distance of a picture's back from the nearest face, at its two corners. */
function backGap(at: Place, plan: Pick<Plan, "outline" | "walls">): number {
  const backs = corners(at, picture).slice(0, 2);
  return Math.min(
    ...facesOf(plan).map((face) => Math.max(...backs.map((p) => segmentDistance(p, face.segment)))),
  );
}

test("a wall piece hangs with its back on a wall and wholly in the room, wherever the hand is", () => {
  fc.assert(
    fc.property(outline, place, (room, at) => {
      const plan = { outline: room, walls: [] };
      const { to } = hung(at, plan);
      // Whole degrees and millimetres: at a slanted wall, a corner may be a few millimetres off.
      expect(backGap(to, plan)).toBeLessThanOrEqual(5);
      expect(insideOutline(to, { width: 590, depth: 30 }, room)).toBe(true);
      expect(to.z).toBe(at.z);
    }),
  );
});

test("it hangs on the side of an inner wall where the hand is", () => {
  const plan = {
    outline: rectangle,
    walls: [
      {
        id: "w",
        from: [2500, 1000] as [number, number],
        to: [2500, 3000] as [number, number],
        thickness: 100,
      },
    ],
  };
  expect(hung({ x: 2300, y: 2000, z: 1200, rotation: 0 }, plan).to).toEqual({
    x: 2430,
    y: 2000,
    z: 1200,
    rotation: 90,
  });
  expect(hung({ x: 2600, y: 2000, z: 1200, rotation: 0 }, plan).to).toEqual({
    x: 2570,
    y: 2000,
    z: 1200,
    rotation: 270,
  });
});

test("it hangs centred over what stands below if it is nearly so, and says why", () => {
  const plan = { outline: rectangle, walls: [] };
  const sofa = {
    id: "sofa",
    place: { x: 2000, y: 450, z: 0, rotation: 0 },
    size: { width: 2000, depth: 900 },
  };
  const { to, guides } = hung({ x: 2040, y: 300, z: 1200, rotation: 0 }, plan, [sofa]);
  expect(to).toEqual({ x: 2000, y: 20, z: 1200, rotation: 0 });
  expect(guides.map(({ kind }) => kind)).toEqual(["wall", "neighbour"]);
});

test("it hangs beside the end of a wall, not beyond it", () => {
  expect(hung({ x: 30, y: 10, z: 0, rotation: 0 }, { outline: rectangle, walls: [] }).to).toMatchObject({
    x: 300,
    y: 20,
  });
});

test("the places on walls are all on walls, and the nearest is first", () => {
  fc.assert(
    fc.property(outline, place, (room, { x, y }) => {
      const places = wallPlaces(picture, { outline: room, walls: [] }, [x, y]);
      const far = places.map((p) => Math.hypot(p.x - x, p.y - y));
      expect(far).toEqual([...far].sort((a, b) => a - b));
      for (const at of places) expect(backGap(at, { outline: room, walls: [] })).toBeLessThanOrEqual(5);
    }),
  );
});
