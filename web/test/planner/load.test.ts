import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carrierOf } from "../../src/furniture/carriers.ts";
import { loadOf } from "../../src/planner/load.ts";
import { small, standing, table } from "../furniture/standing.ts";

describe("what moves with what a person moves", () => {
  const box = standing("box", 1000, 1000, 740, { size: [400, 300, 200] });
  const lamp = standing("lamp", 1000, 1000, 940, small);
  const beside = standing("beside", 1400, 1000, 740, small);
  const other = standing("other", 3000, 1000, 0);
  const items = [lamp, beside, box, table, other];

  const onTable = { beside: "table", box: "table", lamp: "table" };
  test.each<{ ids: string[]; led: string[]; riders: Record<string, string> }>([
    { ids: ["table"], led: ["table"], riders: onTable },
    { ids: ["box"], led: ["box"], riders: { lamp: "box" } },
    { ids: ["table", "box"], led: ["table"], riders: onTable },
    { ids: ["lamp", "other"], led: ["lamp", "other"], riders: {} },
    { ids: ["gone"], led: [], riders: {} },
  ])("ST2 with $ids move $riders", ({ ids, led, riders }) => {
    const load = loadOf(ids, items);
    expect(load.led).toEqual(led);
    expect(Object.fromEntries(load.riders)).toEqual(riders);
    expect([...load.start.keys()].sort()).toEqual([...led, ...Object.keys(riders)].sort());
  });

  test("is what one gets to by going from each item to its carrier, and has no circle", () => {
    const some = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      z: fc.integer({ min: 0, max: 4 }).map((n) => n * 3),
      height: fc.integer({ min: 1, max: 12 }),
      carries: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 12 }), fc.nat(11), (all, pick) => {
        const pile = all.map(({ x, y, z, height, carries }, i) =>
          standing(`${i}`, x, y, z, { size: [500, 300, height], carries }),
        );
        const root = `${pick % pile.length}`;
        const expected = pile.filter((item) => {
          let at = carrierOf(item, pile);
          for (let steps = 0; at !== undefined && at !== root; steps++) {
            if (steps > pile.length) throw new Error("a circle");
            at = carrierOf(pile[Number(at)] ?? item, pile);
          }
          return at === root;
        });
        expect([...loadOf([root], pile).riders.keys()].sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
    );
  });
});
