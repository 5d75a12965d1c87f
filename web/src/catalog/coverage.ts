// How much of each finish a room needs, and what that costs.

import { usualCeilingMm } from "../geometry/ceiling.ts";
import { area } from "../geometry/index.ts";
import { lengthOf } from "../geometry/segments.ts";
import { areaBelow, onFace, slopesOver } from "../geometry/under-slopes.ts";
import { wallAt, wallFaces } from "../geometry/wall-faces.ts";
import { finishOfWall, type WallRef, wallsOf } from "../model/finishes.ts";
import type { PlanBody } from "../model/index.ts";
import { finishesOn } from "./finishes.ts";
import type { Catalog, Finish } from "./types.ts";

/** Heights that are assumed until they are measured, millimetres. */
const usual = { door: 2_050, window: 1_300 };

/** A finish that somebody chose and that the shop sells. */
export interface Covered {
  finish: Finish;
  /** What is bought, with the waste: square metres in tenths, rounded up. */
  squareMetres: number;
}

/** Returns the finishes to buy for a room, in the catalogue's order; the shop's defaults cost nothing. */
export function coverage(plan: PlanBody, catalog: Pick<Catalog, "finishes">): Covered[] {
  if (!plan.finishes) return [];
  const needed = areas(plan);
  const defaults = new Set(["floor" as const, "wall" as const].map((on) => finishesOn(catalog, on)[0]));
  return catalog.finishes.flatMap((finish) => {
    const { id, on, prices = {}, waste = 0 } = finish;
    const squareMetres = roundedUp(needed[on].get(id) ?? 0, waste);
    const sold = Object.keys(prices).length > 0 && !defaults.has(finish);
    return sold && squareMetres > 0 ? [{ finish, squareMetres }] : [];
  });
}

/** Returns the price in minor units; undefined when the finish has none in the currency. */
export function priceOfCovered({ finish, squareMetres }: Covered, currency: string): number | undefined {
  const price = finish.prices?.[currency];
  return price === undefined ? undefined : Math.round(price * squareMetres);
}

/** Returns the sum of the prices that there are, in minor units. */
export function priceOfAll(covered: readonly Covered[], currency: string): number {
  return covered.reduce((sum, one) => sum + (priceOfCovered(one, currency) ?? 0), 0);
}

/** Returns the chosen finishes by their ids, each with its area in square millimetres. */
function areas(plan: PlanBody): Record<Finish["on"], Map<string, number>> {
  const { finishes = {}, outline } = plan;
  const floor = new Map<string, number>();
  if (finishes.floor !== undefined && outline.length > 2) floor.set(finishes.floor, Math.abs(area(outline)));
  const wall = new Map<string, number>();
  for (const { ref, area } of wallAreas(plan)) {
    const id = finishOfWall(finishes, ref);
    if (id !== undefined) wall.set(id, (wall.get(id) ?? 0) + area);
  }
  return { floor, wall };
}

/**
 * Returns the area of each wall below the ceiling and its slopes, without its openings, in square millimetres,
 * never less than 0; both faces of an inner wall.
 */
export function wallAreas(plan: PlanBody): { ref: WallRef; area: number }[] {
  const { ceiling = usualCeilingMm, slopes = [] } = plan;
  const holes = [
    ...plan.doors.map((door) => ({ ...door, bottom: 0, height: door.height ?? usual.door })),
    ...plan.windows.map((window) => ({
      ...window,
      bottom: window.sill ?? 0,
      height: window.height ?? usual.window,
    })),
  ].map((hole) => ({ ...hole, wall: wallAt(plan, [hole.x, hole.y]) }));
  const faces = wallFaces(plan);
  return wallsOf(plan).map((ref, i) => {
    const areas = (faces[i] ?? []).map((face) => {
      const over = slopesOver(face, slopes, ceiling);
      const whole = areaBelow({ from: 0, to: lengthOf(face), bottom: 0, top: ceiling }, over);
      return holes.reduce((rest, { wall, x, y, width, bottom, height }) => {
        if (wall !== i) return rest;
        const [at] = onFace(face, [x, y]);
        const top = Math.min(bottom + height, ceiling);
        return rest - areaBelow({ from: at - width / 2, to: at + width / 2, bottom, top }, over);
      }, whole);
    });
    return { ref, area: areas.reduce((sum, area) => sum + Math.max(0, area), 0) };
  });
}

/** Converts square millimetres to square metres with waste, in tenths, rounded up. */
function roundedUp(squareMillimetres: number, waste: number): number {
  const tenths = (squareMillimetres * (100 + waste)) / 100 / 1e5;
  // Not for a rest that is only an error of the calculation.
  return Math.ceil(tenths - 1e-6) / 10;
}
