// The room tool's handle that moves the reference image.

import { svg, type TemplateResult } from "lit-html";
import type { ReferenceImage } from "../../planner/scene.ts";

/** Draws the handle beside the image's upper left corner, because a corner of the room may lie on that. */
export function referenceImageHandle({ x, y }: ReferenceImage, name: string): TemplateResult {
  return svg`
    <g class="handle underlay-handle" data-underlay="" tabindex="0" role="button" aria-label=${name}
      transform=${`translate(${x} ${y})`}>
      <g class="sized"><g transform="translate(-24 -24)"><circle class="handle-reach" r="22" /><circle class="handle-knob" r="11" />
        <path class="handle-arrow" d="M-6 0H6M0 -6V6M-6 0l2 -2M-6 0l2 2M6 0l-2 -2M6 0l-2 2M0 -6l-2 2M0 -6l2 2M0 6l-2 -2M0 6l2 -2" /></g></g>
    </g>`;
}
