// Where the lengths of lines are written, so that each can be read: beside what lies over the
// view and beside each other, and never past a line's far end, where a wall is.

import { boxesOverlap } from "../geometry/boxes.ts";
import type { Box } from "../geometry/index.ts";
import type { ViewPoint } from "../model/index.ts";

/** How high a label is, pixels. */
export const labelPx = 20;
/** Labels keep so far from each other and from the ends of their lines. */
const apartPx = 2;
/** Places are tried so far from each other. */
const stepPx = 6;
/** On a line that is too short, a label goes back so far over what is in hand. */
const backPx = 90;

/** How wide a text is on its label, pixels. */
export function labelWidth(text: string): number {
  return text.length * 7 + 14;
}

/** A line from what is in hand to a wall, and how wide its label is; pixels of the view. */
export interface LabelledLine {
  from: ViewPoint;
  to: ViewPoint;
  width: number;
}

/** The middle of each label: no two over each other, where that can be. */
export function placeLabels(lines: readonly LabelledLine[], view: Box, covers: readonly Box[]): ViewPoint[] {
  // The shortest lines choose first, since they have the least room; or last, when that leaves none.
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

/** From the middle of a line towards both of its ends; where it is too short, from its far end backwards. */
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
