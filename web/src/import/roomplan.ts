// Converts the JSON of Apple RoomPlan's CapturedRoom to a plan and own pieces.

import { bounds } from "../geometry/index.ts";
import { lengthOf } from "../geometry/segments.ts";
import type { Point } from "../model/index.ts";
import { ceilingHeight, mostItems } from "../model/limits.ts";
import { whole } from "../plan2d/floorplan/elements.ts";
import { outlineFault, planFault } from "../plan2d/floorplan/validation.ts";
import { readCapturedRoom } from "./captured-room.ts";
import { piecesOf } from "./furniture.ts";
import { innerWalls } from "./inner-walls.ts";
import { levelled, rounded, withPoints } from "./level.ts";
import { loopOf } from "./loops.ts";
import { openingsOf } from "./openings.ts";
import { outlineOf, sidesOf } from "./outline.ts";
import {
  type CapturedRoom,
  type CategoryNames,
  ScanError,
  type ScannedRoom,
  type ScannedShell,
  type Surface,
} from "./types.ts";

/** More walls than this can't become a plan. */
const mostWalls = 400;

/**
 * Returns the plan's walls, doors and windows and the furniture of a captured room, in millimetres, with its
 * upper left corner at the origin and its longest wall level. Throws ScanError.
 */
export function convertRoomPlan(text: string, names: CategoryNames): ScannedRoom {
  const captured = readCapturedRoom(text);
  if (captured.walls.length > mostWalls) throw new ScanError("too-large");
  const level = levelled(captured);
  const { outline: found, others } = enclosed(level);
  const { x, y } = bounds(found);
  const moved = ([px, py]: Point): Point => [px - x, py - y];
  const room = withPoints(level, moved);
  const outline = found.map(moved).map(whole);
  const walls = innerWalls(
    others.map((wall) => ({ ...wall, from: moved(wall.from), to: moved(wall.to) })),
    outline,
  );
  const shell: ScannedShell = {
    outline,
    walls,
    ...openingsOf(room, { outline, walls }),
    ...ceilingOf(room.walls),
  };
  const pieces = piecesOf(room.things, outline, names);
  const fault = planFault({ name: "", units: "cm", ...shell });
  if (fault || pieces.length > mostItems) throw new ScanError("too-large");
  return { shell, pieces };
}

/** Returns the room's corners and the walls that are not on them. */
function enclosed({ walls, openings, floor }: CapturedRoom): {
  outline: Point[];
  others: readonly Surface[];
} {
  const loop = loopOf(walls, openings);
  const outline = loop ? outlineOf(loop.sides) : [];
  if (loop && usable(outline)) return { outline, others: loop.others };
  const drawn = outlineOf(sidesOf(floor));
  if (usable(drawn)) return { outline: drawn, others: walls };
  throw new ScanError(
    [outline, drawn].some((o) => outlineFault(o) === "many-corners") ? "too-large" : "open-walls",
  );
}

function usable(outline: readonly Point[]): boolean {
  return outlineFault(outline) === undefined;
}

/** Returns the height that most of the walls, by their length, reach at least; none for half-height walls. */
function ceilingOf(walls: readonly Surface[]): { ceiling?: number } {
  const high = walls
    .map(({ from, to, top }) => ({ top, length: lengthOf([from, to]) }))
    .sort((a, b) => b.top - a.top);
  const half = high.reduce((sum, { length }) => sum + length, 0) / 2;
  let sum = 0;
  for (const { top, length } of high) {
    sum += length;
    if (sum < half) continue;
    const ceiling = rounded(top);
    return ceiling >= ceilingHeight.least && ceiling <= ceilingHeight.most ? { ceiling } : {};
  }
  return {};
}
