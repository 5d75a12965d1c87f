// Places the captured doors, openings and windows in the walls of the plan.

import { edges, type Segment, segmentDistance } from "../geometry/index.ts";
import { lengthOf, middleOf } from "../geometry/segments.ts";
import type { Door, PlanWindow } from "../model/index.ts";
import { standIn } from "../plan2d/floorplan/stand.ts";
import { directionOf, highestMm, limited, rounded } from "./level.ts";
import type { ScannedShell, Surface } from "./types.ts";

/** Largest distance of an opening from its wall, millimetres. */
const farMm = 300;
/** Narrower ones are errors of the scan, millimetres. */
const narrowestMm = 200;
/** Doors from this width on have two leaves, millimetres. */
const doubleMm = 1_400;

type Seat = Pick<PlanWindow, "x" | "y" | "width" | "rotation">;

interface Captured {
  doors: readonly Surface[];
  openings: readonly Surface[];
  windows: readonly Surface[];
}

/** Returns the doors and windows; those that are in no wall, or where another one is, are left out. */
export function openingsOf(
  { doors, openings, windows }: Captured,
  { outline, walls }: Pick<ScannedShell, "outline" | "walls">,
): Pick<ScannedShell, "doors" | "windows"> {
  const segments = [...edges(outline), ...walls.map(({ from, to }): Segment => [from, to])];
  const taken: Seat[] = [];
  const seated = <T>(all: readonly Surface[], make: (seat: Seat, surface: Surface) => T): T[] =>
    all.flatMap((surface) => {
      const seat = seatOf(surface, segments);
      if (!seat || taken.some((other) => overlap(seat, other))) return [];
      taken.push(seat);
      return [make(seat, surface)];
    });
  const hinged = seated(doors, (seat, { top }) => ({ ...doorIn(seat, top), ...leaves(seat) }));
  const open = seated(openings, (seat, { top }) => ({ ...doorIn(seat, top), kind: "opening" as const }));
  const panes = seated(windows, (seat, { bottom, top }) => {
    const sill = limited(bottom, 0, highestMm);
    return { ...seat, sill, height: limited(top - sill, 1, highestMm) };
  });
  return {
    doors: [...hinged, ...open].map((door, i): Door => ({ id: `door-${i + 1}`, ...door })),
    windows: panes.map((pane, i): PlanWindow => ({ id: `window-${i + 1}`, ...pane })),
  };
}

function doorIn(seat: Seat, top: number): Omit<Door, "id"> {
  return { ...seat, hinge: "left", opens: "in", height: limited(top, 1, highestMm) };
}

function leaves({ width }: Seat): { kind?: "double" } {
  return width >= doubleMm ? { kind: "double" } : {};
}

/** Returns the place of an opening in the nearest wall in its direction; undefined if there is none. */
function seatOf({ from, to }: Surface, segments: readonly Segment[]): Seat | undefined {
  const middle = middleOf([from, to]);
  const degrees = directionOf([from, to]);
  let wall: Segment | undefined;
  let least = farMm;
  for (const segment of segments) {
    const askew = Math.abs(Math.sin(((directionOf(segment) - degrees) * Math.PI) / 180));
    const far = segmentDistance(middle, segment);
    if (askew < 0.5 && far < least) [wall, least] = [segment, far];
  }
  if (!wall) return undefined;
  const width = Math.min(rounded(lengthOf([from, to])), Math.floor(lengthOf(wall)));
  return width < narrowestMm ? undefined : { ...standIn(wall, middle, width), width };
}

/** Reports whether two openings are in one wall, or its two faces, and cover one another. */
function overlap(a: Seat, b: Seat): boolean {
  const askew = Math.abs(Math.sin(((a.rotation - b.rotation) * Math.PI) / 180));
  return (
    askew < 0.5 &&
    lengthOf([
      [a.x, a.y],
      [b.x, b.y],
    ]) <
      (a.width + b.width) / 2 - 2
  );
}
