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
    ...edges(plan.outline).map(([a, b]) => drawMeasure(plan, a, b)),
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

function drawMeasure(plan: Plan, a: Point, b: Point): SVGElement {
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uy]: Point = [(b[0] - a[0]) / long, (b[1] - a[1]) / long];
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const side = inside(plan.outline, [middle[0] - uy * 50, middle[1] + ux * 50]) ? -1 : 1;
  const off: Point = [-uy * side * measureMm, ux * side * measureMm];
  const upright = Math.abs(uy) > Math.abs(ux);
  const degrees = (Math.atan2(uy, ux) * 180) / Math.PI;
  const readable = upright ? -90 : Math.abs(degrees) > 90 ? degrees + 180 : degrees;
  const gap = 330;
  const line = (from: number, to: number) =>
    `M${a[0] + ux * from + off[0]} ${a[1] + uy * from + off[1]}L${a[0] + ux * to + off[0]} ${a[1] + uy * to + off[1]}`;
  const ends = long > 2.4 * gap ? line(0, long / 2 - gap) + line(long / 2 + gap, long) : "";
  return svg(
    "g",
    { class: "measure" },
    svg("path", { d: ends }),
    svg(
      "text",
      { transform: `translate(${middle[0] + off[0]} ${middle[1] + off[1]}) rotate(${readable})` },
      length(long, plan.units),
    ),
  );
}
