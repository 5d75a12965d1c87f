// Places the labels of distance lines: clear of panels over the view and of each other if possible, and
// never past a line's far end, where a wall is.

import { boxesOverlap } from "../geometry/boxes.ts";
import type { Box } from "../geometry/index.ts";
import type { ViewPoint } from "../model/index.ts";

/** Height of a label, pixels. */
export const labelPx = 20;
/** Distance of a label from the ends of its line, pixels. */
const apartPx = 2;
/** Distance between the positions that are tried, pixels. */
const stepPx = 6;
/** How far back over the dragged item the label of a line that is too short may go, pixels. */
const backPx = 90;

/** Returns the estimated width of a text's label, pixels. */
export function labelWidth(text: string): number {
  return text.length * 7 + 14;
}

/** A line from the dragged item to a wall, and the width of its label; pixels of the view. */
export interface LabelledLine {
  from: ViewPoint;
  to: ViewPoint;
  width: number;
}

/** Returns the middle of each label; the labels overlap neither each other nor `covers` if possible. */
export function placeLabels(lines: readonly LabelledLine[], view: Box, covers: readonly Box[]): ViewPoint[] {
  // The shortest lines choose first, since they have the least room; if that fails, they choose last.
  const sorted = [...lines].sort((a, b) => lengthOf(a) - lengthOf(b));
  const [first, other] = [sorted, sorted.toReversed()].map((order) => chosenIn(order, view, covers));
  const spots = first?.free === false && other?.free ? other.spots : first?.spots;
  return lines.map((line) => spots?.get(line) ?? line.to);
}

function chosenIn(
  lines: readonly LabelledLine[],
  view: Box,
  covers: readonly Box[],
): { spots: Map<LabelledLine, ViewPoint>; free: boolean } {
  const taken = [...covers];
  const spots = new Map<LabelledLine, ViewPoint>();
  let free = true;
  for (const line of lines) {
    const all = candidates(line);
    const found = all.find((at) => isFree(boxAround(at, line), view, taken));
    const spot = found ?? all[0] ?? line.to;
    free &&= found !== undefined;
    spots.set(line, spot);
    taken.push(boxAround(spot, line));
  }
  return { spots, free };
}

/** Returns positions from a line's middle towards its ends; on a short line, backwards from its far end. */
function candidates(line: LabelledLine): ViewPoint[] {
  const { from, to, width } = line;
  const length = lengthOf(line);
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const half = (Math.abs(ux) * width + Math.abs(uy) * labelPx) / 2 + apartPx;
  const at = (far: number): ViewPoint => [from[0] + ux * far, from[1] + uy * far];
  const most = length - half;
  const least = Math.min(half, most - backPx);
  const start = Math.min(length / 2, most);
  const found = [at(start)];
  for (let away = stepPx; start + away <= most || start - away >= least; away += stepPx) {
    if (start + away <= most) found.push(at(start + away));
    if (start - away >= least) found.push(at(start - away));
  }
  return found;
}

function lengthOf({ from, to }: LabelledLine): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
}

function boxAround([x, y]: ViewPoint, { width }: LabelledLine): Box {
  return { x: x - width / 2, y: y - labelPx / 2, width, height: labelPx };
}

function isFree(box: Box, view: Box, taken: readonly Box[]): boolean {
  const inView =
    box.x >= view.x &&
    box.y >= view.y &&
    box.x + box.width <= view.x + view.width &&
    box.y + box.height <= view.y + view.height;
  return inView && !taken.some((other) => boxesOverlap(box, other));
}
