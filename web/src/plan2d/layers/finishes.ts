// Draws the finishes of a room: the floor with its pattern, and the inner faces of painted walls as thin lines.

import { nothing, svg, type TemplateResult } from "lit-html";
import { floorFinish, wallFinish } from "../../catalog/finishes.ts";
import type { Catalog } from "../../catalog/types.ts";
import { patternOf } from "../../finishes/pattern.ts";
import { edges, type Segment, wallPolygon } from "../../geometry/index.ts";
import { offset } from "../../geometry/offset.ts";
import { finishOfWall, type WallRef, wallsOf } from "../../model/finishes.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { formatPoints } from "../format.ts";
import sheet from "./finishes.css?inline";

export const sheets: readonly string[] = [sheet];

/** What is drawn over the bare floor, and over the bare walls. */
export interface FinishLayers {
  floor: TemplateResult | typeof nothing;
  walls: readonly TemplateResult[];
}

/** Drawn thickness of paint, millimetres. */
const paintMm = 45;

export function drawFinishes(plan: PlanBody, catalog: Catalog): FinishLayers {
  return { floor: drawFloor(plan, catalog), walls: drawPaint(plan, catalog) };
}

function drawFloor({ outline, finishes }: PlanBody, catalog: Catalog): TemplateResult | typeof nothing {
  const finish = floorFinish(catalog, finishes);
  if (!finish || outline.length < 3) return nothing;
  const points = formatPoints(outline);
  return svg`<defs>${patternOf(finish, "floor-finish")}</defs>
    <polygon class="plan-finish" data-finish=${finish.id} points=${points} fill=${finish.colour} />
    ${finish.pattern === "plain" ? nothing : svg`<polygon class="plan-finish-seams" points=${points} fill="url(#floor-finish)" />`}`;
}

/** Draws the walls whose colour somebody chose. */
function drawPaint(plan: PlanBody, catalog: Catalog): TemplateResult[] {
  const { finishes } = plan;
  if (!finishes) return [];
  const faces = facesOf(plan);
  return wallsOf(plan).flatMap((wall) => {
    const finish = wallFinish(catalog, finishes, wall);
    if (!finish || finishOfWall(finishes, wall) === undefined) return [];
    return faces(wall).map(
      (face) =>
        svg`<polygon class="plan-paint" data-finish=${finish.id} points=${formatPoints(face)} fill=${finish.colour} />`,
    );
  });
}

/** Returns a function for the strips that are drawn along a wall's faces, within the wall. */
function facesOf({ outline, walls }: PlanBody): (wall: WallRef) => (readonly Point[])[] {
  const outside = edges(offset(outline, paintMm));
  const inside = edges(outline);
  return (wall) => {
    if ("side" in wall) {
      const [from, to] = [inside[wall.side], outside[wall.side]];
      return from && to ? [[...from, to[1], to[0]]] : [];
    }
    const inner = walls.find(({ id }) => id === wall.wall);
    if (!inner) return [];
    const middle: Segment = [inner.from, inner.to];
    const [a, b, c, d] = wallPolygon(middle, inner.thickness);
    const rest = Math.max(inner.thickness - 2 * paintMm, inner.thickness / 3);
    const [e, f, g, h] = wallPolygon(middle, rest);
    return a && b && c && d && e && f && g && h
      ? [
          [a, b, f, e],
          [d, c, g, h],
        ]
      : [];
  };
}
