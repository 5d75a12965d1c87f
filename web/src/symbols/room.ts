// The room as shapes, which the print and the exported picture draw under the furniture.

import { pointOnPlan } from "../geometry/axes.ts";
import { wallPolygon } from "../geometry/index.ts";
import { offset } from "../geometry/offset.ts";
import { faces, leafMm, outerWallMm, outwards, slidingLeaf, swings } from "../geometry/openings.ts";
import type { Door, PlanBody, PlanWindow, Point } from "../model/index.ts";
import { fixedShapes } from "./fixed.ts";
import type { Shape, Tone } from "./shapes.ts";

/** Drawn thickness of a pane, millimetres. */
const paneMm = 40;

/** Returns floor, walls, windows, doors with their swing, slopes and fixtures, from the bottom up; millimetres of the plan. */
export function roomShapes(plan: PlanBody): Shape[] {
  return [
    ...(plan.outline.length < 3 ? [] : shell(plan.outline)),
    ...plan.walls.map((w) => polygon("wall", wallPolygon([w.from, w.to], w.thickness))),
    ...plan.windows.flatMap((w) => windowShapes(plan, w)),
    ...plan.doors.flatMap((d) => doorShapes(plan, d)),
    ...fixedShapes(plan),
  ];
}

function shell(outline: readonly Point[]): Shape[] {
  return [polygon("wall", offset(outline, outerWallMm)), polygon("floor", outline)];
}

function windowShapes(plan: PlanBody, window: PlanWindow): Shape[] {
  const [top, bottom] = hole(plan, window);
  return [polygon("sheet", across(window, top, bottom)), pane(window, top, bottom)];
}

/** Returns the pane in the middle of an opening, whose hole is from y = `top` to `bottom`. */
function pane(opening: PlanWindow, top: number, bottom: number): Shape {
  const middle = (top + bottom) / 2;
  return polygon("glass", across(opening, middle - paneMm / 2, middle + paneMm / 2));
}

function doorShapes(plan: PlanBody, door: Door): Shape[] {
  const [top, bottom] = hole(plan, door);
  const slid = slidingLeaf(plan, door);
  return [
    polygon("sheet", across(door, top, bottom)),
    ...(door.balcony ? [pane(door, top, bottom)] : []),
    ...(slid ? [polygon("wood", wallPolygon(slid, leafMm))] : swings(plan, door).flatMap(leafShapes)),
  ];
}

function leafShapes([hinge, ...arc]: readonly Point[]): Shape[] {
  const open = arc.at(-1);
  if (!hinge || !open) return [];
  return [{ kind: "line", points: arc, dashed: true }, polygon("wood", wallPolygon([hinge, open], leafMm))];
}

/** Returns the range of y, in the opening's own axes, that an opening takes through its wall. */
function hole(plan: PlanBody, opening: PlanWindow): [number, number] {
  const { inner, outer } = faces(plan, opening);
  return outwards(plan, opening) > 0 ? [-inner, outer] : [-outer, inner];
}

/** Returns the corners of a strip as wide as an opening, from y = `top` to `bottom` of its own axes. */
function across(opening: PlanWindow, top: number, bottom: number): Point[] {
  const half = opening.width / 2;
  const strip: Point[] = [
    [-half, top],
    [half, top],
    [half, bottom],
    [-half, bottom],
  ];
  return strip.map((corner) => pointOnPlan(opening, corner));
}

function polygon(tone: Tone, points: readonly Point[]): Shape {
  return { kind: "polygon", points, tone };
}
