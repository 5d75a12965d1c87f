// Draws the reference image (a floor-plan picture) under the room.

import { nothing, svg, type TemplateResult } from "lit-html";
import type { ReferenceImage } from "../../planner/scene.ts";

export function drawReferenceImage(underlay: ReferenceImage | undefined): TemplateResult | typeof nothing {
  if (!underlay) return nothing;
  const { url, x, y, width, height, mmPerPixel, opacity } = underlay;
  return svg`<image class="plan-underlay" href=${url} x=${x} y=${y} width=${width * mmPerPixel}
    height=${height * mmPerPixel} preserveAspectRatio="none" opacity=${opacity} />`;
}
