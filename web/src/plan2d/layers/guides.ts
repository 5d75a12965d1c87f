// Draws guides while an item snaps, distances to the walls, and of the selected items the clearances and the
// passages that are too narrow.

import { svg, type TemplateResult } from "lit-html";
import type { Piece } from "../../catalog/types.ts";
import { middleOf } from "../../geometry/segments.ts";
import type { Finding, Place, Point } from "../../model/index.ts";
import type { Guide, Ruler } from "../../snap/types.ts";
import { readable } from "../../symbols/dimensions.ts";
import { labelPx, labelWidth } from "../place-labels.ts";
import { standingAt } from "./items.ts";

/** A selected item with its place and findings. */
export interface Hinted {
  place: Place;
  piece: Piece;
  findings: readonly Finding[];
}

type Gap = Extract<Finding, { code: "walkway" }>;

/** Draws the clearances that items need around them; displayed under the furniture. */
export function drawClearances(items: readonly Hinted[]): TemplateResult {
  return svg`${items.map(({ place, piece, findings }) => {
    const short = new Set(findings.flatMap((f) => (f.code === "clearance" ? [f.side] : [])));
    return svg`<g transform=${standingAt(place)}>
      ${clearanceAreas(piece).map(
        ({ side, x, y, width, height }) => svg`
        <rect class=${short.has(side) ? "guide-clearance tight" : "guide-clearance"} x=${x} y=${y} width=${width} height=${height} />`,
      )}
    </g>`;
  })}`;
}

/** A distance with its text and the position of its label (millimetres). */
export interface LabelledRuler extends Ruler {
  text: string;
  at: Point;
}

/** Draws gaps, guides and distances; displayed above the furniture. */
export function drawGuides(
  items: readonly Hinted[],
  guides: readonly Guide[],
  rulers: readonly LabelledRuler[],
  write: (mm: number) => string,
): TemplateResult {
  const gaps = items.flatMap((i) => i.findings).filter((f): f is Gap => f.code === "walkway");
  return svg`
    ${gaps.map(({ gap: [from, to], width, verdict }) => drawLength(`gap ${verdict}`, from, to, write(width)))}
    ${guides.map(
      ({ kind, from, to }) => svg`
      <line class=${`guide-line ${kind}`} x1=${from[0]} y1=${from[1]} x2=${to[0]} y2=${to[1]} />`,
    )}
    ${rulers.map(({ from, to, text, at }) => drawLine("ruler", from, to, text, at, 0))}`;
}

/** Draws a line with its length in the middle. */
export function drawLength(kind: string, from: Point, to: Point, text: string): TemplateResult {
  const degrees = readable([to[0] - from[0], to[1] - from[1]]);
  return drawLine(kind, from, to, text, middleOf([from, to]), degrees);
}

function drawLine(
  kind: string,
  from: Point,
  to: Point,
  text: string,
  [x, y]: Point,
  degrees: number,
): TemplateResult {
  const width = labelWidth(text);
  return svg`
    <g class=${`guide-length ${kind}`}>
      <path d=${`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />
      <g transform=${`translate(${x} ${y}) rotate(${degrees})`}>
        <g class="sized"><rect x=${-width / 2} y=${-labelPx / 2} width=${width} height=${labelPx} rx=${labelPx / 2} /><text>${text}</text></g>
      </g>
    </g>`;
}

interface ClearanceArea {
  side: "front" | "back" | "left" | "right";
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Returns the clearances in the item's own axes, as in the fit check: the front is at +y, left at -x. */
function clearanceAreas({ size, clearance }: Piece): ClearanceArea[] {
  const w = size.width / 2;
  const d = size.depth / 2;
  const { front = 0, back = 0, left = 0, right = 0 } = clearance;
  const areas: ClearanceArea[] = [
    { side: "front", x: -w, y: d, width: size.width, height: front },
    { side: "back", x: -w, y: -d - back, width: size.width, height: back },
    { side: "left", x: -w - left, y: -d, width: left, height: size.depth },
    { side: "right", x: w, y: -d, width: right, height: size.depth },
  ];
  return areas.filter(({ width, height }) => width > 0 && height > 0);
}
