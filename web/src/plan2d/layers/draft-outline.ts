// Draws an outline or wall in progress: the corners so far, the wall that follows the pointer, and lengths.

import { nothing, svg, type TemplateResult } from "lit-html";
import { edges, type Segment } from "../../geometry/index.ts";
import { lengthOf, middleOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import { readable } from "../../symbols/dimensions.ts";
import { labelled } from "../dimension-labels.ts";
import { formatPoints } from "../format.ts";
import { drawLength } from "./guides.ts";

export interface DraftOutline {
  corners: readonly Point[];
  /** Where the next corner would be. */
  next: Point | undefined;
  /** True when a click at `next` closes the outline. */
  closing: boolean;
}

export function drawDraftOutline(
  { corners, next, closing }: DraftOutline,
  write: (mm: number) => string,
  mmPerPx: number,
): TemplateResult {
  const last = corners.at(-1);
  const first = corners[0];
  return svg`<g class=${closing ? "draft closing" : "draft"}>
    <polyline class="draft-walls" points=${formatPoints(corners)} />
    ${last && next ? svg`<path class="draft-next" d=${`M${last}L${next}`} />` : nothing}
    ${written({ corners, next }, write, mmPerPx).map((wall) => drawLength("drawn", ...wall, write(lengthOf(wall))))}
    ${corners.map((corner) => dot(corner, corner === first ? "draft-dot first" : "draft-dot"))}
    ${next ? dot(next, "draft-dot") : nothing}
  </g>`;
}

/** Returns the walls whose length is displayed: those with space for it, and the one at the pointer. */
export function written(
  { corners, next }: Pick<DraftOutline, "corners" | "next">,
  write: (mm: number) => string,
  mmPerPx: number,
): Segment[] {
  const walls = measured({ corners, next }).map((wall) => ({
    wall,
    length: lengthOf(wall),
    middle: middleOf(wall),
    degrees: degreesOf(wall),
  }));
  const shown = labelled(walls, write, mmPerPx);
  return walls.filter((line) => shown.has(line) || line.wall[1] === next).map(({ wall }) => wall);
}

/** Returns the walls with a length above 0: set walls, and the one that follows the pointer. */
export function measured({ corners, next }: Pick<DraftOutline, "corners" | "next">): Segment[] {
  const ends = next ? [...corners, next] : corners;
  return edges(ends)
    .slice(0, -1)
    .filter((wall) => lengthOf(wall) > 0);
}

function degreesOf([[ax, ay], [bx, by]]: Segment): number {
  return readable([bx - ax, by - ay]);
}

function dot([x, y]: Point, kind: string): TemplateResult {
  return svg`<g transform=${`translate(${x} ${y})`}><g class="sized"><circle class=${kind} r="6" /></g></g>`;
}
