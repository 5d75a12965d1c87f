// Which part of the plan is seen: pure maths between millimetres and pixels.

import type { Box } from "../geometry/index.ts";
import type { Insets } from "../geometry/insets.ts";
import type { Point, ViewPoint } from "../model/index.ts";

/** What is seen: the spot in the middle of the view, and how large a millimetre is. */
export interface Viewport {
  middle: Point;
  /** Pixels that one millimetre takes. */
  scale: number;
}

/** The view's size in pixels. */
export interface Area {
  width: number;
  height: number;
}

/** From a whole estate on a phone to a few centimetres on a screen. */
const smallest = 0.002;
const largest = 2;
/** Room around what is fitted, pixels. */
const marginPx = 24;

export function toScreen({ middle, scale }: Viewport, area: Area, [x, y]: Point): ViewPoint {
  return [area.width / 2 + (x - middle[0]) * scale, area.height / 2 + (y - middle[1]) * scale];
}

export function toPlan({ middle, scale }: Viewport, area: Area, [x, y]: ViewPoint): Point {
  return [middle[0] + (x - area.width / 2) / scale, middle[1] + (y - area.height / 2) / scale];
}

export const noInsets: Insets = { top: 0, right: 0, bottom: 0 };

/** Shows a whole box, as large as it gets beside what lies on the view. */
export function fitted(box: Box, area: Area, { top, right, bottom }: Insets): Viewport {
  const room = (length: number) => Math.max(length - 2 * marginPx, length / 2, 1);
  const across = room(area.width - right);
  const down = room(area.height - top - bottom);
  const scale = within(Math.min(across / Math.max(box.width, 1), down / Math.max(box.height, 1)));
  const left = right / 2 / scale;
  const up = (bottom - top) / 2 / scale;
  return { middle: [box.x + box.width / 2 + left, box.y + box.height / 2 + up], scale };
}

/** Enlarges by a factor; what is at a pixel stays there. */
export function zoomed(view: Viewport, area: Area, at: ViewPoint, factor: number): Viewport {
  const scale = within(view.scale * factor);
  const [x, y] = toPlan(view, area, at);
  const keep = view.scale / scale;
  return { scale, middle: [x + (view.middle[0] - x) * keep, y + (view.middle[1] - y) * keep] };
}

/** Moves what is seen by pixels: the plan goes along with the hand. */
export function panned(view: Viewport, [dx, dy]: ViewPoint): Viewport {
  return { ...view, middle: [view.middle[0] - dx / view.scale, view.middle[1] - dy / view.scale] };
}

/** Two fingers, before and after: the plan stays under both. */
export function pinched(
  view: Viewport,
  area: Area,
  before: readonly [ViewPoint, ViewPoint],
  after: readonly [ViewPoint, ViewPoint],
): Viewport {
  const from = between(...before);
  const to = between(...after);
  const factor = apart(...after) / Math.max(apart(...before), 1);
  return panned(zoomed(view, area, from, factor), [to[0] - from[0], to[1] - from[1]]);
}

/** The transform that shows the plan through the view. */
export function transformOf(view: Viewport, area: Area): string {
  const [x, y] = toScreen(view, area, [0, 0]);
  return `matrix(${view.scale} 0 0 ${view.scale} ${x} ${y})`;
}

function within(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}

function between(a: ViewPoint, b: ViewPoint): ViewPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function apart(a: ViewPoint, b: ViewPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
