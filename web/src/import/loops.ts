// Finds the walls that enclose the room: the outer loop of those that meet at their ends.

import { area } from "../geometry/index.ts";
import { lengthOf } from "../geometry/segments.ts";
import type { Point } from "../model/index.ts";
import type { Surface } from "./types.ts";

/** A wall of the loop, in the loop's direction, and the corner at which it begins. */
export interface Side {
  from: Point;
  to: Point;
  curved: boolean;
  corner: Point;
}

/** The sides of the room, clockwise, and the other walls. */
export interface Loop {
  sides: Side[];
  others: Surface[];
}

/** Ends of walls nearer than this are one corner, millimetres: the first distance that gives a loop counts. */
const reaches = [60, 150, 300];

/** Returns the outer loop of walls, closed by openings where walls are missing; undefined if there is none. */
export function loopOf(walls: readonly Surface[], openings: readonly Surface[]): Loop | undefined {
  for (const all of [walls, [...walls, ...openings]]) {
    for (const reach of reaches) {
      const loop = outerLoop(all, reach);
      if (loop) return { ...loop, others: loop.others.filter((wall) => walls.includes(wall)) };
    }
  }
  return undefined;
}

/** A wall between two corners, by their numbers; walked from `a` to `b`, or back. */
interface Link {
  wall: Surface;
  a: number;
  b: number;
}

interface Walk {
  link: Link;
  back: boolean;
}

function outerLoop(walls: readonly Surface[], reach: number): Loop | undefined {
  const { links, corners } = joined(walls, reach);
  const walks = cycles(pruned(links), corners);
  const ringOf = (cycle: readonly Walk[]) => cycle.map((walk) => corners[startOf(walk)] ?? [0, 0]) as Point[];
  let best: readonly Walk[] = [];
  let most = 0;
  for (const cycle of walks) {
    // A wall that is walked both ways joins two rings.
    if (new Set(cycle.map(({ link }) => link)).size < cycle.length) continue;
    const size = Math.abs(area(ringOf(cycle)));
    if (size > most + 1) [best, most] = [cycle, size];
  }
  if (best.length < 3) return undefined;
  const clockwise = area(ringOf(best)) > 0 ? best : reversed(best);
  const used = new Set(clockwise.map(({ link }) => link.wall));
  return {
    sides: clockwise.map((walk) => sideOf(walk, corners)),
    others: walls.filter((wall) => !used.has(wall)),
  };
}

function sideOf(walk: Walk, corners: readonly Point[]): Side {
  const { from, to, curved } = walk.link.wall;
  const corner = corners[startOf(walk)] ?? from;
  return walk.back ? { from: to, to: from, curved, corner } : { from, to, curved, corner };
}

function startOf({ link, back }: Walk): number {
  return back ? link.b : link.a;
}

function endOf({ link, back }: Walk): number {
  return back ? link.a : link.b;
}

function reversed(cycle: readonly Walk[]): Walk[] {
  return cycle.map(({ link, back }) => ({ link, back: !back })).reverse();
}

/** Numbers the corners: ends of walls that are near each other, at their mean. */
function joined(walls: readonly Surface[], reach: number): { links: Link[]; corners: Point[] } {
  const ends = walls.flatMap(({ from, to }) => [from, to]);
  const group = ends.map((_, i) => i);
  for (const [i, end] of ends.entries()) {
    for (let j = i % 2 === 0 ? i + 2 : i + 1; j < ends.length; j++) {
      const into = group[i] ?? i;
      const old = group[j] ?? j;
      if (into === old || lengthOf([end, ends[j] ?? end]) > reach) continue;
      for (const [k, g] of group.entries()) if (g === old) group[k] = into;
    }
  }
  const corners = ends.map((_, g): Point => {
    const mine = ends.filter((_, i) => group[i] === g);
    const mean = (axis: 0 | 1) => mine.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, mine.length);
    return [mean(0), mean(1)];
  });
  const links = walls.map((wall, i) => ({ wall, a: group[2 * i] ?? 0, b: group[2 * i + 1] ?? 0 }));
  return { links: links.filter(({ a, b }) => a !== b), corners };
}

/** Returns the links without those that lead nowhere. */
function pruned(links: readonly Link[]): Link[] {
  const degree = new Map<number, number>();
  for (const { a, b } of links) for (const c of [a, b]) degree.set(c, (degree.get(c) ?? 0) + 1);
  const left = links.filter(({ a, b }) => degree.get(a) !== 1 && degree.get(b) !== 1);
  return left.length === links.length ? left : pruned(left);
}

/** Returns all rings around the areas that the links enclose, and around everything. */
function cycles(links: readonly Link[], corners: readonly Point[]): Walk[][] {
  const walks = links.flatMap((link): Walk[] => [
    { link, back: false },
    { link, back: true },
  ]);
  const leaving = new Map<number, Walk[]>();
  for (const walk of walks) leaving.set(startOf(walk), [...(leaving.get(startOf(walk)) ?? []), walk]);
  const angle = (walk: Walk) => {
    const [ax, ay] = corners[startOf(walk)] ?? [0, 0];
    const [bx, by] = corners[endOf(walk)] ?? [0, 0];
    return Math.atan2(by - ay, bx - ax);
  };
  for (const fan of leaving.values()) fan.sort((a, b) => angle(a) - angle(b));
  /** Returns the walk that continues another one, turning as sharply as possible. */
  const next = ({ link, back }: Walk): Walk | undefined => {
    const fan = leaving.get(back ? link.a : link.b) ?? [];
    const i = fan.findIndex((w) => w.link === link && w.back === !back);
    return fan[(i + 1) % fan.length];
  };
  const seen = new Set<Walk>();
  const all: Walk[][] = [];
  for (const first of walks) {
    const cycle: Walk[] = [];
    for (let walk: Walk | undefined = first; walk && !seen.has(walk); walk = next(walk)) {
      seen.add(walk);
      cycle.push(walk);
    }
    if (cycle.length > 0) all.push(cycle);
  }
  return all;
}
