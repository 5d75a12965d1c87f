// The pages of the print: the plan to scale, and the table of the furniture.

import { area } from "../geometry/index.ts";
import { formatLength } from "../units/index.ts";
import { drawFloorPlan, extentOf } from "./floor-plan.ts";
import { type Entry, entriesOf, writtenDate } from "./furniture-schedule.ts";
import { ink, measure, muted, paper as white } from "./palette.ts";
import { barMetres, type Fitting, fitPaper, margin, type Paper, spaceOn } from "./paper.ts";
import { cut, type Surface } from "./surface.ts";
import { drawTable } from "./table.ts";
import type { ExportInput } from "./types.ts";

/** Sizes of letters, millimetres. */
const letters = { title: 5.6, text: 3.1, small: 2.6, tiny: 2.3 };
const hair = 0.12;

/** A pen that can begin a new page. */
export interface PagePen extends Surface {
  nextPage(): void;
  /** Returns to a page, counted from 1, to add to it. */
  toPage(page: number): void;
}

/** Draws all pages with the pen that `open` returns for the paper. */
export function drawPages<P extends PagePen>(input: ExportInput, open: (paper: Paper) => P): P {
  const entries = entriesOf(input);
  const extent = extentOf(input, entries);
  const fitting = fitPaper(extent.width, extent.height);
  const pen = open(fitting.paper);
  drawPlanPage(pen, input, entries, fitting);
  let pages = 1;
  const next = () => {
    pen.nextPage();
    pages++;
    drawHeading(pen, input, fitting.paper, "");
    return margin + 16;
  };
  drawTable(pen, input, entries, { ...fitting.paper, margin, letters: letters.text, next });
  for (let page = 1; page <= pages; page++) {
    pen.toPage(page);
    drawPageNumber(pen, input, fitting.paper, page, pages);
  }
  return pen;
}

function drawPlanPage(pen: Surface, input: ExportInput, entries: readonly Entry[], fitting: Fitting): void {
  const { paper, ratio } = fitting;
  const space = spaceOn(paper);
  const extent = extentOf(input, entries);
  const scale = 1 / ratio;
  drawFloorPlan(
    pen,
    {
      scale,
      x: space.x + (space.width - extent.width * scale) / 2 - extent.x * scale,
      y: space.y + (space.height - extent.height * scale) / 2 - extent.y * scale,
      line: hair,
      letters: letters.small,
    },
    input,
    entries,
  );
  drawHeading(pen, input, paper, factsOf(input));
  drawScaleBar(pen, input, fitting);
}

/** Returns what is known of the room: `Floor area 20.1 m² · Ceiling 250 cm`. */
function factsOf({ plan, words, units, lang }: ExportInput): string {
  const square = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const metres = Math.abs(area(plan.outline)) / 1e6;
  return [
    ...(plan.outline.length < 3 ? [] : [words.area(`${square.format(metres)} m²`)]),
    ...(plan.ceiling === undefined ? [] : [words.ceiling(formatLength(plan.ceiling, units, lang))]),
  ].join(" · ");
}

function drawHeading(pen: Surface, input: ExportInput, paper: Paper, facts: string): void {
  const right = paper.width - margin;
  const title = { size: letters.title, colour: ink, bold: true };
  const side = { size: letters.text, colour: muted, align: "right" } as const;
  const half = (paper.width - 2 * margin) * 0.62;
  pen.text([margin, margin + 5], cut(pen, input.name, title, half), title);
  pen.text([right, margin + 4], input.shop, { ...side, colour: ink, bold: true });
  pen.text([right, margin + 8.5], writtenDate(input), side);
  pen.text([margin, margin + 10], facts, { size: letters.text, colour: muted });
}

/** Draws a bar of alternately dark and white parts, so that the scale can be checked with a ruler. */
function drawScaleBar(pen: Surface, { words, units, lang }: ExportInput, { paper, ratio }: Fitting): void {
  const metres = barMetres(ratio);
  const parts = metres > 5 ? 5 : metres > 1 ? metres : 2;
  const part = (metres * 1000) / ratio / parts;
  const top = paper.height - margin - 5;
  for (let i = 0; i < parts; i++) {
    const from = margin + i * part;
    const to = margin + (i + 1) * part;
    const corners: [number, number][] = [
      [from, top],
      [to, top],
      [to, top + 1.6],
      [from, top + 1.6],
    ];
    pen.polygon(corners, { fill: i % 2 === 0 ? measure : white, stroke: measure, width: hair });
  }
  const label = { size: letters.tiny, colour: muted } as const;
  pen.text([margin, top - 1.2], "0", label);
  const whole = formatLength(metres * 1000, units, lang);
  pen.text([margin + part * parts, top - 1.2], whole, { ...label, align: "center" });
  const note = `${words.scale(ratio)} · ${words.printAt(paper.name)}`;
  pen.text([margin, top + 5], note, { size: letters.small, colour: muted });
}

function drawPageNumber(
  pen: Surface,
  { words }: ExportInput,
  paper: Paper,
  page: number,
  pages: number,
): void {
  const at = [paper.width - margin, paper.height - margin] as [number, number];
  pen.text(at, words.page(page, pages), { size: letters.small, colour: muted, align: "right" });
}
