// Exports the print as a PDF. jsPDF is loaded only when this is called.

import type { jsPDF } from "jspdf";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Point } from "../model/index.ts";
import { GlyphPainter } from "./glyphs.ts";
import { drawPages, type PagePen } from "./pages.ts";
import type { Stroke, TextStyle } from "./surface.ts";
import type { ExportInput } from "./types.ts";
import { isWinAnsi, winAnsi } from "./win-ansi.ts";

const pointsPerMm = 72 / 25.4;

/** Returns a PDF with the plan to scale and the table; rejects when jsPDF can't be loaded. */
export async function exportPdf(input: ExportInput): Promise<Blob> {
  const { jsPDF } = await loadModule("pdf", () => import("jspdf"));
  const pen = drawPages(input, (paper) => {
    const format = paper.name.toLowerCase();
    return new PdfPen(new jsPDF({ orientation: "landscape", unit: "mm", format, compress: true }));
  });
  pen.pdf.setProperties({ title: input.name, author: input.shop });
  return new Blob([pen.pdf.output("arraybuffer")], { type: "application/pdf" });
}

class PdfPen implements PagePen {
  readonly #glyphs = new GlyphPainter();

  constructor(readonly pdf: jsPDF) {
    pdf.setLineJoin("round");
    pdf.setLineCap("round");
  }

  polygon(points: readonly Point[], ink: Stroke): void {
    this.#path(points, ink, true);
  }

  line(points: readonly Point[], ink: Stroke): void {
    this.#path(points, ink, false);
  }

  text([x, y]: Point, words: string, lettering: TextStyle): void {
    const { align = "left", degrees = 0, colour } = lettering;
    const painted = this.#isPainted(words);
    // jsPDF aligns before it rotates, so a rotated text is placed by its first letter.
    const back =
      degrees === 0 && !painted
        ? 0
        : { left: 0, center: 0.5, right: 1 }[align] * this.widthOf(words, lettering);
    const angle = (degrees * Math.PI) / 180;
    const at: Point = [x - back * Math.cos(angle), y - back * Math.sin(angle)];
    if (painted) return this.#paint(at, words, lettering, angle);
    this.#write(lettering);
    this.pdf.setTextColor(colour);
    this.pdf.text(winAnsi(words), at[0], at[1], degrees === 0 ? { align } : { angle: -degrees });
  }

  widthOf(words: string, lettering: TextStyle): number {
    if (this.#isPainted(words)) return this.#glyphs.widthOf(words, lettering);
    this.#write(lettering);
    return this.pdf.getTextWidth(winAnsi(words));
  }

  nextPage(): void {
    this.pdf.addPage();
  }

  toPage(page: number): void {
    this.pdf.setPage(page);
  }

  /** Returns whether a text has letters that the fonts of the PDF lack. */
  #isPainted(words: string): boolean {
    return this.#glyphs.works && !isWinAnsi(words);
  }

  /** Draws a text as a picture, from the start of its baseline, rotated clockwise by `angle` (radians). */
  #paint([x, y]: Point, words: string, lettering: TextStyle, angle: number): void {
    const glyphs = this.#glyphs.paint(words, lettering);
    if (!glyphs) return;
    const { image, width, height, left, below } = glyphs;
    // jsPDF rotates a picture about its lower left corner, counterclockwise.
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [cornerX, cornerY] = [x - left * cos - below * sin, y - left * sin + below * cos];
    const { size, bold = false, colour } = lettering;
    const alias = `${size} ${bold} ${colour} ${words}`;
    const turn = -(angle * 180) / Math.PI;
    this.pdf.addImage(image, "PNG", cornerX, cornerY - height, width, height, alias, "FAST", turn);
  }

  #write({ size, bold = false }: TextStyle): void {
    this.pdf.setFont("helvetica", bold ? "bold" : "normal");
    this.pdf.setFontSize(size * pointsPerMm);
  }

  #path(
    [first, ...rest]: readonly Point[],
    { fill, stroke, width = 0, dash = [] }: Stroke,
    closed: boolean,
  ): void {
    if (!first) return;
    if (fill) this.pdf.setFillColor(fill);
    if (stroke) {
      this.pdf.setDrawColor(stroke);
      this.pdf.setLineWidth(width);
      this.pdf.setLineDashPattern([...dash], 0);
    }
    let [px, py] = first;
    const steps = rest.map(([x, y]) => {
      const step = [x - px, y - py];
      [px, py] = [x, y];
      return step;
    });
    const style = fill && stroke ? "FD" : fill ? "F" : "S";
    this.pdf.lines(steps, first[0], first[1], [1, 1], style, closed);
  }
}
