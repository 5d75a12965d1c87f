// The room itself: floor, walls, openings and their measures. Drawn anew only when
// the plan changes, which is seldom.

import type { Door, Plan, PlanWindow, Point } from "../../client/index.ts";
import { svg } from "../dom.ts";
import { direction, edges, inside, length } from "../geometry.ts";

/** How thick the outline's walls are drawn, millimetres. */
export const wallMm = 120;
/** How far outside the wall its measure stands. */
const measureMm = 330;

/** Everything of a plan that is not furniture. */
export function drawRoom(plan: Plan): SVGElement[] {
  if (plan.outline.length < 3) return [];
  const points = plan.outline.map((p) => p.join(",")).join(" ");
  return [
    ...edges(plan.outline).map(([a, b]) => drawMeasure(plan, a, b)),
    // The outline is the floor's edge: a line twice as thick, half of it under the floor.
    svg("polygon", { class: "outer-wall", points, "stroke-width": 2 * wallMm }),
    svg("polygon", { class: "floor", points }),
    svg("polygon", { fill: "url(#boards)", points }),
    ...plan.walls.map(({ from, to, thickness }) =>
      svg("line", {
        class: "inner-wall",
        x1: from[0],
        y1: from[1],
        x2: to[0],
        y2: to[1],
        "stroke-width": thickness,
      }),
    ),
    ...plan.windows.map((w) => drawWindow(plan, w)),
    ...plan.doors.map((d) => drawDoor(plan, d)),
  ];
}

function drawWindow(plan: Plan, w: PlanWindow): SVGElement {
  const side = outwards(plan, w);
  const [y, half] = [side < 0 ? -wallMm : 0, w.width / 2];
  return svg(
    "g",
    { class: "window", transform: `translate(${w.x} ${w.y}) rotate(${w.rotation})` },
    svg("rect", { class: "opening", x: -half, y, width: w.width, height: wallMm }),
    svg("path", {
      class: "pane",
      d: `M${-half} ${y + wallMm / 2}H${half}M${-half} ${y}V${y + wallMm}M${half} ${y}V${y + wallMm}`,
    }),
  );
}

/** The hinge is left or right as seen from inside, looking at the door. */
function drawDoor(plan: Plan, d: Door): SVGElement {
  const side = outwards(plan, d);
  const half = d.width / 2;
  // Looking outwards along +y, left is +x; along -y it is -x.
  const hinge = (d.hinge === "left" ? half : -half) * side;
  const swing = d.opens === "in" ? -side : side;
  const from = swing === side ? side * wallMm : 0;
  const tip = from + swing * d.width;
  const sweep = hinge * swing > 0 ? 1 : 0;
  return svg(
    "g",
    { class: "door", transform: `translate(${d.x} ${d.y}) rotate(${d.rotation})` },
    svg("rect", { class: "opening", x: -half, y: side < 0 ? -wallMm : 0, width: d.width, height: wallMm }),
    svg("path", {
      class: "swing",
      d: `M${-hinge} ${from}A${d.width} ${d.width} 0 0 ${sweep} ${hinge} ${tip}`,
    }),
    svg("path", { class: "leaf-line", d: `M${hinge} ${from}V${tip}` }),
  );
}

/** On which side of an opening, in its own direction, the outside is: 1 for +y, -1 for -y. */
function outwards(plan: Plan, { x, y, rotation }: { x: number; y: number; rotation: number }): 1 | -1 {
  const [dx, dy] = direction(rotation + 90);
  return inside(plan.outline, [x + dx * 50, y + dy * 50]) ? -1 : 1;
}

/** A line along an edge, outside, with its length in the middle. */
function drawMeasure(plan: Plan, a: Point, b: Point): SVGElement {
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const along: Point = [(b[0] - a[0]) / long, (b[1] - a[1]) / long];
  const middle = step(a, along, long / 2);
  const normal: Point = [-along[1], along[0]];
  const out: Point = inside(plan.outline, step(middle, normal, 50)) ? [along[1], -along[0]] : normal;
  // In a corner that points inwards, the measures of both its edges would cross.
  const spare = (corner: Point, away: number) =>
    inside(plan.outline, step(step(corner, along, away), out, 50)) ? measureMm + 90 : 0;
  const from = step(step(a, along, spare(a, -50)), out, measureMm);
  const to = step(step(b, along, -spare(b, 50)), out, measureMm);
  const degrees = (Math.atan2(along[1], along[0]) * 180) / Math.PI;
  // Words are read from left to right, or from below to above.
  const readable = degrees > 89 || degrees <= -91 ? degrees - 180 : degrees;
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return svg(
    "g",
    { class: "measure" },
    svg("path", { d: `M${from.join(" ")}L${to.join(" ")}` }),
    svg("text", { transform: `translate(${x} ${y}) rotate(${readable})` }, length(long, plan.units)),
  );
}

function step([x, y]: Point, [dx, dy]: Point, far: number): Point {
  return [x + dx * far, y + dy * far];
}
