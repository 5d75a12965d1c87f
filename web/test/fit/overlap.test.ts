import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFit, checkOverlaps, type ItemFit } from "../../src/fit/index.ts";
import { footprint } from "../../src/geometry/footprint.ts";
import { pointInPolygon } from "../../src/geometry/index.ts";
import { distance } from "../../src/geometry/polygons.ts";
import { type Kind, kinds, type Point } from "../../src/model/index.ts";
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
  z: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1500 })),
  height: fc.oneof(fc.constant(500), fc.integer({ min: 20, max: 2000 })),
});
type Anything = typeof anything extends fc.Arbitrary<infer A> ? A : never;

function placed(id: string, { kind, width, depth, height, x, y, z, rotation }: Anything) {
  return item(id, piece(kind, [width, depth, height]), x, y, rotation, z);
}

/** Kinds that are allowed to be in others' space: what is on them, over them or under them. */
const yielding: readonly Kind[] = ["rug", "round-rug", "curtain"];
const seats: readonly Kind[] = ["chair", "stool", "bench", "ottoman"];

const many = fc
  .array(anything, { minLength: 2, maxLength: 7 })
  .map((all) => all.map((a, i) => placed(`${i}`, a)));

test("two pieces overlap when a point is in both bodies, as a raster sees it; rugs and curtains never do", () => {
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      const a = placed("a", one);
      const b = placed("b", other);
      const overlapped = overlapping(checkOverlaps(["a"], { plan: plan(), items: [a, b] }), "a").length > 0;
      const [mine, theirs] = [a, b].map(({ piece: p, place }) => footprint(p.kind, place, p.size));
      if (!mine || !theirs) throw new Error("no footprint");
      const within = (parts: typeof mine, p: Point) => parts.some((part) => pointInPolygon(part, p));
      const shared = raster(a.place, a.piece.size, 3, 12).filter((p) => within(mine, p) && within(theirs, p));
      // Heights in whole millimetres, in the middle of each: more than five are a common body.
      const high = levels(one).filter((z) => z > other.z && z < other.z + other.height);
      const excused = [one.kind, other.kind].some((kind) => yielding.includes(kind));
      const seated = [one.kind, other.kind].some((kind) => seats.includes(kind));
      if (excused) expect(overlapped).toBe(false);
      // Two shared samples are more than a common corner.
      else if (shared.length > 1 && high.length > 5 && !seated) expect(overlapped).toBe(true);
      if (overlapped) expect(high.length).toBeGreaterThan(5);
      if (overlapped) expect(mine.some((p) => theirs.some((q) => distance(p, q) === 0))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

function levels({ z, height }: Anything): number[] {
  return Array.from({ length: height }, (_, i) => z + i + 0.5);
}

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

const lamp = piece("table-lamp", [300, 300, 450], { mount: "top" });
const shelf = piece("wall-shelf", [900, 250, 30], { mount: "wall", carries: true });
const picture = piece("picture", [700, 40, 1000], { mount: "wall" });
const wardrobe = piece("wardrobe", [1000, 600, 2010]);
const carrying = piece("table", [1800, 900, 740], { carries: true });

/** Each case puts the second item into the room of the first; both must be told of, or neither. */
test.each<[string, ReturnType<typeof item>, ReturnType<typeof item>, boolean]>([
  ["a shelf above a sofa", item("a", sofa, 2000, 465), item("b", shelf, 2000, 125, 0, 1400), false],
  ["a shelf in a sofa's back", item("a", sofa, 2000, 465), item("b", shelf, 2000, 125, 0, 700), true],
  ["a lamp on a table", item("a", carrying, 2000, 2000), item("b", lamp, 2000, 2000, 0, 740), false],
  ["a lamp 5 mm in a table", item("a", carrying, 2000, 2000), item("b", lamp, 2000, 2000, 0, 735), false],
  ["a lamp 6 mm in a table", item("a", carrying, 2000, 2000), item("b", lamp, 2000, 2000, 0, 734), true],
  ["a lamp under a table", item("a", carrying, 2000, 2000), item("b", lamp, 2000, 2000), true],
  [
    "a picture behind a wardrobe",
    item("a", wardrobe, 2000, 300),
    item("b", picture, 2000, 20, 0, 1200),
    true,
  ],
  [
    "a picture above a wardrobe",
    item("a", wardrobe, 2000, 300),
    item("b", picture, 2000, 20, 0, 2010),
    false,
  ],
  [
    "a curtain behind a sofa",
    item("a", sofa, 2000, 465),
    item("b", piece("curtain", [1400, 100, 2300], { mount: "wall" }), 2000, 50),
    false,
  ],
  // A chair's seat is under the table top, and its back beside it.
  [
    "a lamp over a chair at a table",
    item("a", chair, 2000, 1500),
    item("b", lamp, 2000, 1700, 0, 740),
    false,
  ],
  ["a lamp in a chair's back", item("a", chair, 2000, 1500), item("b", lamp, 2000, 1300, 0, 740), true],
  [
    "a lamp over a chair's seat, too low",
    item("a", chair, 2000, 1500),
    item("b", lamp, 2000, 1700, 0, 640),
    true,
  ],
  [
    "a chair at a desk on the wall",
    item("a", piece("desk", [1200, 600, 40], { mount: "wall" }), 2000, 300, 0, 710),
    item("b", chair, 2000, 500, 180),
    false,
  ],
  ["a chair on a table", item("a", carrying, 2000, 2000), item("b", chair, 2000, 2000, 0, 740), false],
])("%s", (_, a, b, overlapping) => {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const others = found(one.id, plan(), a, b).filter((f) => f.code === "overlap");
    expect(others).toEqual(overlapping ? [{ code: "overlap", verdict: "blocked", with: other.id }] : []);
  }
});
