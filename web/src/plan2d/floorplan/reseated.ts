// Doors and windows of a room whose outline was replaced: each goes to the nearest wall that has space for it.

import { edges, type Segment } from "../../geometry/index.ts";
import { along, lengthOf } from "../../geometry/segments.ts";
import type { PlanBody, PlanWindow, Point } from "../../model/index.ts";
import { standAt, wallOf } from "./openings.ts";
import { type Stand, standIn } from "./stand.ts";
import { overlap } from "./validation.ts";

/** Distance between the spots of a wall that are tried for an opening, millimetres. */
const stepMm = 100;

/**
 * Returns `after`, whose walls differ, with the openings of `before` in its walls: those that were in the
 * outline, wherever a wall of the outline has space for them; the others if a wall is at most `near` away.
 */
export function reseatOpenings(before: PlanBody, after: PlanBody, near: number): PlanBody {
  const all = [...before.doors, ...before.windows];
  const seats = new Map<PlanWindow, Stand>();
  for (const opening of all) {
    const stand = standAt(after, [opening.x, opening.y], opening.width);
    if (stand && away(opening, stand) <= near) seats.set(opening, stand);
  }
  for (const opening of all) {
    if (seats.has(opening) || wallOf(before, opening)?.kind !== "edge") continue;
    const taken = [...seats].map(([one, stand]) => ({ ...one, ...stand }));
    const stand = freeStand(after.outline, opening, taken);
    if (stand) seats.set(opening, stand);
  }
  const seated = <O extends PlanWindow>(opening: O): O[] => {
    const stand = seats.get(opening);
    return stand ? [{ ...opening, ...stand }] : [];
  };
  return { ...after, doors: before.doors.flatMap(seated), windows: before.windows.flatMap(seated) };
}

/** Returns the nearest position in an outline where an opening overlaps no other; undefined if there is none. */
function freeStand(
  outline: readonly Point[],
  opening: PlanWindow,
  taken: readonly PlanWindow[],
): Stand | undefined {
  const { x, y, width } = opening;
  return edges(outline)
    .filter((edge) => lengthOf(edge) >= width)
    .flatMap((edge) => [[x, y] satisfies Point, ...spotsIn(edge)].map((spot) => standIn(edge, spot, width)))
    .sort((a, b) => away(opening, a) - away(opening, b))
    .find((stand) => !taken.some((other) => overlap({ ...opening, ...stand }, other)));
}

function spotsIn(segment: Segment): Point[] {
  const [[x, y]] = segment;
  const [dx, dy] = along(segment);
  const steps = Math.ceil(lengthOf(segment) / stepMm);
  return Array.from({ length: steps }, (_, n): Point => [x + dx * n * stepMm, y + dy * n * stepMm]);
}

function away({ x, y }: PlanWindow, to: Stand): number {
  return lengthOf([
    [x, y],
    [to.x, to.y],
  ]);
}
