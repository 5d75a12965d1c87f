import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Door, PlanWindow } from "../../src/model/index.ts";
import { codes, door, found, item, piece, plan } from "./room.ts";

const dot = piece("ottoman", [60, 60, 420]);
const shelf = piece("wall-shelf", [900, 250, 30], { mount: "wall" });

/** Returns the codes of what an item does to a door. */
function atDoor(of: typeof dot, x: number, y: number, z = 0, parts: Partial<Door> = {}): string[] {
  const findings = found("a", plan({ doors: [{ ...door, ...parts }] }), item("a", of, x, y, 180, z));
  return codes(findings.filter((f) => f.code === "door-swing" || f.code === "door-way"));
}

describe("doors", () => {
  test.each<[string, Partial<Door>, number, string[]]>([
    ["a shelf lower than a door of unknown height is hit by its leaf", {}, 1999, ["door-swing"]],
    ["a shelf above it is not", {}, 2000, []],
    ["a shelf lower than a high door is hit", { height: 2400 }, 2100, ["door-swing"]],
    ["a shelf above a low door is not", { height: 1900 }, 1900, []],
    ["a shelf above an opening is in nobody's way", { kind: "opening" }, 2000, []],
    ["a shelf in an opening is", { kind: "opening" }, 1500, ["door-way"]],
  ])("%s", (_, parts, z, expected) => {
    expect(atDoor(shelf, 5200, 4375, z, parts)).toEqual(expected);
  });

  test("a lamp on a table is in a leaf's way, and a ceiling lamp at 2.1 m is not", () => {
    const table = item("table", piece("table", [500, 500, 740], { carries: true }), 5200, 4000);
    const lamp = item("a", piece("table-lamp", [300, 300, 400], { mount: "top" }), 5200, 4000, 0, 740);
    const hung = item("b", piece("ceiling-lamp", [400, 400, 400], { mount: "ceiling" }), 5200, 4000, 0, 2100);
    const room = plan({ doors: [door] });
    expect(codes(found("a", room, table, lamp, hung))).toContain("door-swing");
    expect(codes(found("b", room, table, lamp, hung))).toEqual([]);
  });

  test("a curtain hangs before any door", () => {
    expect(atDoor(piece("curtain", [1400, 100, 2400], { mount: "wall" }), 5200, 4450)).toEqual([]);
  });

  test("what stands before a door of each kind is in its leaves' way, in people's, or in neither", () => {
    const some = fc.record({
      kind: fc.constantFrom(undefined, "double" as const, "sliding" as const, "opening" as const),
      hinge: fc.constantFrom("left" as const, "right" as const),
      opens: fc.constantFrom("in" as const, "out" as const),
      balcony: fc.boolean(),
      x: fc.integer({ min: 3900, max: 5960 }),
      y: fc.integer({ min: 3300, max: 4465 }),
    });
    fc.assert(
      fc.property(some, ({ kind, hinge, opens, balcony, x, y }) => {
        const [said] = atDoor(dot, x, y, 0, {
          hinge,
          opens,
          ...(kind && { kind }),
          ...(balcony && { balcony }),
        });
        // Points of the dot; the door is from 4,750 to 5,650, and its wall below.
        const reach = (far: number) => (point: [number, number]) =>
          leavesOf(kind, hinge, opens).some(([hingeX, towards, length]) => {
            const along = (point[0] - hingeX) * towards;
            return along > -far && Math.hypot(Math.max(0, along), 4500 - point[1]) < length + far;
          });
        const points = dotted(x, y);
        if (points.some(reach(-6))) expect(said).toBe("door-swing");
        if (!points.some(reach(6))) expect(said).not.toBe("door-swing");
        const inFront = (far: number) => x + 30 > 4750 - far && x - 30 < 5650 + far && y + 30 > 3900 - far;
        if (!points.some(reach(6)) && inFront(-2)) expect(said).toBe("door-way");
        if (!inFront(2)) expect(said).not.toBe("door-way");
      }),
      { numRuns: 500 },
    );
  });
});

/** Returns leaves that open into the room: where the hinge is, the direction from there, and the length. */
function leavesOf(
  kind: Door["kind"],
  hinge: Door["hinge"],
  opens: Door["opens"],
): [number, 1 | -1, number][] {
  if (opens === "out" || kind === "sliding" || kind === "opening") return [];
  if (kind === "double")
    return [
      [5650, -1, 450],
      [4750, 1, 450],
    ];
  // Seen from inside, facing the lower wall, left is +x.
  return hinge === "left" ? [[5650, -1, 900]] : [[4750, 1, 900]];
}

/** Returns points all over the dot. */
function dotted(x: number, y: number): [number, number][] {
  const steps = Array.from({ length: 21 }, (_, i) => -30 + i * 3);
  return steps.flatMap((dx) => steps.map((dy): [number, number] => [x + dx, y + dy]));
}

describe("windows", () => {
  const known = { sill: 1000, height: 1200 };
  const tall = piece("storage", [1000, 400, 2000]);
  const low = piece("storage", [1000, 400, 900]);
  const picture = piece("picture", [700, 40, 600], { mount: "wall" });
  test.each<[string, Partial<PlanWindow>, typeof tall, number, boolean]>([
    ["a piece as high as the usual sill", {}, low, 0, false],
    ["a piece above the usual sill", {}, tall, 0, true],
    ["a low piece before a low sill", { sill: 300 }, low, 0, true],
    ["a piece under a high sill", { sill: 2000 }, tall, 0, false],
    ["a picture under the sill", known, picture, 400, false],
    ["a picture over the sill", known, picture, 500, true],
    ["a picture before the pane", known, picture, 1300, true],
    ["a picture above the window", known, picture, 2200, false],
    ["a picture above a window of unknown height", { sill: 1000 }, picture, 2200, true],
    ["a table lamp", known, piece("table-lamp", [300, 300, 500]), 800, false],
    ["a curtain", known, piece("curtain", [1400, 100, 2400], { mount: "wall" }), 0, false],
  ])("%s", (_, parts, of, z, hides) => {
    const windows = [{ id: "win", x: 2000, y: 0, width: 1400, rotation: 0, ...parts }];
    const findings = found("a", plan({ windows }), item("a", of, 2000, of.size.depth / 2, 0, z));
    expect(findings.filter((f) => f.code === "window")).toEqual(
      hides ? [{ code: "window", verdict: "tight", window: "win" }] : [],
    );
  });
});
