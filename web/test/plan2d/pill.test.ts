import { expect, test, vi } from "vitest";
import { writeOnPill } from "../../src/plan2d/layers/pill.ts";

/** Returns a minimal fake of an SVG element. A letter is 12 px wide, or 0 if the element is not displayed. */
function element(seen = true) {
  const attributes = new Map<string, string>();
  const node = {
    textContent: "",
    getComputedTextLength: vi.fn(() => (seen ? node.textContent.length * 12 : 0)),
    getAttribute: (name: string) => attributes.get(name) ?? null,
    setAttribute: (name: string, value: string) => attributes.set(name, value),
  };
  return { node, numberOf: (name: string) => Number(attributes.get(name)) };
}

test("a pill is as wide as its words are, in any script", () => {
  const text = element();
  const pill = element();
  writeOnPill(text.node as never, pill.node as never, "山田太郎", 11);
  expect([pill.numberOf("x"), pill.numberOf("width"), text.numberOf("x")]).toEqual([11, 68, 45]);
  writeOnPill(text.node as never, pill.node as never, "山田");
  expect([pill.numberOf("x"), pill.numberOf("width"), text.numberOf("x")]).toEqual([-22, 44, 0]);
});

test("words are measured when they change, and not in each frame", () => {
  const text = element();
  const pill = element();
  for (let frame = 0; frame < 3; frame++) writeOnPill(text.node as never, pill.node as never, "Bo");
  expect(text.node.getComputedTextLength).toHaveBeenCalledOnce();
});

test("where nothing is seen, the width is a guess", () => {
  const pill = element();
  writeOnPill(element(false).node as never, pill.node as never, "Anna");
  expect(pill.numberOf("width")).toBeCloseTo(50.4);
});
