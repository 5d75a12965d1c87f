import fc from "fast-check";
import { expect, test } from "vitest";
import { dashed, frame } from "../../src/view3d/overlays/flat-lines.ts";
import { outlineOf, ringOf } from "../../src/view3d/overlays/item-overlay.ts";

const state = {
  lock: { state: "free" },
  verdict: "fits",
  selected: false,
  focused: false,
  holder: "",
  name: "",
} as const;
const anna = { state: "held", holder: "p", name: "Anna", colour: 1 } as const;

test("who holds it comes before what is chosen, and only another's hold is dashed", () => {
  expect(outlineOf(state)).toBeUndefined();
  expect(outlineOf({ ...state, selected: true })).toEqual({ tone: "accent", dashed: false });
  expect(outlineOf({ ...state, selected: true, focused: true })).toEqual({ tone: "focus", dashed: false });
  expect(outlineOf({ ...state, selected: true, lock: anna })).toEqual({ tone: "held", dashed: true });
  expect(outlineOf({ ...state, lock: { state: "mine" } })).toEqual({ tone: "mine", dashed: false });
});

test("what doesn't fit has a red ring, what is tight an amber one", () => {
  expect([ringOf("fits"), ringOf("tight"), ringOf("blocked")]).toEqual([undefined, "expiring", "held"]);
});

test("dashes begin and end with the line, and don't overlap", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (length) => {
      const parts = dashed([0, 0], [length, 0], { dash: 90, gap: 50 });
      expect(parts[0]?.[0]).toEqual([0, 0]);
      expect(parts.at(-1)?.[1][0]).toBeCloseTo(length, 6);
      for (const [i, [from]] of parts.slice(1).entries())
        expect(from[0] - (parts[i]?.[1][0] ?? 0)).toBeCloseTo(50, 6);
    }),
  );
});

test("a frame lies around its piece, facing up", () => {
  const geometry = frame(1000, 600, 50, 20);
  geometry.computeBoundingBox();
  expect(geometry.boundingBox?.max.x).toBeCloseTo(0.56, 6);
  expect(geometry.boundingBox?.max.z).toBeCloseTo(0.36, 6);
  geometry.computeVertexNormals();
  const normal = geometry.getAttribute("normal");
  for (let i = 0; i < normal.count; i++) expect(normal.getY(i)).toBeCloseTo(1, 6);
});
