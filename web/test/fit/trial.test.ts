import fc from "fast-check";
import { expect, test } from "vitest";
import { checkFit, type FitInput } from "../../src/fit/index.ts";
import { Trial } from "../../src/fit/trial.ts";
import type { Verdict } from "../../src/model/index.ts";
import { anyFloorPiece, anyPlan, livingRoom, shelf, sofa, standing } from "../arrange/rooms.ts";

const order: readonly Verdict[] = ["fits", "tight", "blocked"];
const anyPlace = fc
  .tuple(fc.nat(50), fc.nat(40), fc.nat(3))
  .map(([x, y, turn]) => ({ x: x * 100, y: y * 100, z: 0, rotation: turn * 90 }));
const anyRoom = fc.record({
  plan: anyPlan,
  placed: fc.array(fc.tuple(anyFloorPiece, anyPlace), { maxLength: 4 }),
});

test("a trial says what the check of the whole room says, and without walkways never more than that", () => {
  fc.assert(
    fc.property(anyRoom, anyFloorPiece, anyPlace, ({ plan, placed }, piece, place) => {
      const items = placed.map(([of, at], i) => ({ id: `item-${i}`, piece: of, place: at }));
      const input: FitInput = { plan, items };
      const before = checkFit(input).items;
      const after = checkFit({ plan, items: [...items, { id: "new", piece, place }] }).items;
      const worse = [...before.values()].some(({ id, verdict }) => {
        return order.indexOf(after.get(id)?.verdict ?? "fits") > order.indexOf(verdict);
      });
      const trial = new Trial(input, piece);
      const whole = trial.whole(place);
      expect(whole).toBe(worse ? undefined : after.get("new")?.verdict);
      if (whole) expect(order.indexOf(trial.near(place))).toBeLessThanOrEqual(order.indexOf(whole));
    }),
    { numRuns: 60 },
  );
});

test("a place on the free floor that another piece needs is tight at best", () => {
  const trial = new Trial({ plan: livingRoom, items: standing(["shelf", shelf, 2600, 150]) }, sofa);
  expect(trial.near({ x: 2600, y: 2600, z: 0, rotation: 180 })).toBe("fits");
  expect(trial.near({ x: 2600, y: 1000, z: 0, rotation: 180 })).toBe("tight");
});
