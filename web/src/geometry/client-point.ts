import type { ClientPoint, ViewPoint } from "../model/index.ts";

// Points of the window, and points of an element that an ancestor may have scaled or zoomed.

/** Where an element is seen, as `getBoundingClientRect` has it: client pixels. */
interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How large it was laid out, in pixels of its own. */
interface Layout {
  width: number;
  height: number;
}

/** Client pixels to pixels of the element. */
export function toLayout([clientX, clientY]: ClientPoint, seen: Rect, layout: Layout): ViewPoint {
  const [across, down] = scaleOf(seen, layout);
  return [(clientX - seen.left) / across, (clientY - seen.top) / down];
}

/** Pixels of the element to client pixels. */
export function toClient([x, y]: ViewPoint, seen: Rect, layout: Layout): ClientPoint {
  const [across, down] = scaleOf(seen, layout);
  return [seen.left + x * across, seen.top + y * down];
}

/** 1 for an element that has no size. */
function scaleOf(seen: Rect, layout: Layout): [across: number, down: number] {
  const ratio = (shown: number, laid: number) => (shown > 0 && laid > 0 ? shown / laid : 1);
  return [ratio(seen.width, layout.width), ratio(seen.height, layout.height)];
}
