// Draws the handles of the room tool, one for each part. Each can be dragged, and
// focused and moved with the arrow keys.

import { nothing, svg, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { middleOf } from "../../geometry/segments.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import {
  elementsOf,
  type FixedElement,
  fixedOf,
  keyOf,
  openingOf,
  type PlanElement,
  segmentOf,
  spotOf,
} from "../floorplan/elements.ts";

export interface HandlePicture {
  plan: PlanBody;
  selected: PlanElement | undefined;
  nameOf: (part: PlanElement) => string;
}

export function drawHandles({ plan, selected, nameOf }: HandlePicture): TemplateResult {
  const chosen = selected && keyOf(selected);
  const handles = elementsOf(plan).sort((a, b) => order(a) - order(b));
  return svg`<g class="handles">
    ${repeat(handles, keyOf, (part) => {
      const key = keyOf(part);
      return svg`
      <g class=${`handle ${part.kind}${key === chosen ? " chosen" : ""}`} data-part=${key} tabindex="0" role="button"
        aria-label=${nameOf(part)} aria-pressed=${key === chosen}>${body(plan, part)}</g>`;
    })}
    ${repeat(
      plan.outline.keys(),
      (index) => index,
      (index) => insertHandle(plan, index),
    )}
  </g>`;
}

/** Returns a part's rank in the drawing order: small parts are above large ones, to remain reachable. */
function order(part: PlanElement): number {
  return ["edge", "wall", "slope", "fixture", "window", "door", "end", "corner"].indexOf(part.kind);
}

function body(plan: PlanBody, part: PlanElement): TemplateResult | typeof nothing {
  switch (part.kind) {
    case "corner":
    case "end":
      return knob(spotOf(plan, part));
    case "edge":
    case "wall": {
      const segment = segmentOf(plan, part);
      return segment ? line(segment[0], segment[1]) : nothing;
    }
    case "door":
    case "window": {
      const opening = openingOf(plan, part);
      if (!opening) return nothing;
      const { x, y, width, rotation } = opening;
      return svg`<g transform=${`translate(${x} ${y}) rotate(${rotation})`}>
        <line class="handle-reach" x1=${-width / 2} x2=${width / 2} /><line class="handle-stroke" x1=${-width / 2} x2=${width / 2} />
      </g>`;
    }
    case "fixture":
    case "slope":
      return fixedBody(plan, part);
  }
}

/** Draws a fixture's outline, or the line where a slope reaches the ceiling: its other side is at a wall. */
function fixedBody(plan: PlanBody, part: FixedElement): TemplateResult | typeof nothing {
  const one = fixedOf(plan, part);
  if (!one) return nothing;
  const { x, y, width, depth, rotation } = one;
  const [left, right] = [-width / 2, width / 2];
  const path =
    part.kind === "slope"
      ? `M${left} ${depth}H${right}`
      : `M${left} ${-depth / 2}H${right}V${depth / 2}H${left}Z`;
  return svg`<g transform=${`translate(${x} ${y}) rotate(${rotation})`}>
    <path class="handle-reach" d=${path} /><path class="handle-stroke" d=${path} />
  </g>`;
}

function knob(spot: Point | undefined): TemplateResult | typeof nothing {
  if (!spot) return nothing;
  return svg`<g transform=${`translate(${spot[0]} ${spot[1]})`}>
    <g class="sized"><circle class="handle-reach" r="22" /><circle class="handle-knob" r="7" /></g></g>`;
}

function line(a: Point, b: Point): TemplateResult {
  return svg`<line class="handle-reach" x1=${a[0]} y1=${a[1]} x2=${b[0]} y2=${b[1]} />
    <line class="handle-stroke" x1=${a[0]} y1=${a[1]} x2=${b[0]} y2=${b[1]} />`;
}

/** Draws the handle in a wall's middle that inserts a corner. The toolbar has a button for the same. */
function insertHandle(plan: PlanBody, index: number): TemplateResult | typeof nothing {
  const segment = segmentOf(plan, { kind: "edge", index });
  if (!segment) return nothing;
  const [x, y] = middleOf(segment);
  return svg`<g class="handle insert" data-insert=${index} aria-hidden="true" transform=${`translate(${x} ${y})`}>
    <g class="sized"><circle class="handle-reach" r="14" /><circle class="handle-knob" r="6" /><path class="handle-arrow" d="M-3 0H3M0 -3V3" /></g></g>`;
}
