import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFit, checkOverlaps, type ItemFit } from "../../src/fit/index.ts";
import { footprint, isRug } from "../../src/geometry/footprint.ts";
import { pointInPolygon } from "../../src/geometry/index.ts";
import { distance } from "../../src/geometry/polygons.ts";
import { kinds, type Point } from "../../src/model/index.ts";
import { raster } from "../snap/arbitrary.ts";
import { codes, found, item, piece, plan } from "./room.ts";

const sofa = piece("sofa", [2180, 930, 820]);
const coffee = piece("table", [1200, 600, 450]);
const dining = piece("table", [1800, 900, 740]);
const chair = piece("chair", [460, 520, 810]);
const rug = piece("rug", [2400, 1700, 12]);

const anything = fc.record({
  kind: fc.constantFrom(...kinds),
  x: fc.integer({ min: 500, max: 3500 }),
  y: fc.integer({ min: 500, max: 3000 }),
  rotation: fc.integer({ min: 0, max: 359 }),
  width: fc.integer({ min: 200, max: 2200 }),
  depth: fc.integer({ min: 200, max: 1200 }),
});
type Anything = typeof anything extends fc.Arbitrary<infer A> ? A : never;

function placed(id: string, { kind, width, depth, x, y, rotation }: Anything) {
  return item(id, piece(kind, [width, depth, 500]), x, y, rotation);
}

const many = fc
  .array(anything, { minLength: 2, maxLength: 7 })
  .map((all) => all.map((a, i) => placed(`${i}`, a)));

test("two pieces overlap when their footprints share floor, as a raster sees it; rugs never do", () => {
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      const a = placed("a", one);
      const b = placed("b", other);
      const overlapped = overlapping(checkOverlaps(["a"], { plan: plan(), items: [a, b] }), "a").length > 0;
      const [mine, theirs] = [a, b].map(({ piece: p, place }) => footprint(p.kind, place, p.size));
      if (!mine || !theirs) throw new Error("no footprint");
      const within = (parts: typeof mine, p: Point) => parts.some((part) => pointInPolygon(part, p));
      const shared = raster(a.place, a.piece.size, 3, 12).filter((p) => within(mine, p) && within(theirs, p));
      if (isRug(one.kind) || isRug(other.kind)) expect(overlapped).toBe(false);
      // Two shared samples are more than a common corner.
      else if (shared.length > 1) expect(overlapped).toBe(true);
      if (overlapped) expect(mine.some((p) => theirs.some((q) => distance(p, q) === 0))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("overlaps are mutual, and a drag sees the same ones", () => {
  fc.assert(
    fc.property(many, (items) => {
      const whole = checkFit({ plan: plan(), items });
      const dragged = checkOverlaps(["0", "1"], { plan: plan(), items });
      expect([...dragged.keys()]).toEqual(["0", "1"]);
      for (const id of ["0", "1"]) {
        expect(overlapping(dragged, id)).toEqual(overlapping(whole.items, id));
        for (const other of overlapping(dragged, id)) expect(overlapping(whole.items, other)).toContain(id);
      }
    }),
    { numRuns: 40 },
  );
});

/** Returns the ids of the items that an item overlaps. */
function overlapping(fits: ReadonlyMap<string, ItemFit>, id: string): string[] {
  return (fits.get(id)?.findings ?? []).flatMap((f) => (f.code === "overlap" ? [f.with] : [])).sort();
}

test("a sofa on a rug with its table overlaps nothing; a lamp in the sofa does", () => {
  const items = [
    item("rug", rug, 2000, 2000),
    item("sofa", sofa, 2000, 1200),
    item("table", coffee, 2000, 2300),
  ];
  expect(codes(found("sofa", plan(), ...items))).toEqual([]);
  const lamp = item("lamp", piece("lamp", [380, 380, 1500]), 2900, 1300);
  expect(found("lamp", plan(), ...items, lamp)).toEqual([
    { code: "overlap", verdict: "blocked", with: "sofa" },
  ]);
});

test("a chair goes under a dining table up to its back, and not under a coffee table", () => {
  const at = (y: number, table = dining) =>
    codes(found("chair", plan(), item("table", table, 2000, 2000), item("chair", chair, 2000, y, 0)));
  // The table's upper edge is at 1550; a chair above it faces it.
  expect(at(1550 - 260)).toEqual([]);
  expect(at(1550 - 260 + 380)).toEqual([]);
  expect(at(1550 - 260 + 400)).toEqual(["overlap"]);
  expect(codes(found("c", plan(), item("t", coffee, 2000, 2000), item("c", chair, 2000, 1550)))).toEqual([
    "overlap",
  ]);
});

test("a stool goes under a table as a whole", () => {
  const stool = piece("stool", [360, 360, 450]);
  expect(codes(found("s", plan(), item("t", dining, 2000, 2000), item("s", stool, 2000, 2000)))).toEqual([]);
});

test("a table stands in the corner of a corner sofa, and not in its legs", () => {
  const corner = piece("corner", [2560, 1640, 820]);
  const small = piece("round-table", [500, 500, 450]);
  const at = (x: number, y: number) =>
    codes(found("t", plan(), item("sofa", corner, 2500, 2000), item("t", small, x, y)));
  expect(at(1700, 2550)).toEqual([]);
  expect(at(3500, 2550)).toEqual(["overlap"]);
  expect(at(1700, 1700)).toEqual(["overlap"]);
});

test("round things are round: a chair fits beside a round table where its box would not", () => {
  const round = piece("plant", [1200, 1200, 900]);
  const cube = piece("ottoman", [300, 300, 420]);
  expect(codes(found("o", plan(), item("p", round, 2000, 2000), item("o", cube, 2600, 2600)))).toEqual([]);
  expect(codes(found("o", plan(), item("p", round, 2000, 2000), item("o", cube, 2600, 2000)))).toEqual([
    "overlap",
  ]);
});
