import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChangeLog } from "../../src/history/change-log.ts";
import { fold } from "../../src/history/fold.ts";
import { nothingYet } from "../../src/history/past.ts";
import { lives, placed, planned, removed, replay, seen, start } from "./life-fixture.ts";

describe("fold", () => {
  test("neither order nor repetition matters", () => {
    const shuffled = lives.chain((life) =>
      fc.tuple(fc.constant(life), fc.shuffledSubarray([...life, ...life], { minLength: life.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([life, any]) => {
        expect(seen(fold(nothingYet, any))).toEqual(seen(replay(life, Number.POSITIVE_INFINITY)));
      }),
    );
  });

  test("it changes nothing that it is given", () => {
    const before = fold(nothingYet, [planned(start), placed("a", 1, start)]);
    fold(before, [removed("a", 2, start + 1), placed("b", 1, start + 1)]);
    expect([...before.items.keys()]).toEqual(["a"]);
  });
});

describe("the change log", () => {
  test("HS1 each step shows what a replay up to its time shows", () => {
    fc.assert(
      fc.property(lives, (life) => {
        const log = new ChangeLog(nothingYet, life);
        log.steps.forEach(({ at }, step) => {
          expect(seen(log.after(step))).toEqual(seen(replay(life, at)));
        });
      }),
    );
  });

  test("scrubbing to and fro comes back to the same states", () => {
    fc.assert(
      fc.property(lives, fc.array(fc.nat(150), { maxLength: 30 }), (life, ways) => {
        const log = new ChangeLog(nothingYet, life);
        const [first] = ways;
        const before = ways.map((step) => seen(log.after(step)));
        for (const step of [...ways].reverse()) log.after(step);
        expect(ways.map((step) => seen(log.after(step)))).toEqual(before);
        if (first !== undefined && first >= log.steps.length) {
          expect(seen(log.after(first))).toEqual(seen(log.end));
        }
      }),
    );
  });

  test("fetched in stretches, it is the log that is fetched at once", () => {
    fc.assert(
      fc.property(lives, fc.nat(130), fc.nat(130), (life, one, two) => {
        const whole = new ChangeLog(nothingYet, life);
        const cut = life[Math.min(one, two, life.length - 1)]?.by.at ?? start;
        const end = life[Math.min(Math.max(one, two), life.length - 1)]?.by.at ?? start;
        // Both ends of a time range are included, as in the API.
        const middle = life.filter((c) => c.by.at >= cut && c.by.at <= end);
        const { plan, items } = replay(life, cut);
        const log = new ChangeLog({ plan, items: new Map(items), gone: new Map() }, middle)
          .append(life.filter((c) => c.by.at >= end))
          .prepend(
            nothingYet,
            life.filter((c) => c.by.at <= cut),
          );
        expect(log.steps.map((s) => s.at)).toEqual(whole.steps.map((s) => s.at));
        whole.steps.forEach((_, step) => {
          expect(seen(log.after(step))).toEqual(seen(whole.after(step)));
        });
      }),
    );
  });

  test("what is done at one time is one step, with what was done to each item", () => {
    const log = new ChangeLog(nothingYet, [
      planned(start),
      placed("a", 1, start + 10, 0),
      placed("a", 2, start + 20, 5, "Bo"),
      placed("b", 1, start + 20, 5, "Bo"),
      removed("a", 3, start + 30),
    ]);
    const told = log.steps.map((s) => [s.at - start, s.names, s.deeds.map((d) => d.kind)]);
    expect(told).toEqual([
      [0, ["Anna"], ["plan"]],
      [10, ["Anna"], ["added"]],
      [20, ["Bo"], ["moved", "added"]],
      [30, ["Anna"], ["removed"]],
    ]);
  });

  test("nothing can be gone to before there is a plan", () => {
    const log = new ChangeLog(nothingYet, [
      placed("a", 1, start),
      planned(start + 5),
      placed("b", 1, start + 9),
    ]);
    expect(log.steps.map((s) => s.at - start)).toEqual([5, 9]);
    expect([...log.after(0).items.keys()]).toEqual(["a"]);
    expect(new ChangeLog(nothingYet, [placed("a", 1, start)]).steps).toEqual([]);
  });
});
