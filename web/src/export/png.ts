// Exports the plan as a picture: the room with its dimensions, and a legend of the furniture below.

import type { Point } from "../model/index.ts";
import { drawFloorPlan, extentOf } from "./floor-plan.ts";
import { descriptionOf, type Entry, entriesOf, writtenDate, writtenSize } from "./furniture-schedule.ts";
import { ink, muted, paper, verdictColours } from "./palette.ts";
import { cut, type Stroke, type Surface, type TextStyle } from "./surface.ts";
import type { ExportInput } from "./types.ts";

/** Canvas pixels per layout pixel, for high-density screens and print. */
const density = 2;
const most = { width: 1560, height: 1000 };
const margin = 40;
const heading = 76;
const rowHeight = 40;
const columnWidth = 380;
const fonts = `"Avenir Next", "Nunito Sans", "Segoe UI", system-ui, sans-serif`;

export async function exportPng(input: ExportInput): Promise<Blob> {
  const entries = entriesOf(input);
  const layout = layoutOf(input, entries);
  const canvas = document.createElement("canvas");
  canvas.width = layout.width * density;
  canvas.height = layout.height * density;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas to draw on.");
  context.scale(density, density);
  drawPicture(new CanvasPen(context), input, entries, layout);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))),
      "image/png",
    );
  });
}

/** Layout of the picture, in pixels. */
export interface Layout {
  width: number;
  height: number;
  /** Pixels per millimetre of the room. */
  scale: number;
  /** Left edge and height of the plan. */
  left: number;
  planHeight: number;
  columns: number;
}

export function layoutOf(input: ExportInput, entries: readonly Entry[]): Layout {
  const extent = extentOf(input, entries);
  const scale = Math.min(most.width / extent.width, most.height / extent.height);
  const planWidth = extent.width * scale;
  const width = Math.ceil(Math.max(planWidth, 2 * columnWidth) + 2 * margin);
  const columns = Math.max(1, Math.floor((width - 2 * margin) / columnWidth));
  const planHeight = extent.height * scale;
  const rows = Math.ceil(entries.length / columns);
  const height = Math.ceil(margin + heading + planHeight + 24 + rows * rowHeight + margin);
  return { width, height, scale, left: (width - planWidth) / 2, planHeight, columns };
}

export function drawPicture(
  pen: Surface,
  input: ExportInput,
  entries: readonly Entry[],
  layout: Layout,
): void {
  const { width, height, scale, left, planHeight, columns } = layout;
  const extent = extentOf(input, entries);
  const top = margin + heading;
  pen.polygon(
    [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ],
    { fill: paper },
  );
  drawHeading(pen, input, width);
  const x = left - extent.x * scale;
  const y = top - extent.y * scale;
  drawFloorPlan(pen, { scale, x, y, line: 1, letters: 13 }, input, entries);
  const rows = Math.ceil(entries.length / columns);
  for (const [i, entry] of entries.entries()) {
    const at: Point = [
      margin + Math.floor(i / rows) * columnWidth,
      top + planHeight + 40 + (i % rows) * rowHeight,
    ];
    drawLegend(pen, input, entry, at);
  }
}

function drawHeading(pen: Surface, input: ExportInput, width: number): void {
  const title: TextStyle = { size: 28, colour: ink, bold: true };
  const side: TextStyle = { size: 15, colour: muted, align: "right" };
  pen.text([margin, margin + 24], cut(pen, input.name, title, width - 2 * margin - 220), title);
  pen.text([width - margin, margin + 14], input.shop, { ...side, colour: ink, bold: true });
  pen.text([width - margin, margin + 36], writtenDate(input), side);
}

function drawLegend(pen: Surface, input: ExportInput, entry: Entry, [x, y]: Point): void {
  const { number, piece, verdict } = entry;
  const name: TextStyle = { size: 15, colour: ink, bold: true };
  const small: TextStyle = { size: 13, colour: muted };
  const space = columnWidth - 56;
  pen.text([x + 24, y], String(number), { ...name, align: "right" });
  const said = verdict === "fits" ? "" : input.texts.fit.verdict[verdict];
  const saidWidth = pen.widthOf(said, small);
  pen.text([x + 36, y], cut(pen, piece.name, name, space - saidWidth - 12), name);
  const beside = x + 36 + Math.min(pen.widthOf(piece.name, name), space - saidWidth - 12) + 12;
  pen.text([beside, y], said, { ...small, colour: verdictColours[verdict] });
  const about = [descriptionOf(piece, input), writtenSize(piece, input)]
    .filter((part) => part !== "")
    .join(" · ");
  pen.text([x + 36, y + 17], cut(pen, about, small, space), small);
}

class CanvasPen implements Surface {
  constructor(private readonly context: CanvasRenderingContext2D) {
    context.lineJoin = "round";
    context.lineCap = "round";
  }

  polygon(points: readonly Point[], ink: Stroke): void {
    this.#path(points, ink, true);
  }

  line(points: readonly Point[], ink: Stroke): void {
    this.#path(points, ink, false);
  }

  text([x, y]: Point, words: string, lettering: TextStyle): void {
    const { context } = this;
    const { colour, align = "left", degrees = 0 } = lettering;
    context.save();
    context.translate(x, y);
    context.rotate((degrees * Math.PI) / 180);
    context.font = fontOf(lettering);
    context.textAlign = align;
    context.fillStyle = colour;
    context.fillText(words, 0, 0);
    context.restore();
  }

  widthOf(words: string, lettering: TextStyle): number {
    this.context.font = fontOf(lettering);
    return this.context.measureText(words).width;
  }

  #path(points: readonly Point[], { fill, stroke, width = 1, dash = [] }: Stroke, closed: boolean): void {
    const { context } = this;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x, y);
    if (closed) context.closePath();
    if (fill) {
      context.fillStyle = fill;
      context.fill();
    }
    if (!stroke) return;
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke();
  }
}

function fontOf({ size, bold = false }: TextStyle): string {
  return `${bold ? 600 : 400} ${size}px ${fonts}`;
}
