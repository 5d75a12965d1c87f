// A furnished room for the tests of this folder, and a pen that records what it draws.

import type { Piece } from "../../src/catalog/types.ts";
import type { ItemView } from "../../src/client/index.ts";
import type { ExportInput } from "../../src/export/index.ts";
import type { PagePen } from "../../src/export/pages.ts";
import type { Stroke, TextStyle } from "../../src/export/surface.ts";
import type { ItemFit } from "../../src/fit/types.ts";
import { en } from "../../src/i18n/en.ts";
import { pages } from "../../src/i18n/pages/en.ts";
import type { Kind, Plan, Point } from "../../src/model/index.ts";
import { aPiece } from "../catalog/a-piece.ts";

export const plan: Plan = {
  name: "Åsa's room",
  units: "cm",
  version: 3,
  ceiling: 2500,
  walls: [],
  windows: [],
  outline: [
    [0, 0],
    [5000, 0],
    [5000, 4000],
    [0, 4000],
  ],
  doors: [{ id: "d", x: 2500, y: 4000, width: 900, rotation: 0, hinge: "left", opens: "in" }],
};

function piece(name: string, kind: Kind, [width, depth]: Point, price?: number): Piece {
  const known = price !== undefined;
  return aPiece({
    product: name.toLowerCase(),
    variant: "oak",
    sku: known ? `HS-${name}` : "",
    name,
    what: known ? `a ${kind}` : "",
    choice: known ? "Oak" : "",
    kind,
    size: { width, depth, height: 700 },
    prices: known ? { SEK: price } : {},
    known,
  });
}

const pieces = [
  piece("Stavre", "chair", [460, 520], 79000),
  piece("Alvik", "round-table", [900, 900], 189000),
  piece("Ljung", "rug", [2400, 1700], 219000),
  piece("Gone", "storage", [600, 600]),
];

export function item(id: string, product: string, x: number, y: number, rotation = 0): ItemView {
  return {
    id,
    product,
    variant: "oak",
    x,
    y,
    z: 0,
    rotation,
    version: 1,
    lock: { state: "free" },
    tentative: false,
  };
}

export function inputOf(
  items: readonly ItemView[],
  fits: readonly ItemFit[] = [],
  parts: Partial<ExportInput> = {},
) {
  const unknown = piece("?", "storage", [600, 600]);
  const input: ExportInput = {
    plan,
    texts: en,
    words: pages.export,
    lang: "sv",
    currency: "SEK",
    units: "cm",
    name: plan.name,
    shop: "HÖMSTYLE",
    items: new Map(items.map((i) => [i.id, i])),
    pieceOf: ({ product }) => pieces.find((p) => p.product === product) ?? unknown,
    covered: [],
    floor: undefined,
    fit: {
      items: new Map(fits.map((f) => [f.id, f])),
      verdict: "fits",
      counts: { fits: 0, tight: 0, blocked: 0 },
    },
    date: new Date(2026, 10, 25),
    ...parts,
  };
  return input;
}

export type Drawn =
  | { kind: "polygon" | "line"; page: number; points: readonly Point[]; ink: Stroke }
  | { kind: "text"; page: number; at: Point; words: string; lettering: TextStyle };

/** A pen that records; each of its letters is half as wide as it is high. */
export class WritingPen implements PagePen {
  readonly strokes: Drawn[] = [];
  pages = 1;
  #page = 1;

  polygon(points: readonly Point[], ink: Stroke): void {
    this.strokes.push({ kind: "polygon", page: this.#page, points, ink });
  }

  line(points: readonly Point[], ink: Stroke): void {
    this.strokes.push({ kind: "line", page: this.#page, points, ink });
  }

  text(at: Point, words: string, lettering: TextStyle): void {
    this.strokes.push({ kind: "text", page: this.#page, at, words, lettering });
  }

  widthOf(words: string, { size }: TextStyle): number {
    return [...words].length * size * 0.5;
  }

  nextPage(): void {
    this.#page = ++this.pages;
  }

  toPage(page: number): void {
    this.#page = page;
  }

  /** Returns the texts of one page, or of all. */
  words(page?: number): string[] {
    return this.strokes.flatMap((s) => (s.kind === "text" && (page ?? s.page) === s.page ? [s.words] : []));
  }
}
