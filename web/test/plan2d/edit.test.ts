import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edges, segmentDistance } from "../../src/geometry/index.ts";
import type { PlanBody, Point } from "../../src/model/index.ts";
import { measureOf, moved, removed, withMeasure } from "../../src/plan2d/floorplan/change.ts";
import { withDetails } from "../../src/plan2d/floorplan/details.ts";
import { alignToCorners, closes, nextCorner, typedCorner } from "../../src/plan2d/floorplan/drawing.ts";
import { elementOf, elementsOf, keyOf, segmentOf, spotOf } from "../../src/plan2d/floorplan/elements.ts";
import {
  flipped,
  movedOpening,
  offsetOf,
  withOffset,
  withOpening,
  withWidth,
} from "../../src/plan2d/floorplan/openings.ts";
import {
  insertedCorner,
  movedCorner,
  movedEdge,
  withEdgeLength,
} from "../../src/plan2d/floorplan/outline.ts";
import { redrawn } from "../../src/plan2d/floorplan/redrawn.ts";
import { changeFault, outlineFault, planFault } from "../../src/plan2d/floorplan/validation.ts";
import { movedWall, withWall, withWallLength } from "../../src/plan2d/floorplan/walls.ts";
import { lShape, rectangle } from "./rooms.ts";

const door = { kind: "door", id: "door-1" } as const;
const window = { kind: "window", id: "window-1" } as const;
const whole = (min: number, max: number) => fc.integer({ min, max });
const spot: fc.Arbitrary<Point> = fc.tuple(whole(-2000, 6000), whole(-2000, 6000));

/** Expects every opening to lie within a wall. */
function sticks(plan: PlanBody): void {
  const walls = [...edges(plan.outline), ...plan.walls.map((w) => [w.from, w.to] as const)];
  for (const { x, y, width, rotation } of [...plan.doors, ...plan.windows]) {
    const turn = (rotation * Math.PI) / 180;
    const reach: Point = [(Math.cos(turn) * width) / 2, (Math.sin(turn) * width) / 2];
    const ends: Point[] = [
      [x + reach[0], y + reach[1]],
      [x - reach[0], y - reach[1]],
    ];
    // Rotations are whole degrees, so the end of an opening may be off by some millimetres.
    const off = walls.map((w) => Math.max(...ends.map((end) => segmentDistance(end, w))));
    expect(Math.min(...off)).toBeLessThan(width * 0.01 + 2);
  }
}

describe("parts", () => {
  test("are found again by their names", () => {
    for (const part of elementsOf(rectangle)) expect(elementOf(rectangle, keyOf(part))).toEqual(part);
    expect(elementOf(rectangle, "corner:9")).toBeUndefined();
  });

  test("have a spot each", () => {
    expect(elementsOf(rectangle).map((part) => spotOf(rectangle, part))).not.toContain(undefined);
  });
});

describe("walls of the outline", () => {
  test("a typed length moves what follows, and the corners stay right", () => {
    const { outline, windows } = withEdgeLength(rectangle, 0, 5200);
    expect(outline).toEqual([
      [0, 0],
      [5200, 0],
      [5200, 3000],
      [0, 3000],
    ]);
    expect(windows[0]).toMatchObject({ x: 5200, y: 1500 });
  });

  test("in an L the next wall that runs the same way takes up the change", () => {
    expect(withEdgeLength(lShape, 0, 4500).outline).toEqual([
      [0, 0],
      [4500, 0],
      [4500, 2000],
      [2000, 2000],
      [2000, 4000],
      [0, 4000],
    ]);
  });

  test("in a triangle only the end moves", () => {
    const triangle: PlanBody = {
      ...lShape,
      outline: [
        [0, 0],
        [3000, 0],
        [0, 3000],
      ],
    };
    expect(withEdgeLength(triangle, 0, 4000).outline).toEqual([
      [0, 0],
      [4000, 0],
      [0, 3000],
    ]);
  });

  test("every wall gets the length that was typed", () => {
    fc.assert(
      fc.property(whole(0, 5), whole(300, 9000), (index, length) => {
        const after = withEdgeLength(lShape, index, length);
        expect(measureOf(after, { kind: "edge", index })).toBeCloseTo(length, 0);
      }),
    );
  });

  test("a wall moves sideways only", () => {
    const after = movedEdge(rectangle, 1, [700, 900]);
    expect(after.outline[1]).toEqual([4700, 0]);
    expect(after.outline[2]).toEqual([4700, 3000]);
    expect(after.windows[0]).toMatchObject({ x: 4700, y: 1500 });
  });

  test("a new corner leaves walls and openings where they are", () => {
    const after = insertedCorner(rectangle, 0);
    expect(after.outline[1]).toEqual([2000, 0]);
    expect(after.doors).toEqual(rectangle.doors);
    expect(after.windows).toEqual(rectangle.windows);
    const [window] = rectangle.windows;
    const windows = window ? [{ ...window, x: 3200, y: 0, rotation: 0 }] : [];
    expect(insertedCorner({ ...rectangle, windows }, 0).windows).toEqual(windows);
  });

  test("a corner put in and taken out again changes nothing", () => {
    fc.assert(
      fc.property(whole(0, 3), (index) => {
        const { outline } = removed(insertedCorner(rectangle, index), { kind: "corner", index: index + 1 });
        expect(outline).toEqual(rectangle.outline);
      }),
    );
  });

  test("a triangle keeps its corners", () => {
    const triangle = { ...lShape, outline: lShape.outline.slice(0, 3) };
    expect(removed(triangle, { kind: "corner", index: 1 })).toBe(triangle);
  });

  test("openings stay in walls, wherever a corner goes", () => {
    fc.assert(
      fc.property(whole(0, 3), spot, (index, to) => {
        const after = movedCorner(rectangle, index, to);
        if (outlineFault(after.outline)) return;
        // An opening can't be in a wall if walls became too short for it.
        const shortest = Math.min(
          ...edges(after.outline).map(([a, b]) => Math.hypot(b[0] - a[0], b[1] - a[1])),
        );
        if (shortest < 1200) return;
        sticks(after);
      }),
    );
  });
});

describe("inner walls that end at the outline", () => {
  const divided: PlanBody = {
    ...rectangle,
    outline: [
      [0, 0],
      [5000, 0],
      [5000, 4000],
      [0, 4000],
    ],
    walls: [{ id: "wall-1", from: [5000, 2000], to: [3000, 2000], thickness: 100 }],
    doors: [{ id: "door-1", x: 4000, y: 2000, width: 800, rotation: 0, hinge: "left", opens: "in" }],
    windows: [],
  };
  const ends = ({ walls }: PlanBody) => walls.map(({ from, to }) => [from, to]);

  test.each([
    ["shorter", 4000],
    ["longer", 6000],
  ])("go along when a typed length makes the room %s, and keep their doors", (_, length) => {
    const after = withEdgeLength(divided, 0, length);
    expect(ends(after)).toEqual([
      [
        [length, 2000],
        [3000, 2000],
      ],
    ]);
    sticks(after);
  });

  test("go along with a wall that is pulled, and with a corner", () => {
    const pulled = movedEdge(divided, 1, [700, 0]);
    expect(ends(pulled)).toEqual([
      [
        [5700, 2000],
        [3000, 2000],
      ],
    ]);
    const slanted = movedCorner(divided, 2, [6000, 4000]);
    expect(ends(slanted)[0]?.[0]).toEqual([5500, 2000]);
    for (const plan of [pulled, slanted]) sticks(plan);
  });

  test("are moved as they are where nothing would be left of them", () => {
    const after = withEdgeLength(divided, 0, 2500);
    expect(ends(after)).toEqual([
      [
        [2500, 2000],
        [500, 2000],
      ],
    ]);
    expect(after.doors).toMatchObject([{ x: 1500, y: 2000 }]);
  });

  test("stay where their own wall does, and where they end in the room", () => {
    const upright = { ...divided, walls: rectangle.walls, doors: [] };
    expect(ends(withEdgeLength(upright, 0, 4500))).toEqual(ends(upright));
    expect(ends(insertedCorner(divided, 1))).toEqual(ends(divided));
  });

  test("are on the outline wherever one of its walls goes", () => {
    fc.assert(
      fc.property(whole(0, 3), spot, (index, by) => {
        const after = movedEdge(divided, index, by);
        if (planFault(after)) return;
        const [end] = ends(after)[0] ?? [];
        const far = edges(after.outline).map((edge) => (end ? segmentDistance(end, edge) : Infinity));
        expect(Math.min(...far)).toBeLessThan(2);
      }),
    );
  });
});

describe("openings", () => {
  test("go to the nearest wall, wherever they are put", () => {
    fc.assert(
      fc.property(spot, fc.constantFrom("door" as const, "window" as const), (at, kind) => {
        const added = withOpening(rectangle, kind, at);
        expect(added).toBeDefined();
        if (added) sticks(added.plan);
      }),
    );
  });

  test("slide along a wall and stop at its corner", () => {
    expect(movedOpening(rectangle, door, [2500, 200]).doors[0]).toMatchObject({ x: 2500, y: 0, rotation: 0 });
    expect(movedOpening(rectangle, door, [3990, 5]).doors[0]).toMatchObject({ x: 3600, y: 0 });
  });

  test("go on to another wall", () => {
    expect(movedOpening(rectangle, door, [3950, 2000]).doors[0]).toMatchObject({
      x: 4000,
      y: 2000,
      rotation: 90,
    });
  });

  test("have no place where every wall is too short", () => {
    const tiny: PlanBody = {
      ...lShape,
      outline: [
        [0, 0],
        [600, 0],
        [600, 600],
        [0, 600],
      ],
    };
    expect(withOpening(tiny, "door", [0, 0])).toBeUndefined();
  });

  test("get wider only as far as their wall is long", () => {
    expect(withWidth(rectangle, window, 3000)?.windows[0]).toMatchObject({ y: 1500, width: 3000 });
    expect(withWidth(rectangle, window, 3001)).toBeUndefined();
    expect(withWidth(rectangle, door, 2500)?.doors[0]).toMatchObject({ x: 1250 });
  });

  test("stand as far from the corner as was typed", () => {
    fc.assert(
      fc.property(whole(0, 3200), (offset) => {
        const [opening] = withOffset(rectangle, door, offset).doors;
        expect(opening && offsetOf(rectangle, opening)).toBe(offset);
      }),
    );
  });

  test("two flips are none", () => {
    for (const what of ["hinge", "opens"] as const) {
      const once = flipped(rectangle, "door-1", what);
      expect(once).not.toEqual(rectangle);
      expect(flipped(once, "door-1", what)).toEqual(rectangle);
    }
  });
});

describe("details", () => {
  test("are stored, and forgotten when they become unknown", () => {
    const sliding = withDetails(rectangle, door, { kind: "sliding", height: 2100, balcony: true });
    expect(sliding.doors).toEqual([{ ...rectangle.doors[0], kind: "sliding", height: 2100, balcony: true }]);
    const again = withDetails(sliding, door, { kind: undefined, height: undefined, balcony: undefined });
    expect(again).toStrictEqual(rectangle);
    expect(withDetails(rectangle, window, { sill: 0 }).windows[0]).toMatchObject({ sill: 0 });
  });

  test("go along with an opening wherever its wall goes", () => {
    const detailed = withDetails(rectangle, window, { sill: 450, height: 1500 });
    const after = movedEdge(detailed, 1, [700, 0]);
    expect(after.windows[0]).toMatchObject({ x: 4700, sill: 450, height: 1500 });
    expect(redrawn(detailed, detailed.outline)).toEqual(detailed);
  });
});

describe("inner walls", () => {
  test("take their doors along", () => {
    const added = withOpening(rectangle, "door", [2010, 2000]);
    expect(added?.plan.doors[1]).toMatchObject({ id: "door-2", x: 2000, y: 2000, rotation: 90 });
    const after = added && movedWall(added.plan, "wall-1", [-500, 0]);
    expect(after?.doors[1]).toMatchObject({ x: 1500, y: 2000, rotation: 90 });
    expect(after?.doors[0]).toEqual(rectangle.doors[0]);
  });

  test("turn with their doors", () => {
    const added = withOpening(rectangle, "door", [2010, 2000]);
    const after = added && moved(added.plan, { kind: "end", id: "wall-1", end: "to" }, [1500, -2000]);
    expect(after?.walls[0]?.to).toEqual([3500, 1000]);
    expect(after?.doors[1]).toMatchObject({ x: 3000, y: 1000, rotation: 0 });
  });

  test("are as long as was typed", () => {
    expect(withWallLength(rectangle, "wall-1", 1500).walls[0]?.to).toEqual([2000, 2500]);
  });

  test("get a name that is free", () => {
    const { plan } = withWall(
      { ...rectangle, walls: rectangle.walls.map((w) => ({ ...w, id: "wall-2" })) },
      [0, 0],
      [1000, 0],
    );
    expect(plan.walls.map((w) => w.id)).toEqual(["wall-2", "wall-3"]);
  });
});

describe("any part", () => {
  test("moved there and back is where it was", () => {
    const straight = elementsOf(rectangle).filter((p) => p.kind !== "door" && p.kind !== "window");
    fc.assert(
      fc.property(fc.constantFrom(...straight), whole(-300, 300), whole(-300, 300), (part, dx, dy) => {
        const after = moved(moved(rectangle, part, [dx, dy]), part, [-dx, -dy]);
        expect(after.outline).toEqual(rectangle.outline);
        expect(after.walls).toEqual(rectangle.walls);
      }),
    );
  });

  test("stays in whole millimetres", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...elementsOf(rectangle)),
        fc.double({ min: -300, max: 300, noNaN: true }),
        (part, by) => {
          const after = moved(rectangle, part, [by, by / 3]);
          const numbers = JSON.stringify(after).match(/-?\d+(\.\d+)?/g) ?? [];
          expect(numbers.every((n) => Number.isInteger(Number(n)))).toBe(true);
        },
      ),
    );
  });

  test("has the length that was typed, or says it can't", () => {
    expect(withMeasure(rectangle, { kind: "corner", index: 0 }, 1000)).toBeUndefined();
    expect(withMeasure(rectangle, door, 900)?.doors[0]?.width).toBe(900);
    expect(segmentOf(rectangle, { kind: "edge", index: 3 })).toEqual([
      [0, 3000],
      [0, 0],
    ]);
  });
});

describe("faults", () => {
  test("a good room has none", () => {
    expect([planFault(rectangle), planFault(lShape)]).toEqual([undefined, undefined]);
  });

  test("an outline that crosses itself is refused", () => {
    expect(planFault(movedCorner(rectangle, 1, [2000, 4000]))).toBe("crossing");
  });

  test("openings that come to overlap are refused; ones that did already are not", () => {
    const both: PlanBody = {
      ...rectangle,
      windows: [{ id: "w", x: 3000, y: 0, width: 1200, rotation: 180 }],
    };
    const clash = movedOpening(both, door, [2100, 0]);
    expect(changeFault(both, movedOpening(both, door, [2000, 0]))).toBeUndefined();
    expect(changeFault(both, clash)).toBe("overlap");
    expect(changeFault(clash, movedCorner(clash, 0, [-500, 0]))).toBeUndefined();
    expect(changeFault(both, movedOpening(both, door, [0, 1500]))).toBeUndefined();
  });

  test("a new outline keeps what stands in it, and takes the openings of the old one along", () => {
    const outline: Point[] = [
      [0, 0],
      [3000, 0],
      [3000, 2000],
      [0, 2000],
    ];
    const after = redrawn(rectangle, outline);
    expect(after.doors).toEqual(rectangle.doors);
    expect(after.windows).toMatchObject([{ id: "window-1", x: 3000, y: 1400, rotation: 90 }]);
    expect(after.walls).toEqual([]);
    expect(redrawn(rectangle, [...rectangle.outline])).toEqual(rectangle);
  });

  test("so are a wall of nothing, a room of nothing, and one at the end of the world", () => {
    expect(outlineFault(rectangle.outline.slice(0, 2))).toBe("few-corners");
    expect(planFault(movedCorner(rectangle, 1, [10, 0]))).toBe("short-wall");
    expect(planFault(movedCorner(rectangle, 1, [2_000_000, 0]))).toBe("too-far");
    expect(
      outlineFault([
        [0, 0],
        [400, 0],
        [0, 400],
      ]),
    ).toBe("no-area");
  });
});

describe("drawing by hand", () => {
  const on = { on: true, reach: 80 };

  test("goes in steps of 15 degrees and whole centimetres", () => {
    fc.assert(
      fc.property(spot, (at) => {
        const [x, y] = nextCorner([0, 0], [], at, on);
        if (Math.hypot(x, y) < 100) return;
        const steps = (Math.atan2(y, x) * 180) / Math.PI / 15;
        expect(Math.abs(steps - Math.round(steps))).toBeLessThan(0.06);
        expect(Math.hypot(x, y) % 10).toSatisfy((rest: number) => rest < 1 || rest > 9);
      }),
    );
  });

  test("comes level with the first corner where that is near", () => {
    expect(nextCorner([3003, 2000], [[7, 0]], [40, 2030], on)).toEqual([7, 2000]);
  });

  test("is left alone when asked", () => {
    expect(nextCorner([0, 0], [[7, 0]], [40.4, 2030.6], { on: false, reach: 80 })).toEqual([40, 2031]);
  });

  test("takes a typed length and direction", () => {
    expect(typedCorner([100, 100], 3400, 90)).toEqual([100, 3500]);
  });

  test("closes on the first corner, once there are three", () => {
    const corners: Point[] = [
      [0, 0],
      [1000, 0],
      [1000, 1000],
    ];
    expect(closes(corners, [30, 30], 50)).toBe(true);
    expect(closes(corners, [90, 0], 50)).toBe(false);
    expect(closes(corners.slice(0, 2), [0, 0], 50)).toBe(false);
  });

  test("a dragged corner comes level with others", () => {
    expect(alignToCorners([[1003, 50]], [1040, 777], on)).toEqual([1003, 780]);
  });
});
