// The displayed part of the plan: pure functions between millimetres and pixels.

import type { Box } from "../geometry/index.ts";
import type { Insets } from "../geometry/insets.ts";
import type { Point, ViewPoint } from "../model/index.ts";

/** The displayed part: the spot in the middle of the view (millimetres), and the scale. */
export interface Viewport {
  middle: Point;
  /** Pixels per millimetre. */
  scale: number;
}

/** The view's size in pixels. */
export interface Area {
  width: number;
  height: number;
}

/** Limits of the scale: from a whole estate on a phone to less than a metre on a screen. */
const smallest = 0.002;
const largest = 2;
/** Margin around a fitted box, pixels. */
const marginPx = 24;

export function toScreen({ middle, scale }: Viewport, area: Area, [x, y]: Point): ViewPoint {
  return [area.width / 2 + (x - middle[0]) * scale, area.height / 2 + (y - middle[1]) * scale];
}

export function toPlan({ middle, scale }: Viewport, area: Area, [x, y]: ViewPoint): Point {
  return [middle[0] + (x - area.width / 2) / scale, middle[1] + (y - area.height / 2) / scale];
}

export const noInsets: Insets = { top: 0, right: 0, bottom: 0 };

/** Returns the viewport that shows a whole box (millimetres) as large as possible inside the insets and a margin. */
export function fitted(
  box: Box,
  area: Area,
  { top, right, bottom }: Insets,
  margin: number = marginPx,
): Viewport {
  const room = (length: number) => Math.max(length - 2 * margin, length / 2, 1);
  const across = room(area.width - right);
  const down = room(area.height - top - bottom);
  const scale = within(Math.min(across / Math.max(box.width, 1), down / Math.max(box.height, 1)));
  const left = right / 2 / scale;
  const up = (bottom - top) / 2 / scale;
  return { middle: [box.x + box.width / 2 + left, box.y + box.height / 2 + up], scale };
}

/** Zooms by a factor; the spot at pixel `at` stays there. */
export function zoomed(view: Viewport, area: Area, at: ViewPoint, factor: number): Viewport {
  const scale = within(view.scale * factor);
  const [x, y] = toPlan(view, area, at);
  const keep = view.scale / scale;
  return { scale, middle: [x + (view.middle[0] - x) * keep, y + (view.middle[1] - y) * keep] };
}

/** Moves the plan by pixels, in the direction of the pointer. */
export function panned(view: Viewport, [dx, dy]: ViewPoint): Viewport {
  return { ...view, middle: [view.middle[0] - dx / view.scale, view.middle[1] - dy / view.scale] };
}

/** Pans and zooms by a pinch, from the positions of two fingers before and after: the plan follows them. */
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

/** Returns the SVG transform from millimetres to pixels of the view. */
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
