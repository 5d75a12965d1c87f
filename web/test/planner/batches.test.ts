import fc from "fast-check";
import { expect, test } from "vitest";
import { groupsInBatches, inBatches } from "../../src/planner/batches.ts";

const groups = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), { maxLength: 12 });

test("WR3 no command has more than 25, and none is lost or moved before another", () => {
  fc.assert(
    fc.property(groups, (all) => {
      for (const batches of [groupsInBatches(all), inBatches(all.flat())]) {
        expect(batches.flat()).toEqual(all.flat());
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(25);
      }
    }),
  );
});

test("ST3 what belongs together is in one command, unless it is larger than one", () => {
  fc.assert(
    fc.property(groups, (all) => {
      const numbered = all.map((group, i) => group.map(() => i));
      const batches = groupsInBatches(numbered);
      for (const [i, group] of numbered.entries()) {
        const parts = batches.filter((batch) => batch.includes(i)).length;
        expect(parts).toBe(Math.ceil(group.length / 25));
      }
    }),
  );
});
