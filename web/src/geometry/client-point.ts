import type { ClientPoint, ViewPoint } from "../model/index.ts";

// Conversion between points of the window and points of
// an element that an ancestor may have scaled or zoomed.

/** Displayed rectangle of an element, as `getBoundingClientRect` returns it: client pixels. */
interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Size of the element's layout, in its own pixels. */
interface Layout {
  width: number;
  height: number;
}

/** Converts client pixels to pixels of the element. */
export function toLayout([clientX, clientY]: ClientPoint, seen: Rect, layout: Layout): ViewPoint {
  const [across, down] = scaleOf(seen, layout);
  return [(clientX - seen.left) / across, (clientY - seen.top) / down];
}

/** Converts pixels of the element to client pixels. */
export function toClient([x, y]: ViewPoint, seen: Rect, layout: Layout): ClientPoint {
  const [across, down] = scaleOf(seen, layout);
  return [seen.left + x * across, seen.top + y * down];
}

/** Returns client pixels per pixel of the element, per axis; 1 for an element without a size. */
function scaleOf(seen: Rect, layout: Layout): [across: number, down: number] {
  const ratio = (shown: number, laid: number) => (shown > 0 && laid > 0 ? shown / laid : 1);
  return [ratio(seen.width, layout.width), ratio(seen.height, layout.height)];
}
