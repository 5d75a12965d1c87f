// Tests without a browser, with a fake document that only records attributes, children and properties.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { listedSide, listedSides } from "../../src/symbols/front-view.ts";
import { drawPiece, svgOf } from "../../src/symbols/svg.ts";
import { listed, thumbnail } from "../../src/symbols/thumbnail.ts";
import { aPiece } from "../catalog/a-piece.ts";

class FakeElement {
  readonly attributes: Record<string, string> = {};
  readonly children: FakeElement[] = [];
  readonly properties: Record<string, string> = {};
  readonly style = {
    setProperty: (name: string, value: string) => {
      this.properties[name] = value;
    },
  };
  constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null;
  }
  append(...children: FakeElement[]): void {
    this.children.push(...children);
  }
  copy(): FakeElement {
    const copy = new FakeElement(this.namespace, this.name);
    Object.assign(copy.attributes, this.attributes);
    copy.append(...this.children.map((child) => child.copy()));
    return copy;
  }
}

beforeEach(() => {
  vi.stubGlobal("document", {
    createElementNS: (namespace: string, name: string) => new FakeElement(namespace, name),
    importNode: (element: FakeElement) => element.copy(),
  });
});
afterEach(() => vi.unstubAllGlobals());

const seen = (node: SVGElement) => node as unknown as FakeElement;
const table = aPiece({
  product: "t",
  name: "T",
  size: { width: 1800, depth: 900, height: 740 },
});

test("each shape is its SVG element, and its tone a class", () => {
  const rect = seen(svgOf({ kind: "rect", x: 1, y: 2, width: 3, height: 4, radius: 1, tone: "wood" }));
  expect([rect.namespace, rect.name]).toEqual(["http://www.w3.org/2000/svg", "rect"]);
  expect(rect.attributes).toEqual({ class: "t-wood", x: "1", y: "2", width: "3", height: "4", rx: "1" });
  expect(seen(svgOf({ kind: "ellipse", x: 0, y: 0, rx: 5, ry: 6, tone: "glow" })).attributes).toMatchObject({
    class: "t-glow",
    rx: "5",
    ry: "6",
  });
  const points: [number, number][] = [
    [0, 1 / 3],
    [2, 0],
  ];
  expect(seen(svgOf({ kind: "polygon", points, tone: "leaf" })).attributes.points).toBe("0,0.3 2,0");
  expect(seen(svgOf({ kind: "line", points, dashed: true })).attributes.class).toBe("t-line dashed");
});

test("a piece brings its colour as a custom property, never as a style attribute", () => {
  const group = seen(drawPiece(table));
  expect(group.properties).toEqual({ "--fabric": "#d2b08a" });
  expect(group.attributes).toEqual({ class: "drawing" });
});

test("a thumbnail shows all of a piece, and says nothing to a screen reader", () => {
  const { attributes } = seen(thumbnail(table));
  const [x = 0, y = 0, width = 0, height = 0] = (attributes.viewBox ?? "").split(" ").map(Number);
  expect([x < -900, y < -450, x + width > 900, y + height > 450]).toEqual([true, true, true, true]);
  expect(attributes["aria-hidden"]).toBe("true");
});

test("pictures in a list of one span are to one scale", () => {
  const small = { ...table, size: { width: 400, depth: 400, height: 500 } };
  expect(seen(listed(small, 2400)).attributes.viewBox).toBe(seen(listed(table, 2400)).attributes.viewBox);
});

test("what hangs on a wall is shown from the front in a list, and from above where it is put down", () => {
  const picture: Piece = { ...table, kind: "picture", size: { width: 500, depth: 30, height: 700 } };
  const [front, above] = [seen(listed(picture, 700)), seen(thumbnail(picture))];
  const heights = ({ children: [group] }: FakeElement) =>
    group?.children.map(({ attributes }) => Number(attributes.height ?? 0)) ?? [];
  expect(Math.max(...heights(front))).toBe(700);
  expect(Math.max(...heights(above))).toBe(30);
  expect(front.children[0]?.properties).toEqual({ "--fabric": "#d2b08a" });
  expect([listedSide(picture), listedSide(table)]).toEqual([700, 1800]);
  expect([listedSides(picture), listedSides(table)]).toEqual([
    [500, 700],
    [1800, 900],
  ]);
});
