// What stands with what in a furnished room, and how much of it. Where the shop has learned pairs, these count
// beside it.

import { type Role, roleOf } from "../arrange/roles.ts";
import type { Piece } from "../catalog/types.ts";

/** How well a role stands with another, from 0 to 1, and how many of it. */
export interface Company {
  weight: number;
  count: number;
}

export type Items = readonly { piece: Pick<Piece, "kind" | "size"> }[];

type Companions = Readonly<Partial<Record<Role, readonly [weight: number, count: number]>>>;

/** By the pieces round which a room is furnished: to sit, to eat, to sleep, to work. */
const companions: Readonly<Partial<Record<Role, Companions>>> = {
  sofa: {
    "coffee-table": [1, 1],
    rug: [0.9, 1],
    lamp: [0.8, 1],
    armchair: [0.7, 1],
    "tv-unit": [0.65, 1],
    "side-table": [0.55, 1],
    picture: [0.5, 1],
    plant: [0.45, 1],
    ottoman: [0.4, 1],
    curtain: [0.35, 1],
    shelf: [0.35, 1],
    storage: [0.3, 1],
  },
  "dining-table": {
    chair: [1, 4],
    "ceiling-lamp": [0.9, 1],
    storage: [0.5, 1],
    rug: [0.45, 1],
    bench: [0.4, 1],
    picture: [0.35, 1],
    plant: [0.3, 1],
    curtain: [0.3, 1],
  },
  bed: {
    nightstand: [1, 2],
    wardrobe: [0.8, 1],
    "table-lamp": [0.75, 2],
    rug: [0.6, 1],
    drawers: [0.55, 1],
    curtain: [0.5, 1],
    mirror: [0.45, 1],
    picture: [0.35, 1],
    bench: [0.3, 1],
    plant: [0.25, 1],
  },
  desk: {
    chair: [1, 1],
    "table-lamp": [0.8, 1],
    shelf: [0.6, 1],
    "wall-shelf": [0.5, 1],
    plant: [0.3, 1],
    rug: [0.3, 1],
    picture: [0.25, 1],
  },
  // These stand with others without making a room of their own.
  armchair: { lamp: [0.8, 1], "side-table": [0.7, 1], ottoman: [0.6, 1], rug: [0.5, 1], plant: [0.3, 1] },
  "tv-unit": { sofa: [0.9, 1], rug: [0.4, 1], plant: [0.3, 1], "wall-shelf": [0.3, 1] },
  nightstand: { "table-lamp": [0.9, 1], bed: [0.9, 1] },
  "coffee-table": { rug: [0.7, 1], sofa: [0.9, 1] },
  drawers: { mirror: [0.7, 1], "table-lamp": [0.5, 1], picture: [0.4, 1] },
  storage: { "table-lamp": [0.5, 1], picture: [0.5, 1], plant: [0.4, 1], mirror: [0.3, 1] },
  wardrobe: { mirror: [0.6, 1], bench: [0.4, 1], drawers: [0.4, 1] },
};

/** Weight of a relation that is listed for the other of two roles, as a part of that weight. */
const backwards = 0.8;

/** Returns how well a role stands with another; 0 if nothing is known. */
export function companyOf(role: Role, other: Role): number {
  const listed = companions[role]?.[other]?.[0] ?? 0;
  return Math.max(listed, backwards * (companions[other]?.[role]?.[0] ?? 0));
}

/** Returns the number of items of each role in a room. */
export function rolesIn(items: Items): Map<Role, number> {
  const counts = new Map<Role, number>();
  for (const { piece } of items) {
    const role = roleOf(piece);
    counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return counts;
}

/** Returns what is listed for a role beside another, if anything. */
export function listedOf(role: Role, other: Role): Company | undefined {
  const listed = companions[role]?.[other];
  return listed && { weight: listed[0], count: listed[1] };
}

/** Returns what is listed for a role. */
export function companionsOf(role: Role): [Role, Company][] {
  const listed = Object.entries(companions[role] ?? {}) as [Role, readonly [number, number]][];
  return listed.map(([other, [weight, count]]) => [other, { weight, count }]);
}
