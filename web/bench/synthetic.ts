// Synthetic rooms with known pairings: people furnish in styles, which say which product of a role they take.

import { type Role, roleOf } from "../src/arrange/roles.ts";
import type { Piece } from "../src/catalog/types.ts";

/** Returns numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const styles = 4;
/** How often somebody takes the product of their style, and not a popular one. */
const faithful = 0.8;

/** What a kind of room has, and how often. */
const roomKinds: readonly Partial<Record<Role, number>>[] = [
  {
    sofa: 1,
    "coffee-table": 0.8,
    rug: 0.7,
    lamp: 0.7,
    armchair: 0.5,
    "tv-unit": 0.6,
    picture: 0.4,
    plant: 0.5,
  },
  { "dining-table": 1, chair: 0.9, "ceiling-lamp": 0.7, storage: 0.5, rug: 0.3, plant: 0.3, picture: 0.3 },
  {
    bed: 1,
    nightstand: 0.8,
    wardrobe: 0.7,
    "table-lamp": 0.6,
    rug: 0.5,
    drawers: 0.4,
    mirror: 0.4,
    curtain: 0.4,
  },
  { desk: 1, chair: 0.9, shelf: 0.6, "table-lamp": 0.5, "wall-shelf": 0.4, plant: 0.4, picture: 0.2 },
];

/**
 * Returns so many rooms, each the ids of its products. Which product belongs to which style is drawn by the
 * seed, so that neither roles nor colours nor prices tell it.
 */
export function syntheticRooms(pieces: readonly Piece[], number: number, seed: number): string[][] {
  const random = randomOf(seed);
  const shuffled = [...pieces].map((piece) => ({ piece, by: random() })).sort((a, b) => a.by - b.by);
  const byRole = new Map<Role, string[]>();
  for (const { piece } of shuffled) {
    const role = roleOf(piece);
    byRole.set(role, [...(byRole.get(role) ?? []), piece.product]);
  }
  const chosen = (role: Role, style: number): string[] => {
    const all = byRole.get(role) ?? [];
    // Some products are popular: the square of a random number is often small.
    const at = random() < faithful ? style % all.length : Math.floor(random() ** 2 * all.length);
    return all.slice(at, at + 1);
  };
  return Array.from({ length: number }, () => {
    const kind = roomKinds[Math.floor(random() * roomKinds.length)] ?? {};
    const style = Math.floor(random() * styles);
    const roles = (Object.entries(kind) as [Role, number][]).filter(([, often]) => random() < often);
    return roles.flatMap(([role]) => chosen(role, style));
  });
}
