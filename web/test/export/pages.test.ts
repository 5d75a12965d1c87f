import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extentOf } from "../../src/export/floor-plan.ts";
import { entriesOf } from "../../src/export/furniture-schedule.ts";
import { drawPages } from "../../src/export/pages.ts";
import { fitPaper, type Paper, spaceOn } from "../../src/export/paper.ts";
import type { ExportInput } from "../../src/export/types.ts";
import { bounds } from "../../src/geometry/index.ts";
import { inputOf, item, plan, WritingPen } from "./fixture.ts";

function print(input: ExportInput): { pen: WritingPen; paper: Paper | undefined } {
  let paper: Paper | undefined;
  const pen = drawPages(input, (p) => {
    paper = p;
    return new WritingPen();
  });
  return { pen, paper };
}
const chairs = (count: number) =>
  Array.from({ length: count }, (_, i) => item(`c${i}`, "stavre", 500 + 450 * (i % 9), 500 + 600 * (i % 5)));

describe("the plan's page", () => {
  const { pen, paper } = print(inputOf([item("a", "alvik", 2000, 2000), item("r", "ljung", 2000, 2000)]));

  test("is to scale: 5 m are 100 mm at 1:50", () => {
    expect(paper?.name).toBe("A4");
    expect(pen.words(1)).toContain("Scale 1:50 · Print on A4 at 100 %");
    const floor = pen.strokes.find((s) => s.kind === "polygon" && s.ink.fill === "#f5ede0");
    if (floor?.kind !== "polygon") throw new Error("no floor is drawn");
    expect(bounds(floor.points).width).toBeCloseTo(100);
    expect(bounds(floor.points).height).toBeCloseTo(80);
  });

  test("has the measures, the numbers, and what is known of the room", () => {
    expect(pen.words(1)).toEqual(
      expect.arrayContaining([
        "500 cm",
        "400 cm",
        "Åsa's room",
        "HÖMSTYLE",
        "25 november 2026",
        "Page 1 of 2",
      ]),
    );
    expect(pen.words(1).join()).toMatch(/Floor area 20 m² · Ceiling 250 cm/);
    expect(pen.words(1)).toEqual(expect.arrayContaining(["1  Alvik", "2  Ljung"]));
  });

  test("has a scale bar as long as it says", () => {
    const bar = pen.strokes.flatMap((s) =>
      s.kind === "polygon" && s.ink.fill === "#8a7d70" ? [bounds(s.points)] : [],
    );
    expect(bar.map((b) => b.width)).toEqual([expect.closeTo(20)]);
    expect(pen.words(1)).toContain("200 cm");
  });

  test("draws rugs under what stands on them", () => {
    const firstOf = (width: number, height: number) =>
      pen.strokes.findIndex((stroke) => {
        const box = bounds(stroke.kind === "polygon" ? stroke.points : []);
        return Math.abs(box.width - width) < 0.01 && Math.abs(box.height - height) < 0.01;
      });
    expect(firstOf(46.2, 34)).toBeGreaterThan(0);
    expect(firstOf(46.2, 34)).toBeLessThan(firstOf(18, 18));
  });
});

describe("the table", () => {
  test("has every piece once, its head on each page, and the total at the end", () => {
    const { pen } = print(inputOf(chairs(45)));
    const words = pen.words();
    expect(words.filter((w) => w === "Stavre")).toHaveLength(45);
    expect(words.filter((w) => w === "Article no.")).toHaveLength(pen.pages - 1);
    expect(pen.pages).toBeGreaterThan(3);
    expect(pen.words(pen.pages)).toContain("Total");
    expect(pen.words(pen.pages).map((w) => w.replace(/\u00a0/g, " "))).toContain("35 550 kr");
    expect(pen.words(pen.pages)).toContain(`Page ${pen.pages} of ${pen.pages}`);
  });

  test("has reasons in sentences, with the number of the other piece", () => {
    const fit = {
      id: "a",
      verdict: "blocked",
      findings: [{ code: "overlap", verdict: "blocked", with: "r" }],
    } as const;
    const { pen } = print(inputOf([item("a", "alvik", 2000, 2000), item("r", "stavre", 2000, 2000)], [fit]));
    expect(pen.words(2)).toEqual(expect.arrayContaining(["Does not fit", "Overlaps Stavre (2)."]));
  });

  test("never leaves its page, however much there is to say", () => {
    const room = chairs(12);
    const findings = room.map((i) => ({ code: "overlap", verdict: "blocked", with: i.id }) as const);
    const { pen, paper } = print(
      inputOf(
        room,
        room.map(({ id }) => ({ id, verdict: "blocked", findings })),
      ),
    );
    const lines = pen.strokes.map((s) => (s.kind === "text" ? s.at[1] : 0));
    expect(Math.max(...lines)).toBeLessThanOrEqual((paper?.height ?? 0) - 12);
  });

  test("says when there is nothing", () => {
    expect(print(inputOf([])).pen.words(2)).toContain("There is no furniture in the room.");
  });
});

describe("paper", () => {
  test.each([
    [6000, 3500, "A4", 25],
    [6000, 5000, "A4", 50],
    [15000, 9000, "A3", 50],
    [25000, 12000, "A4", 100],
    [38000, 20000, "A3", 100],
    [60000, 30000, "A3", 200],
  ])("for %d by %d mm is %3$s at 1:%4$d", (width, height, name, ratio) => {
    expect(fitPaper(width, height)).toMatchObject({ paper: { name }, ratio });
  });

  test("has room for every room", () => {
    const mm = fc.integer({ min: 1, max: 2_000_000 });
    fc.assert(
      fc.property(mm, mm, (width, height) => {
        const { paper, ratio } = fitPaper(width, height);
        const space = spaceOn(paper);
        expect(width / ratio).toBeLessThanOrEqual(space.width);
        expect(height / ratio).toBeLessThanOrEqual(space.height);
      }),
    );
  });
});

test("what stands outside of the room is on the plan, and so is a door that opens out", () => {
  const outside = inputOf([item("a", "alvik", 9000, 2000)]);
  expect(extentOf(outside, entriesOf(outside))).toMatchObject({ x: -480, width: 9450 + 480 });
  const door = { ...plan, doors: [{ ...plan.doors[0], opens: "out" } as (typeof plan.doors)[number]] };
  const open = inputOf([], [], { plan: door });
  expect(extentOf(open, []).height).toBeCloseTo(480 + 4000 + 120 + 900);
});

test("the floor is drawn in a pale tone of its finish, which is a row of the table", () => {
  const finish = {
    id: "oak",
    on: "floor" as const,
    name: { en: "Oak planks" },
    colour: "#804020",
    pattern: "planks" as const,
    prices: { SEK: 100_00 },
  };
  const covered = [{ finish, squareMetres: 21.6 }];
  const { pen } = print(inputOf([], [], { floor: finish.colour, covered }));
  const fills = pen.strokes.flatMap((s) => (s.kind === "polygon" ? [s.ink.fill] : []));
  expect(fills).toContain("#d3bcb1");
  const words = pen.words(2).map((word) => word.replace(/\s/g, " "));
  expect(words).toEqual(expect.arrayContaining(["Oak planks", "21,6 m²", "2 160 kr"]));
  expect(words).not.toContain("There is no furniture in the room.");
});
