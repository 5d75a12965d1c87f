import { expect, test } from "vitest";
import { entriesOf } from "../../src/export/furniture-schedule.ts";
import { drawPicture, layoutOf } from "../../src/export/png.ts";
import { inputOf, item, WritingPen } from "./fixture.ts";

test("a picture has the plan, the measures and a legend of everything, all within it", () => {
  const fit = {
    id: "a",
    verdict: "tight",
    findings: [{ code: "window", verdict: "tight", window: "w" }],
  } as const;
  const input = inputOf([item("a", "alvik", 2000, 2000), item("b", "gone", 4000, 3000, 45)], [fit]);
  const entries = entriesOf(input);
  const layout = layoutOf(input, entries);
  const pen = new WritingPen();
  drawPicture(pen, input, entries, layout);
  expect(pen.words()).toEqual(
    expect.arrayContaining([
      "Åsa's room",
      "HÖMSTYLE",
      "500 cm",
      "Alvik",
      "Gone",
      "Tight",
      "a round-table, Oak · 90 × 90 × 70 cm",
    ]),
  );
  const points = pen.strokes.flatMap((s) => (s.kind === "text" ? [s.at] : s.points));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs)).toBeLessThanOrEqual(layout.width);
  expect(Math.max(...ys)).toBeLessThanOrEqual(layout.height);
});

test("a picture of a long and narrow room is no larger than a browser can paint", () => {
  const input = inputOf([item("a", "alvik", 90_000, 100)]);
  const { width, height } = layoutOf(input, entriesOf(input));
  expect(Math.max(width, height) * 2).toBeLessThan(8192);
});
