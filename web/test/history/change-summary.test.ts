import fc from "fast-check";
import { expect, test } from "vitest";
import { deedOf, difference, sizeOf } from "../../src/history/change-summary.ts";
import { nothingYet } from "../../src/history/past.ts";
import { changesBetween } from "../../src/history/since.ts";
import { lives, placed, plan, replay, start } from "./life-fixture.ts";

const at = (x: number, more = {}) => ({
  product: "sofa",
  variant: "sand",
  x,
  y: 0,
  z: 0,
  rotation: 0,
  ...more,
});

test("HS3 two states differ by items added, removed, moved or changed, and by the plan", () => {
  const from = {
    plan: plan(1),
    items: new Map([
      ["stays", at(1)],
      ["moves", at(2)],
      ["goes", at(3)],
      ["recoloured", at(4)],
    ]),
  };
  const to = {
    plan: plan(9, "Another name"),
    items: new Map([
      ["stays", at(1)],
      ["moves", at(2, { rotation: 90 })],
      ["recoloured", at(4, { variant: "moss" })],
      ["comes", at(5)],
    ]),
  };
  expect(difference(from, to)).toEqual({
    added: [at(5)],
    removed: [at(3)],
    moved: [at(2, { rotation: 90 })],
    recoloured: [at(4, { variant: "moss" })],
    plan: true,
  });
});

test("HS3 an item that is raised or lowered is moved, one that is mirrored is changed", () => {
  const [low, high, mirrored] = [at(1), at(1, { z: 450 }), at(1, { mirrored: true })];
  const state = (item: typeof low) => ({ plan: plan(1), items: new Map([["a", item]]) });
  const none = { added: [], removed: [], moved: [], recoloured: [], plan: false };
  expect(difference(state(low), state(high))).toEqual({ ...none, moved: [high] });
  expect(difference(state(high), state(low))).toEqual({ ...none, moved: [low] });
  expect(difference(state(low), state(mirrored))).toEqual({ ...none, recoloured: [mirrored] });
  expect(difference(state(mirrored), state(low))).toEqual({ ...none, recoloured: [low] });
  // A product that can't be mirrored, and one that isn't, are the same.
  expect(difference(state(low), state(at(1, { mirrored: false })))).toEqual(none);
});

test("a change that raises or mirrors an item is a step of the timeline, one that repeats it is none", () => {
  const change = placed("a", 2, start);
  if (change.kind !== "item") throw new Error("not an item");
  const was = { ...change.item, version: 1 };
  const before = { ...nothingYet, items: new Map([["a", was]]) };
  const after = (more: Partial<typeof was>) => ({ ...change, item: { ...change.item, ...more } });
  expect(deedOf(before, after({ z: 450 }))).toMatchObject({ kind: "moved", item: { z: 450 } });
  expect(deedOf(before, after({ mirrored: true }))).toMatchObject({ kind: "recoloured" });
  expect(deedOf(before, after({}))).toBeUndefined();
});

test("a plan of another version is no other plan", () => {
  expect(sizeOf(difference({ plan: plan(1), items: new Map() }, { plan: plan(7), items: new Map() }))).toBe(
    0,
  );
});

test("a state does not differ from itself, and no change lies between", () => {
  fc.assert(
    fc.property(lives, (life) => {
      const state = replay(life, Number.POSITIVE_INFINITY);
      expect(sizeOf(difference(state, state))).toBe(0);
      expect(changesBetween(state, state)).toBe(0);
    }),
  );
});

test("every change that happened since is counted", () => {
  const then = {
    plan: { version: 2 },
    items: new Map([
      ["a", { version: 3 }],
      ["b", { version: 1 }],
    ]),
  };
  const now = {
    plan: { version: 3 },
    items: new Map([
      ["a", { version: 5 }],
      ["c", { version: 4 }],
    ]),
  };
  // The plan once, a twice, b removed, c added.
  expect(changesBetween(then, now)).toBe(5);
});
