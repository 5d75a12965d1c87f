import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFit, checkOverlaps, type ItemFit, withDragged } from "../../src/fit/index.ts";
import { item, piece, plan } from "./room.ts";

const cupboard = piece("storage", [900, 450, 800]);
const place = fc.record({
  x: fc.integer({ min: 500, max: 3000 }),
  y: fc.integer({ min: 500, max: 2500 }),
  z: fc.constantFrom(0, 0, 0, 400, 800, 805, 806),
  rotation: fc.integer({ min: 0, max: 359 }),
});

function overlapped(fit: ItemFit | undefined): string[] {
  return (fit?.findings ?? []).flatMap((f) => (f.code === "overlap" ? [f.with] : [])).sort();
}

test("what a drag bumps into, or leaves, is marked as a check of the whole room would", () => {
  const places = fc.array(place, { minLength: 3, maxLength: 7 });
  fc.assert(
    fc.property(places, place, place, (all, first, second) => {
      const items = all.map(({ x, y, rotation, z }, i) => item(`${i}`, cupboard, x, y, rotation, z));
      const before = checkFit({ plan: plan(), items });
      const moved = items.map((one, i) => ({ ...one, place: [first, second][i] ?? one.place }));
      const after = { plan: plan(), items: moved };
      const seen = withDragged(before.items, checkOverlaps(["0", "1"], after));
      const whole = checkFit(after).items;
      for (const { id } of items) expect(overlapped(seen.get(id))).toEqual(overlapped(whole.get(id)));
    }),
    { numRuns: 60 },
  );
});

test("what a drag has nothing to do with keeps what was found of it", () => {
  const items = [
    item("a", cupboard, 900, 900),
    item("b", cupboard, 900, 1000),
    item("c", cupboard, 3000, 3000),
  ];
  const { items: whole } = checkFit({ plan: plan(), items });
  const away = items.map((one) => (one.id === "c" ? { ...one, place: { ...one.place, x: 3500 } } : one));
  const seen = withDragged(whole, checkOverlaps(["c"], { plan: plan(), items: away }));
  for (const id of ["a", "b"]) expect(seen.get(id)).toBe(whole.get(id));
});
