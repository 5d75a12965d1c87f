import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding, Mount, Plan, Slope } from "../../src/model/index.ts";
import { raster } from "../snap/arbitrary.ts";
import { found, item, piece, plan } from "./room.ts";

/** From the left wall: 1,000 mm high there, at the ceiling 2,000 mm into the room. */
const left: Slope = { id: "l", x: 0, y: 2250, rotation: 270, width: 4500, depth: 2000, low: 1000 };
const right: Slope = { id: "r", x: 6000, y: 2250, rotation: 90, width: 4500, depth: 1500, low: 1600 };
const attic = plan({ ceiling: 2600, slopes: [left, right] });

function above(room: Plan, mount: Mount, height: number, z: number, x = 3000): Finding[] {
  const thing = item("a", piece("storage", [600, 400, height], { mount }), x, 2000, 0, z);
  return found("a", room, thing).filter((f) => f.code === "ceiling" || f.code === "slope");
}

test.each<[string, Mount, number, number, Finding[]]>([
  ["what stands and reaches it", "floor", 2000, 601, [ceiling("blocked", 2601)]],
  ["what stands and only just fits", "floor", 2000, 600, [ceiling("tight", 2600)]],
  ["what stands with 2 cm to spare", "floor", 2000, 580, []],
  ["what stands on another and reaches it", "top", 500, 2200, [ceiling("blocked", 2700)]],
  ["what hangs from it", "ceiling", 500, 2100, []],
  ["what hangs through it", "ceiling", 500, 2110, [ceiling("blocked", 2610)]],
  ["what hangs on a wall up to it", "wall", 500, 2100, []],
  ["what hangs on a wall through it", "wall", 500, 2110, [ceiling("blocked", 2610)]],
])("a ceiling is checked against the top of %s", (_, mount, height, z, expected) => {
  expect(above(plan({ ceiling: 2600 }), mount, height, z)).toEqual(expected);
});

function ceiling(verdict: "tight" | "blocked", height: number): Finding {
  return { code: "ceiling", verdict, height, ceiling: 2600 };
}

test.each<[string, number, Finding[]]>([
  // Its left side is at 700 mm, where the slope is 1,560 high.
  ["fits under it", 1540, []],
  ["only just fits under it", 1550, [{ code: "slope", verdict: "tight", height: 1550, ceiling: 1560 }]],
  ["is in it", 1561, [{ code: "slope", verdict: "blocked", height: 1561, ceiling: 1560 }]],
])("a piece under a slope %s", (_, height, expected) => {
  expect(above(attic, "floor", height, 0, 1000)).toEqual(expected);
});

test("what hangs from a slope may reach above the slope's lower side", () => {
  expect(above(attic, "ceiling", 400, 1800 - 400, 1000)).toEqual([]);
  expect(above(attic, "ceiling", 400, 1810 - 400, 1000)).toMatchObject([
    { code: "slope", verdict: "blocked" },
  ]);
});

test("a piece under slopes is as near to them as samples of its top are", () => {
  const some = fc.record({
    x: fc.integer({ min: 0, max: 6000 }),
    y: fc.integer({ min: 500, max: 4000 }),
    z: fc.integer({ min: 0, max: 1000 }),
    rotation: fc.integer({ min: 0, max: 359 }),
    width: fc.integer({ min: 100, max: 2000 }),
    depth: fc.integer({ min: 100, max: 900 }),
    height: fc.integer({ min: 100, max: 2400 }),
  });
  const heightAt = (x: number) => Math.min(2600, 1000 + (1600 * x) / 2000, 1600 + (1000 * (6000 - x)) / 1500);
  const seen = new Set<string>();
  fc.assert(
    fc.property(some, ({ x, y, z, rotation, width, depth, height }) => {
      const thing = item("a", piece("storage", [width, depth, height]), x, y, rotation, z);
      const findings = found("a", attic, thing).filter((f) => f.code === "ceiling" || f.code === "slope");
      const samples = raster(thing.place, thing.piece.size, 0, 20).filter(([px]) => px >= 0 && px <= 6000);
      fc.pre(samples.length > 0);
      const spare = Math.min(...samples.map(([px]) => heightAt(px))) - (z + height);
      // Samples are up to a twentieth of the piece apart, and not beyond the walls.
      const near = (0.8 * Math.hypot(width, depth)) / 20;
      const verdict = findings[0]?.verdict ?? "fits";
      seen.add(verdict);
      if (spare < 0) expect(verdict).toBe("blocked");
      if (spare < 20) expect(verdict).not.toBe("fits");
      if (spare - near >= 20) expect(verdict).toBe("fits");
      if (spare - near >= 0) expect(verdict).not.toBe("blocked");
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(["blocked", "fits", "tight"]);
});
