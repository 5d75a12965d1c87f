import { describe, expect, test } from "vitest";
import { pages } from "../../../src/i18n/pages/en.ts";
import { MeasureTool } from "../../../src/plan2d/tools/measure-tool.ts";
import { Bench } from "./fixture.ts";

const { editor: words } = pages;

describe("a dimension's number", () => {
  const measuring = () => {
    const bench = new Bench("room");
    bench.drag({ measure: "0" }, [2000, -300]);
    return bench;
  };
  const answer = ({ editor }: Bench, length: number) =>
    editor.tools.find((tool) => tool instanceof MeasureTool)?.answer(length);

  test("is asked for by a tap or a key on it, and takes the focus", () => {
    const bench = measuring();
    expect(bench.log).toEqual(["focus data-field answer"]);
    expect(bench.asked).toContain("400");
    const other = new Bench("room");
    expect(other.key("Enter", { measure: "0" })).toBe(true);
    expect(other.asked).toContain("400");
  });

  test("changes the wall, and gives the focus back", () => {
    const bench = measuring();
    answer(bench, 5000);
    expect(bench.plans.map(({ outline }) => outline[1])).toEqual([[5000, 0]]);
    expect([bench.asked, bench.log.at(-1)]).toEqual(["", "focus data-measure 0"]);
  });

  test("that can't be is said beside it", () => {
    const bench = measuring();
    expect(answer(bench, 0)).toBe(words.tooNarrow);
    expect(bench.asked).not.toBe("");
    expect(bench.plans).toEqual([]);
  });

  test("leaves the pointer and the bar to the room", () => {
    const bench = measuring();
    expect(bench.said).toContain(words.roomHint);
    bench.drag({ part: "corner:2" }, [4000, 3000], [4500, 3000]);
    expect(bench.plans).toHaveLength(1);
    expect(bench.asked).not.toBe("");
  });

  test("is left by Escape, once, before anything else", () => {
    const bench = measuring();
    bench.key("Enter", { part: "corner:2" });
    expect([bench.tools.escape(), bench.asked, bench.log.at(-1)]).toEqual([true, "", "focus data-measure 0"]);
    expect([bench.tools.escape(), bench.tools.escape()]).toEqual([true, false]);
  });

  test("is put away by another tool, and the focus stays where it is", () => {
    const bench = measuring();
    bench.choose("select");
    expect([bench.asked, bench.log]).toEqual(["", ["focus data-field answer"]]);
  });
});
