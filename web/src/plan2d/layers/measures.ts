// Draws the dimensions of the walls. Part of what is needed to work in a room, not to display one.

import { svg, type TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Dimension } from "../../symbols/dimensions.ts";
import { dimensionLines, labelHeightPx, labelled, labelWidthPx } from "../dimension-labels.ts";
import type { RoomPicture } from "./room.ts";

export function drawMeasures(
  outline: readonly Point[],
  { write, measureName, mmPerPx }: Pick<RoomPicture, "write" | "measureName" | "mmPerPx">,
): TemplateResult[] {
  const lines = dimensionLines(outline, mmPerPx);
  const shown = labelled(lines, write, mmPerPx);
  return lines
    .filter((line) => shown.has(line))
    .map((line) => drawMeasure(line, write(line.length), measureName?.(line)));
}

function drawMeasure(measure: Dimension, text: string, name: string | undefined): TemplateResult {
  const { from, to, middle, degrees, edge, leads } = measure;
  const place = `translate(${middle[0]} ${middle[1]}) rotate(${degrees})`;
  const width = labelWidthPx(text);
  const label = svg`<g class="sized">
      <rect class="plan-measure-target" x=${-width / 2} y=${-labelHeightPx / 2} width=${width} height=${labelHeightPx} rx="6" /><text>${text}</text>
    </g>`;
  return svg`
    <g class="plan-measure">
      <path d=${[...leads, [from, to]].map(([a, b]) => `M${a}L${b}`).join("")} />
      ${
        name
          ? svg`<g class="plan-measure-edit" data-measure=${edge} tabindex="0" role="button" aria-label=${name} transform=${place}>${label}</g>`
          : svg`<g transform=${place}>${label}</g>`
      }
    </g>`;
}
