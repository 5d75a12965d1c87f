// Draws the room: floor, walls, openings, what is fixed, and dimensions. Drawn when the plan changes and while it is edited.

import { nothing, svg, type TemplateResult } from "lit-html";
import { bounds } from "../../geometry/index.ts";
import { faces, outerWallMm, outwards, slidingLeaf, swings } from "../../geometry/openings.ts";
import type { Door, PlanBody, PlanWindow, Point } from "../../model/index.ts";
import type { Dimension } from "../../symbols/dimensions.ts";
import { formatPoints } from "../format.ts";
import type { FinishLayers } from "./finishes.ts";

export interface RoomPicture {
  plan: PlanBody;
  /** True if the plan is invalid; it is then drawn in red. */
  faulty: boolean;
  /** True if there is a reference image; the floor is then transparent. */
  traced: boolean;
  /** Formats a length in millimetres. */
  write: (mm: number) => string;
  /** Returns the accessible name of an editable measure; undefined where measures can't be edited. */
  measureName: ((measure: Dimension) => string) | undefined;
  mmPerPx: number;
  /** The surfaces of floor and walls; undefined until the code that draws them has loaded. */
  finishes: FinishLayers | undefined;
  /** Draws what is fixed in the room; undefined until it is loaded. */
  drawFixed: DrawFixed | undefined;
  /** Draws the dimensions of the walls; undefined until it is loaded. */
  drawMeasures: DrawMeasures | undefined;
}

export type DrawMeasures = typeof import("./measures.ts").drawMeasures;

export type DrawFixed = typeof import("./fixed.ts").drawFixed;

export function drawRoom(picture: RoomPicture): TemplateResult {
  const { plan, faulty, traced, write, finishes, drawFixed, drawMeasures } = picture;
  return svg`
    <g class=${`plan-room${faulty ? " faulty" : ""}${traced ? " traced" : ""}${finishes && finishes.floor !== nothing ? " finished" : ""}`}>
      ${plan.outline.length < 3 ? nothing : drawFloor(plan.outline, traced)}${finishes?.floor}
      ${plan.walls.map(
        ({ from, to, thickness }) => svg`
        <line class="plan-inner-wall" x1=${from[0]} y1=${from[1]} x2=${to[0]} y2=${to[1]} stroke-width=${thickness} />`,
      )}${finishes?.walls}
      ${plan.windows.map((w) => drawWindow(plan, w))}
      ${plan.doors.map((d) => drawDoor(plan, d))}
      ${drawFixed?.(plan, write)}
      ${drawMeasures?.(plan.outline, picture)}
    </g>`;
}

/**
 * Draws the floor and the outer walls. The walls are a stroke along the outline of twice their thickness,
 * whose inner half is under the floor, or masked out if the floor is transparent.
 */
function drawFloor(outline: readonly Point[], traced: boolean): TemplateResult {
  const points = formatPoints(outline);
  const mask = traced ? "url(#outside)" : "none";
  const { x, y, width, height } = bounds(outline);
  const far = 2 * outerWallMm;
  return svg`
    <mask id="outside" maskUnits="userSpaceOnUse" x=${x - far} y=${y - far} width=${width + 2 * far}
      height=${height + 2 * far}>
      <rect fill="white" x=${x - far} y=${y - far} width=${width + 2 * far} height=${height + 2 * far} />
      <polygon fill="black" points=${points} />
    </mask>
    <polygon class="plan-outer-wall" points=${points} stroke-width=${2 * outerWallMm} mask=${mask} />
    <polygon class="plan-floor" points=${points} />
    <polygon class="plan-boards" points=${points} fill="url(#boards)" />`;
}

function drawWindow(plan: PlanBody, w: PlanWindow): TemplateResult {
  const [top, bottom] = hole(plan, w);
  const half = w.width / 2;
  const pane = `M${-half} ${(top + bottom) / 2}H${half}M${-half} ${top}V${bottom}M${half} ${top}V${bottom}`;
  return svg`
    <g class="plan-window" data-opening=${w.id} transform=${standing(w)}>
      <rect class="plan-opening" x=${-half} y=${top} width=${w.width} height=${bottom - top} />
      <path class="plan-pane" d=${pane} />
    </g>`;
}

function drawDoor(plan: PlanBody, d: Door): TemplateResult {
  const [top, bottom] = hole(plan, d);
  const half = d.width / 2;
  const slid = slidingLeaf(plan, d);
  return svg`
    <g class="plan-door" data-opening=${d.id}>
      <g transform=${standing(d)}>
        <rect class="plan-opening" x=${-half} y=${top} width=${d.width} height=${bottom - top} />
        ${d.balcony ? svg`<path class="plan-pane" d=${`M${-half} ${(top + bottom) / 2}H${half}`} />` : nothing}
      </g>
      ${slid ? svg`<path class="plan-door-leaf" d=${`M${slid[0]}L${slid[1]}`} />` : swings(plan, d).map(drawLeaf)}
    </g>`;
}

function drawLeaf([hinge = [0, 0], closed = hinge, ...arc]: readonly Point[]): TemplateResult {
  const open = arc.at(-1) ?? closed;
  const [dx, dy] = [closed[0] - hinge[0], closed[1] - hinge[1]];
  const clockwise = dx * (open[1] - hinge[1]) > dy * (open[0] - hinge[0]);
  const length = Math.hypot(dx, dy);
  return svg`
    <path class="plan-swing" d=${`M${closed}A${length} ${length} 0 0 ${clockwise ? 1 : 0} ${open}`} />
    <path class="plan-door-leaf" d=${`M${hinge}L${open}`} />`;
}

/** Returns the range of y, in the opening's own axes, that an opening takes through its wall; millimetres. */
function hole(plan: PlanBody, opening: Door | PlanWindow): [number, number] {
  const { inner, outer } = faces(plan, opening);
  return outwards(plan, opening) > 0 ? [-inner, outer] : [-outer, inner];
}

/** Returns the patterns that the drawing refers to by id. */
export function definitions(): TemplateResult {
  return svg`
    <defs>
      <pattern id="boards" width="1200" height="220" patternUnits="userSpaceOnUse">
        <path class="plan-seams" d="M0 0H1200M0 110H1200M300 0V110M900 110V220" />
      </pattern>
      <pattern id="hatch" width="90" height="90" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path class="mark-hatch-line" d="M0 0V90" />
      </pattern>
    </defs>`;
}

function standing({ x, y, rotation }: Door | PlanWindow): string {
  return `translate(${x} ${y}) rotate(${rotation})`;
}
