// Converts shapes to SVG nodes. A node has the class `t-<tone>`; the colours are in drawing.css. `--fabric`,
// set on the item's group, is its own colour.

import type { Piece } from "../catalog/types.ts";
import type { Point } from "../model/index.ts";
import { svg } from "./dom.ts";
import type { Shape } from "./shapes.ts";
import { topView } from "./top-view.ts";

/** Margin of a thumbnail, because half of a stroke is outside of its shape; millimetres. */
const marginMm = 12;

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

/** Returns an item's drawing as a new group, with its middle at (0, 0). */
export function drawPiece(piece: Piece): SVGGElement {
  const drawn = drawings.get(piece) ?? svg("g", { class: "drawing" }, ...topView(piece).map(svgOf));
  drawings.set(piece, drawn);
  const group = document.importNode(drawn, true);
  group.style.setProperty("--fabric", piece.colour);
  return group;
}

/** Returns a small picture of an item. Thumbnails with the same `span` (millimetres) have the same scale. */
export function thumbnail(piece: Piece, span?: number): SVGSVGElement {
  const { width, depth } = piece.size;
  const w = (span ?? width) + 2 * marginMm;
  const h = (span ?? depth) + 2 * marginMm;
  const viewBox = `${-w / 2} ${-h / 2} ${w} ${h}`;
  return svg("svg", { class: "thumbnail", viewBox, "aria-hidden": "true" }, drawPiece(piece));
}

/** Returns an SVG `points` string, rounded to tenths of a millimetre. */
function written(points: readonly Point[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(" ");
}
