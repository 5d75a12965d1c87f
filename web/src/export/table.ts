// The table of furniture, on as many pages as it needs, with its header on each.

import {
  descriptionOf,
  type Entry,
  type Surface as FinishRow,
  surfacesOf,
  totalOf,
  writtenCost,
  writtenPrice,
  writtenSize,
} from "./furniture-schedule.ts";
import { hairline, ink, muted, verdictColours } from "./palette.ts";
import { cut, type Surface, type TextStyle, wrapped } from "./surface.ts";
import type { ExportInput } from "./types.ts";

/** Space for the table, in the surface's unit. */
export interface TableSpace {
  width: number;
  height: number;
  margin: number;
  letters: number;
  /** Begins a new page; returns the y at which its free part begins. */
  next: () => number;
}

type Column = "number" | "piece" | "article" | "size" | "verdict" | "price";

/** Widths of the columns as fractions of the table's width. */
const shares: Readonly<Record<Column, number>> = {
  number: 0.05,
  piece: 0.25,
  article: 0.12,
  size: 0.17,
  verdict: 0.29,
  price: 0.12,
};
/** Most lines of reasons per piece: one in a pile has more than are useful, or fit on a page. */
const mostReasons = 8;
const columns = Object.keys(shares) as Column[];

export function drawTable(
  pen: Surface,
  input: ExportInput,
  entries: readonly Entry[],
  space: TableSpace,
): void {
  const table = new Table(pen, input, space);
  table.begin();
  for (const entry of entries) table.row(entry);
  const surfaces = surfacesOf(input);
  for (const surface of surfaces) table.surface(surface);
  if (entries.length + surfaces.length === 0) table.note(input.words.empty);
  table.total(entries, surfaces);
}

class Table {
  #y = 0;
  readonly #small: TextStyle;
  readonly #normal: TextStyle;

  constructor(
    private readonly pen: Surface,
    private readonly input: ExportInput,
    private readonly space: TableSpace,
  ) {
    this.#small = { size: space.letters * 0.86, colour: muted };
    this.#normal = { size: space.letters, colour: ink };
  }

  begin(): void {
    this.#y = this.space.next();
    const { words } = this.input;
    for (const column of columns) this.#cell(column, 0, words[column], { ...this.#small, bold: true });
    this.#rule();
  }

  row(entry: Entry): void {
    const { piece, verdict, reasons, number, price } = entry;
    const all = reasons.flatMap((r) => wrapped(this.pen, r, this.#small, this.#width("verdict")));
    const reason = all.length > mostReasons ? [...all.slice(0, mostReasons - 1), "…"] : all;
    const about = wrapped(this.pen, descriptionOf(piece, this.input), this.#small, this.#width("piece"));
    this.#room(1 + Math.max(reason.length, about.length));
    this.#cell("number", 0, String(number), { ...this.#normal, bold: true });
    this.#cell("piece", 0, piece.name, { ...this.#normal, bold: true });
    for (const [i, words] of about.entries()) this.#cell("piece", i + 1, words, this.#small);
    this.#cell("article", 0, piece.sku, this.#normal);
    this.#cell("size", 0, writtenSize(piece, this.input), this.#normal);
    const said = { ...this.#normal, colour: verdictColours[verdict], bold: true };
    this.#cell("verdict", 0, this.input.texts.fit.verdict[verdict], said);
    for (const [i, words] of reason.entries()) this.#cell("verdict", i + 1, words, this.#small);
    this.#cell("price", 0, writtenCost(piece, price, this.input), this.#normal);
    this.#y += this.#line * Math.max(reason.length, about.length);
    this.#rule();
  }

  surface({ name, sku, amount, price }: FinishRow): void {
    this.#room(1);
    this.#cell("piece", 0, name, { ...this.#normal, bold: true });
    this.#cell("article", 0, sku, this.#normal);
    this.#cell("size", 0, amount, this.#normal);
    this.#cell("price", 0, writtenPrice(price, this.input), this.#normal);
    this.#rule();
  }

  note(words: string): void {
    this.#cell("piece", 0, words, this.#small);
    this.#rule();
  }

  total(entries: readonly Entry[], surfaces: readonly FinishRow[]): void {
    const { sum, unpriced } = totalOf(entries, surfaces);
    const { words } = this.input;
    this.#room(2);
    this.#cell("verdict", 0, words.total, { ...this.#normal, bold: true });
    this.#cell("price", 0, writtenPrice(sum, this.input), { ...this.#normal, bold: true });
    if (unpriced > 0) this.#cell("verdict", 1, words.unpriced(unpriced), this.#small);
  }

  get #line(): number {
    return this.space.letters * 1.4;
  }

  /** Begins a new page when `lines` lines don't fit any more. */
  #room(lines: number): void {
    const { height, margin } = this.space;
    if (this.#y + lines * this.#line > height - 2 * margin) this.begin();
  }

  #rule(): void {
    const { margin, width } = this.space;
    const y = this.#y + this.#line * 0.5;
    const ends: [number, number][] = [
      [margin, y],
      [width - margin, y],
    ];
    this.pen.line(ends, { stroke: hairline, width: this.space.letters * 0.05 });
    this.#y += this.#line * 1.6;
  }

  #width(column: Column): number {
    return (this.space.width - 2 * this.space.margin) * shares[column] - this.space.letters;
  }

  #cell(column: Column, line: number, words: string, lettering: TextStyle): void {
    const before = columns.slice(0, columns.indexOf(column)).reduce((sum, c) => sum + shares[c], 0);
    const left = this.space.margin + (this.space.width - 2 * this.space.margin) * before;
    const right = column === "price";
    const at: [number, number] = [
      right ? this.space.width - this.space.margin : left,
      this.#y + line * this.#line,
    ];
    const shown = cut(this.pen, words, lettering, this.#width(column));
    this.pen.text(at, shown, right ? { ...lettering, align: "right" } : lettering);
  }
}
