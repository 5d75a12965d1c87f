import fc from "fast-check";
import { expect, test } from "vitest";
import {
  deliveryOf,
  isPartial,
  parts,
  sides,
  typedOf,
  waitingOf,
  withLength,
} from "../../src/panels/delivery-form.ts";

test("a part is told when it is whole", () => {
  const wide = withLength({}, "door", "width", 900);
  expect(deliveryOf(wide)).toEqual({});
  expect(isPartial(wide, "door")).toBe(true);
  const whole = withLength(wide, "door", "height", 2000);
  expect(deliveryOf(whole)).toEqual({ door: { width: 900, height: 2000 } });
  expect(waitingOf(whole)).toEqual({});
});

test("a length taken back takes the part back, and keeps the rest for when it comes again", () => {
  const stored = { door: { width: 900, height: 2000 }, corridor: { width: 1100 } };
  const typed = withLength(typedOf(stored, {}), "door", "height", undefined);
  expect(deliveryOf(typed)).toEqual({ corridor: { width: 1100 } });
  expect(waitingOf(typed)).toEqual({ "door.width": 900 });
});

test("what is stored stands over what waits", () => {
  expect(typedOf({ corridor: { width: 1100 } }, { "corridor.width": 900 })).toEqual({
    "corridor.width": 1100,
  });
});

test("stored and waiting together are all that was typed, in any order", () => {
  const keys = parts.flatMap((part) => sides[part].map((side) => [part, side] as const));
  const steps = fc.array(
    fc.tuple(fc.constantFrom(...keys), fc.option(fc.integer({ min: 100, max: 20_000 }), { nil: undefined })),
  );
  fc.assert(
    fc.property(steps, (all) => {
      let delivery = deliveryOf({});
      let waiting = waitingOf({});
      const wanted = new Map<string, number>();
      for (const [[part, side], length] of all) {
        const typed = withLength(typedOf(delivery, waiting), part, side, length);
        [delivery, waiting] = [deliveryOf(typed), waitingOf(typed)];
        if (length === undefined) wanted.delete(`${part}.${side}`);
        else wanted.set(`${part}.${side}`, length);
      }
      expect(typedOf(delivery, waiting)).toEqual(Object.fromEntries(wanted));
    }),
  );
});
