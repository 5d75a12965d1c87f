// Can one get around: from the door to everything that is walked up to, on the widest way.
// The narrowest passage of that way is what is reported; narrower gaps that nobody needs,
// such as between a sofa and its table, are not.

import type { Kind } from "../catalog/types.ts";
import type { Door, Plan, Point } from "../client/index.ts";
import { beside } from "../plane/footprint.ts";
import { centroid, corners, edges, nearestOn, segmentDistance } from "../plane/index.ts";
import { before } from "../plane/openings.ts";
import { type Floor, floorOf, opposite } from "./floor.ts";
import {
  armMm,
  besideMm,
  roomyMm,
  squeezeMm,
  standMm,
  togetherMm,
  walkways,
  widestClass,
} from "./numbers.ts";
import { away, itemObstacles, type Obstacle, obstaclesOf } from "./obstacle.ts";
import type { Standing } from "./standing.ts";
import type { Finding, Verdict } from "./types.ts";
import { type Ways, widestWays } from "./widest.ts";

/** From which sides a kind is used, as degrees from its front: one is enough. What is not here nobody walks up to. */
const usedFrom: Partial<Record<Kind, readonly number[]>> = {
  sofa: [0, 90, 270],
  corner: [0],
  armchair: [0, 90, 270],
  chair: [0, 90, 180, 270],
  bed: [0, 90, 270],
  wardrobe: [0],
  drawers: [0],
  storage: [0],
  shelf: [0],
};
const seats: ReadonlySet<Kind> = new Set(["sofa", "corner", "armchair", "chair"]);

/** How wide the way to something is, at its narrowest. */
interface Reach {
  half: number;
  narrowest: number;
}

interface Narrow {
  a: Obstacle;
  b: Obstacle;
  width: number;
  gap: readonly [Point, Point];
}

/** What every item does to the ways of the room. */
export function walkwayFindings(items: readonly Standing[], plan: Plan): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  if (plan.outline.length < 3 || items.length === 0) return found;
  const tell = (item: Standing | undefined, finding: Finding) =>
    item && found.set(item.id, [...(found.get(item.id) ?? []), finding]);
  const obstacles = obstaclesOf(items, plan);
  const floor = floorOf(plan, obstacles);
  const { starts, others } = entrances(plan, floor);
  const ways = widestWays(floor, starts);
  const narrow = new Set<number>();
  for (const item of items) {
    const reach = reachOf(item, floor, ways);
    if (!reach) continue;
    if (reach.half === 0) tell(item, { code: "unreachable", verdict: "blocked" });
    else if (reach.half < roomyMm) narrow.add(reach.narrowest);
  }
  for (const cells of others) narrow.add(widestOf(cells, ways).narrowest);
  for (const { a, b, width, gap } of passages(narrow, floor, obstacles)) {
    const needs = walkways.find((w) => width < w * 10);
    if (needs === undefined) continue;
    const verdict: Verdict = width < squeezeMm ? "blocked" : needs === widestClass ? "fits" : "tight";
    const finding = { code: "walkway", verdict, width, needs, gap } as const;
    tell(a.item, { ...finding, ...(b.item && { with: b.item.id }) });
    tell(b.item, { ...finding, ...(a.item && { with: a.item.id }) });
  }
  return found;
}

/** Where one comes in: the widest door that is not blocked; without one, the middle of the open floor. */
function entrances(plan: Plan, floor: Floor): { starts: number[]; others: number[][] } {
  const doors = plan.doors
    .filter((door) => edges(plan.outline).some((e) => segmentDistance([door.x, door.y], e) < togetherMm))
    .sort((a, b) => b.width - a.width)
    .map((door) => doorCells(plan, door, floor))
    .filter((cells) => cells.length > 0);
  const [starts, ...others] = doors;
  return { starts: starts ?? openMiddle(floor, centroid(plan.outline)), others };
}

/** The cell with the most room around it, the nearest to a point among equals. */
function openMiddle(floor: Floor, [x, y]: Point): number[] {
  let [best, most, least] = [-1, 0, Infinity];
  floor.half.forEach((half, n) => {
    if (half === 0 || half < most) return;
    const middle = floor.middle(n);
    const far = Math.hypot(middle[0] - x, middle[1] - y);
    if (half > most || far < least) [best, most, least] = [n, half, far];
  });
  return best < 0 ? [] : [best];
}

/** The free cells in a door. */
function doorCells(plan: Plan, door: Door, floor: Floor): number[] {
  const [a, b, c] = before(plan, door, 3 * floor.cell);
  if (!a || !b || !c) return [];
  return sampled(a, b, c, floor).filter((n) => (floor.half[n] ?? 0) > 0);
}

/** The cells of a rectangle, given by three of its corners in order. */
function sampled(a: Point, b: Point, c: Point, floor: Floor): number[] {
  const [wide, deep] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(c[0] - b[0], c[1] - b[1])];
  const [m, n] = [Math.ceil(wide / floor.cell), Math.ceil(deep / floor.cell)];
  const cells: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const [u, v] = [(i + 0.5) / m, (j + 0.5) / n];
      const cell = floor.at(
        a[0] + (b[0] - a[0]) * u + (c[0] - b[0]) * v,
        a[1] + (b[1] - a[1]) * u + (c[1] - b[1]) * v,
      );
      if (cell >= 0) cells.push(cell);
    }
  }
  return cells;
}

/** The best of the ways to the sides from which a piece is used; undefined when nobody walks up to it. */
function reachOf(item: Standing, floor: Floor, ways: Ways): Reach | undefined {
  const sides = usedFrom[item.piece.kind];
  if (!sides) return undefined;
  const cells = sides.flatMap((degrees) => standingCells(item, degrees, floor));
  const own = itemObstacles(item);
  const near = cells.filter((n) => {
    const [x, y] = floor.middle(n);
    return own.some((o) => away(o, x, y) <= (ways.half[n] ?? 0) + armMm);
  });
  return widestOf(near, ways);
}

function widestOf(cells: readonly number[], ways: Ways): Reach {
  let best: Reach = { half: 0, narrowest: -1 };
  for (const n of cells) {
    const half = ways.half[n] ?? 0;
    if (half > best.half) best = { half, narrowest: ways.narrowest[n] ?? -1 };
  }
  return best;
}

/** The cells before one side of a piece. */
function standingCells({ place, piece }: Standing, degrees: number, floor: Floor): number[] {
  const { width, depth } = piece.size;
  const [across, out] = degrees % 180 === 0 ? [width, depth] : [depth, width];
  const facing = { ...place, rotation: place.rotation + degrees };
  const more = seats.has(piece.kind) ? besideMm : 0;
  const middle = beside(facing, 0, (out + standMm) / 2);
  const [a, b, c] = corners(middle, { width: across + 2 * more, depth: standMm });
  return a && b && c ? sampled(a, b, c, floor) : [];
}

/** What makes a passage narrow where the widest ways are: the nearest two things on opposite sides. */
function passages(cells: ReadonlySet<number>, floor: Floor, obstacles: readonly Obstacle[]): Narrow[] {
  const found = new Map<string, Narrow>();
  for (const cell of cells) {
    if (cell < 0) continue;
    const [x, y] = floor.middle(cell);
    const near = obstacles
      .map((o, index) => ({ o, index, far: away(o, x, y) }))
      .filter(({ far }) => far <= roomyMm + 2 * floor.cell)
      .sort((m, n) => m.far - n.far);
    const [a] = near;
    const b = near.find(({ o }) => a && o !== a.o && o.item !== a.o.item && opposite(a.o, o, [x, y]));
    if (!a || !b) continue;
    const key = [a.index, b.index].sort((m, n) => m - n).join();
    if (!found.has(key)) found.set(key, { a: a.o, b: b.o, ...gapBetween(a.o.around, b.o.around) });
  }
  return [...found.values()];
}

/** The shortest line between two shapes that are apart. */
export function gapBetween(a: readonly Point[], b: readonly Point[]): Pick<Narrow, "width" | "gap"> {
  let best: Pick<Narrow, "width" | "gap"> = {
    width: Infinity,
    gap: [
      [0, 0],
      [0, 0],
    ],
  };
  const offer = (from: Point, to: Point) => {
    const width = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (width < best.width) best = { width, gap: [from, to] };
  };
  for (const corner of a) for (const edge of edges(b)) offer(corner, nearestOn(edge, corner));
  for (const corner of b) for (const edge of edges(a)) offer(nearestOn(edge, corner), corner);
  const round = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];
  return { width: Math.round(best.width), gap: [round(best.gap[0]), round(best.gap[1])] };
}
