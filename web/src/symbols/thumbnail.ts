// Small pictures of pieces, which say nothing to a screen reader.

import type { Piece } from "../catalog/types.ts";
import { svg } from "./dom.ts";
import { frontView } from "./front-view.ts";
import { drawPiece, drawShapes } from "./svg.ts";

/** Margin of a picture, because half of a stroke is outside of its shape; millimetres. */
const marginMm = 12;

/** Returns a picture of a piece from above, as large as the piece. */
export function thumbnail(piece: Piece): SVGSVGElement {
  return framed(piece.size.width, piece.size.depth, drawPiece(piece));
}

/**
 * Returns a picture of a piece for a list: from above, or from the front of what hangs on walls. Pictures with
 * the same `span` (millimetres) have the same scale.
 */
export function listed(piece: Piece, span: number): SVGSVGElement {
  const front = frontView(piece);
  return framed(span, span, front ? drawShapes(front, piece) : drawPiece(piece));
}

function framed(width: number, height: number, drawing: SVGGElement): SVGSVGElement {
  const w = width + 2 * marginMm;
  const h = height + 2 * marginMm;
  const viewBox = `${-w / 2} ${-h / 2} ${w} ${h}`;
  return svg("svg", { class: "thumbnail", viewBox, "aria-hidden": "true" }, drawing);
}
