// What is being drawn: the corners so far, the wall that follows the hand, all lengths.

import { nothing, svg, type TemplateResult } from "lit-html";
import { edges, type Segment } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";
import { formatPoints } from "../format.ts";
import { lengthOf } from "../segment.ts";
import { drawLength } from "./guides.ts";

export interface DraftOutline {
  corners: readonly Point[];
  /** Where the next one would be. */
  next: Point | undefined;
  /** True when a click there closes the outline. */
  closing: boolean;
}

export function drawDraftOutline(
  { corners, next, closing }: DraftOutline,
  write: (mm: number) => string,
): TemplateResult {
  const last = corners.at(-1);
  const first = corners[0];
  return svg`<g class=${closing ? "draft closing" : "draft"}>
    <polyline class="draft-walls" points=${formatPoints(corners)} />
    ${last && next ? svg`<path class="draft-next" d=${`M${last}L${next}`} />` : nothing}
    ${measured({ corners, next }).map((wall) => drawLength("drawn", ...wall, write(lengthOf(wall))))}
    ${corners.map((corner) => dot(corner, corner === first ? "draft-dot first" : "draft-dot"))}
    ${next ? dot(next, "draft-dot") : nothing}
  </g>`;
}

/** The walls whose length is written: those that are set, and the one that follows the hand. */
export function measured({ corners, next }: Pick<DraftOutline, "corners" | "next">): Segment[] {
  const ends = next ? [...corners, next] : corners;
  return edges(ends)
    .slice(0, -1)
    .filter((wall) => lengthOf(wall) > 0);
}

function dot([x, y]: Point, kind: string): TemplateResult {
  return svg`<g transform=${`translate(${x} ${y})`}><g class="sized"><circle class=${kind} r="6" /></g></g>`;
}
