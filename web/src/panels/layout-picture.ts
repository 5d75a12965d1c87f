// A small picture of a room from above.

import type { Piece } from "../catalog/types.ts";
import { bounds } from "../geometry/index.ts";
import { outerWallMm } from "../geometry/openings.ts";
import type { Place, Plan } from "../model/index.ts";
import { svg } from "../symbols/dom.ts";
import { isFlat, roomShapes } from "../symbols/index.ts";
import { drawPiece, svgOf } from "../symbols/svg.ts";

/** Returns a picture of a room with its pieces, the lowest first, so that lamps are above their tables. */
export function layoutPicture(plan: Plan, pieces: readonly { piece: Piece; place: Place }[]): SVGSVGElement {
  const { x, y, width, height } = bounds(plan.outline);
  const edge = 2 * outerWallMm;
  const viewBox = `${x - edge} ${y - edge} ${width + 2 * edge} ${height + 2 * edge}`;
  const rank = ({ piece, place }: (typeof pieces)[number]) => (isFlat(piece) ? -1 : place.z);
  const drawn = [...pieces]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ piece, place }) => {
      const transform = `translate(${place.x} ${place.y}) rotate(${place.rotation})`;
      return svg("g", { transform }, drawPiece(piece));
    });
  const room = svg("g", { class: "drawing" }, ...roomShapes(plan).map(svgOf));
  return svg("svg", { class: "thumbnail layout-picture", viewBox, "aria-hidden": "true" }, room, ...drawn);
}
