// Draws fixtures and slopes. Loaded when a room has some.

import { svg, type TemplateResult } from "lit-html";
import type { PlanBody } from "../../model/index.ts";
import { fixedShapes, slopeLabels } from "../../symbols/fixed.ts";
import { svgOf } from "../../symbols/svg.ts";

/** Draws fixtures, and slopes with the height of the ceiling at their low sides, which `write` formats. */
export function drawFixed(plan: PlanBody, write: (mm: number) => string): TemplateResult {
  return svg`
    <g class="drawing">${fixedShapes(plan).map(svgOf)}</g>
    ${slopeLabels(plan).map(
      ({ spot, degrees, low }) => svg`
      <g class="plan-measure" transform=${`translate(${spot[0]} ${spot[1]}) rotate(${degrees})`}><g class="sized"><text>h ${write(low)}</text></g></g>`,
    )}`;
}
