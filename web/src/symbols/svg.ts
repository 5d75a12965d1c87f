// Converts shapes to SVG nodes. A node has the class `t-<tone>`; the colours are in drawing.css. `--fabric`,
// set on the item's group, is its own colour.

import type { Piece } from "../catalog/types.ts";
import type { Point } from "../model/index.ts";
import { svg } from "./dom.ts";
import type { Shape } from "./shapes.ts";
import { topView } from "./top-view.ts";

export function svgOf(shape: Shape): SVGElement {
  switch (shape.kind) {
    case "rect": {
      const { x, y, width, height, radius = 0, tone } = shape;
      return svg("rect", { class: `t-${tone}`, x, y, width, height, rx: radius });
    }
    case "ellipse": {
      const { x, y, rx, ry, tone } = shape;
      return svg("ellipse", { class: `t-${tone}`, cx: x, cy: y, rx, ry });
    }
    case "polygon":
      return svg("polygon", { class: `t-${shape.tone}`, points: written(shape.points) });
    case "line":
      return svg("polyline", {
        class: shape.dashed ? "t-line dashed" : "t-line",
        points: written(shape.points),
      });
  }
}

/** Drawings that are copied for each item: that is much faster, and a room may have many equal chairs. */
const drawings = new WeakMap<Piece, SVGGElement>();

/** Returns an item's drawing from above as a new group, with its middle at (0, 0). */
export function drawPiece(piece: Piece): SVGGElement {
  const drawn = drawings.get(piece) ?? grouped(topView(piece));
  drawings.set(piece, drawn);
  return coloured(document.importNode(drawn, true), piece);
}

/** Returns shapes of an item as a new group. */
export function drawShapes(shapes: readonly Shape[], piece: Piece): SVGGElement {
  return coloured(grouped(shapes), piece);
}

function grouped(shapes: readonly Shape[]): SVGGElement {
  return svg("g", { class: "drawing" }, ...shapes.map(svgOf));
}

function coloured(group: SVGGElement, { colour }: Piece): SVGGElement {
  group.style.setProperty("--fabric", colour);
  return group;
}

/** Returns an SVG `points` string, rounded to tenths of a millimetre. */
function written(points: readonly Point[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
}
