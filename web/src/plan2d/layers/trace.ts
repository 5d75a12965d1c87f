// What is being drawn: the corners so far, the wall that follows the hand, its length.

import { nothing, svg, type TemplateResult } from "lit-html";
import type { Point } from "../../client/index.ts";
import { lengthOf } from "../segment.ts";
import { written } from "../written.ts";
import { drawLength } from "./hints.ts";

export interface Trace {
  corners: readonly Point[];
  /** Where the next one would be. */
  next: Point | undefined;
  /** True when a click there closes the outline. */
  closing: boolean;
}

export function drawTrace({ corners, next, closing }: Trace, write: (mm: number) => string): TemplateResult {
  const last = corners.at(-1);
  const first = corners[0];
  return svg`<g class=${closing ? "trace closing" : "trace"}>
    <polyline class="walls" points=${written(corners)} />
    ${last && next ? svg`<path class="next" d=${`M${last}L${next}`} />` : nothing}
    ${last && next && lengthOf([last, next]) > 0 ? drawLength("drawn", last, next, write(lengthOf([last, next]))) : nothing}
    ${corners.map((corner) => dot(corner, corner === first ? "dot first" : "dot"))}
    ${next ? dot(next, "dot next") : nothing}
  </g>`;
}

function dot([x, y]: Point, kind: string): TemplateResult {
  return svg`<g transform=${`translate(${x} ${y})`}><g class="sized"><circle class=${kind} r="6" /></g></g>`;
}
