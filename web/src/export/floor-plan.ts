// Draws the plan on any surface: the room, its dimensions, and the numbered furniture.

import { pointOnPlan } from "../geometry/axes.ts";
import { type Box, bounds, corners, rotatePoint } from "../geometry/index.ts";
import { swings } from "../geometry/openings.ts";
import type { PlanPlace, Point } from "../model/index.ts";
import {
  contour,
  dimensionsOf,
  isFlat,
  roomShapes,
  type Shape,
  slopeLabels,
  topView,
} from "../symbols/index.ts";
import { formatLength } from "../units/index.ts";
import { drawOrder, type Entry } from "./furniture-schedule.ts";
import { edgeOf, fillOf, floorOf, hairline, ink, measure, muted, paper, verdictColours } from "./palette.ts";
import type { Surface, TextStyle } from "./surface.ts";
import type { ExportInput } from "./types.ts";

/** Transformation from plan millimetres to a surface. */
export interface Frame {
  /** Surface units per millimetre of the room. */
  scale: number;
  /** Position of the plan's origin on the surface. */
  x: number;
  y: number;
  /** Width of the thinnest line, in surface units. */
  line: number;
  /** Height of small letters, in surface units. */
  letters: number;
}

/** Margin around the outline for walls and dimensions. */
const marginMm = 480;

/**
 * Returns the bounds of all that is drawn, including dimensions and what is outside the room, in millimetres.
 */
export function extentOf({ plan }: ExportInput, entries: readonly Entry[]): Box {
  const walls = plan.outline.length < 3 ? [] : grown(bounds(plan.outline), marginMm);
  const doors = plan.doors.flatMap((door) => swings(plan, door).flat());
  return bounds([...walls, ...doors, ...entries.flatMap(({ item, piece }) => corners(item, piece.size))]);
}

export function drawFloorPlan(
  pen: Surface,
  frame: Frame,
  input: ExportInput,
  entries: readonly Entry[],
): void {
  drawShapes(pen, frame, roomShapes(input.plan), { x: 0, y: 0, rotation: 0 }, paper, input.floor);
  const ordered = drawOrder(entries);
  for (const { item, piece } of ordered) drawShapes(pen, frame, topView(piece), item, piece.colour);
  for (const entry of ordered) drawLabel(pen, frame, entry);
  for (const { spot, degrees, low } of slopeLabels(input.plan)) {
    const style: TextStyle = { size: frame.letters, colour: muted, align: "center", degrees };
    pen.text(onto(frame, spot), `h ${formatLength(low, input.units, input.lang)}`, style);
  }
  for (const m of dimensionsOf(input.plan.outline)) {
    drawMeasure(pen, frame, m, formatLength(m.length, input.units, input.lang));
  }
}

function drawShapes(
  pen: Surface,
  frame: Frame,
  shapes: readonly Shape[],
  place: PlanPlace,
  colour: string,
  floor?: string,
): void {
  for (const shape of shapes) {
    const points = contour(shape).map((p) => onto(frame, pointOnPlan(place, p)));
    if (shape.kind === "line") {
      const dash = shape.dashed ? { dash: [frame.line * 6, frame.line * 5] } : {};
      pen.line(points, { stroke: edgeOf(colour === paper ? hairline : colour), width: frame.line, ...dash });
      continue;
    }
    const fill = shape.tone === "floor" && floor !== undefined ? floorOf(floor) : fillOf(shape.tone, colour);
    const bare = shape.tone === "floor" || shape.tone === "wall";
    pen.polygon(points, {
      ...(fill === undefined ? {} : { fill }),
      ...(bare ? {} : { stroke: edgeOf(fill ?? colour), width: frame.line }),
    });
  }
}

/** Draws an item's number, with its name if the item is wide enough. */
function drawLabel(pen: Surface, frame: Frame, entry: Entry): void {
  const { letters: size } = frame;
  const number: TextStyle = { size, colour: ink, bold: true, align: "center" };
  const [x, y] = onto(frame, labelAt(entry));
  const full = `${entry.number}  ${entry.piece.name}`;
  const { width, depth } = entry.piece.size;
  const upright =
    entry.item.rotation % 180 === 0
      ? width
      : entry.item.rotation % 180 === 90
        ? depth
        : Math.min(width, depth);
  const words = pen.widthOf(full, number) + 2 * size <= upright * frame.scale ? full : String(entry.number);
  const half = Math.max(pen.widthOf(words, number) / 2 + size * 0.5, size * 0.85);
  const colour = entry.verdict === "fits" ? muted : verdictColours[entry.verdict];
  const rect = { x: x - half, y: y - size * 0.85, width: 2 * half, height: size * 1.7 };
  const pill = contour({ kind: "rect", ...rect, radius: size * 0.85, tone: "none" });
  pen.polygon(pill, { fill: paper, stroke: colour, width: frame.line * (entry.verdict === "fits" ? 1 : 3) });
  pen.text([x, y + size * 0.36], words, number);
}

/** Returns the label's position: at a corner of a rug, because a table usually stands in its middle. */
function labelAt({ item, piece }: Entry): Point {
  if (!isFlat(piece)) return [item.x, item.y];
  const part = piece.kind === "round-rug" ? 0.27 : 0.38;
  return pointOnPlan(item, [-piece.size.width * part, piece.size.depth * part]);
}

function drawMeasure(
  pen: Surface,
  frame: Frame,
  m: ReturnType<typeof dimensionsOf>[number],
  words: string,
): void {
  const lettering: TextStyle = { size: frame.letters, colour: ink, align: "center", degrees: m.degrees };
  const from = onto(frame, m.from);
  const to = onto(frame, m.to);
  const long = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (long === 0) return;
  const ux = (to[0] - from[0]) / long;
  const uy = (to[1] - from[1]) / long;
  const stroke = { stroke: measure, width: frame.line };
  const tick = frame.letters * 0.5;
  for (const [a, b] of m.leads)
    pen.line([onto(frame, a), onto(frame, b)], { stroke: hairline, width: frame.line });
  for (const [x, y] of [from, to])
    pen.line(
      [
        [x - uy * tick, y + ux * tick],
        [x + uy * tick, y - ux * tick],
      ],
      stroke,
    );
  const gap = pen.widthOf(words, lettering) / 2 + frame.letters * 0.5;
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if (long > 2 * gap) {
    pen.line([from, [middle[0] - ux * gap, middle[1] - uy * gap]], stroke);
    pen.line([[middle[0] + ux * gap, middle[1] + uy * gap], to], stroke);
  } else pen.line([from, to], stroke);
  // Lowers the baseline, so that the text is centred on
  // the line; on a short wall the text is beside its line.
  const drop = long > 2 * gap ? 0.36 : -0.5;
  const [dx, dy] = rotatePoint([0, frame.letters * drop], m.degrees);
  pen.text([middle[0] + dx, middle[1] + dy], words, lettering);
}

function onto({ scale, x, y }: Frame, point: Point): Point {
  return [x + point[0] * scale, y + point[1] * scale];
}

/** Returns two opposite corners of a box that is larger by `by` on all sides. */
function grown({ x, y, width, height }: Box, by: number): Point[] {
  return [
    [x - by, y - by],
    [x + width + by, y + height + by],
  ];
}
