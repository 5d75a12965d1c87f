// What a room wants beside what stands in it.

import type { Role } from "../arrange/roles.ts";
import { anchorsIn, likelyAnchors } from "./anchors.ts";
import { type Company, companionsOf, type Items, rolesIn } from "./company.ts";

export interface Wanted {
  /** The roles, with the best weight, and how many in all. */
  roles: ReadonlyMap<Role, Company>;
  /** Whether the anchor of the room is known: else the roles are anchors to choose from. */
  certain: boolean;
}

/** How much less each likely anchor is wanted than the one before it. */
const step = 0.05;

/**
 * Returns what a room wants: what stands with its anchors. If it has none, the likely anchor and its company, or, if
 * several are likely, these to choose from.
 */
export function wantedIn(items: Items): Wanted {
  const there = rolesIn(items);
  const present = anchorsIn(there);
  const likely = present.length > 0 ? [] : likelyAnchors(there);
  const certain = likely.length < 2;
  const roles = new Map<Role, Company>(
    likely.map((anchor, i) => [anchor, { weight: 1 - i * step, count: 1 }]),
  );
  if (!certain) return { roles, certain };
  for (const anchor of [...present, ...likely]) {
    const number = there.get(anchor) ?? 1;
    for (const [other, { weight, count }] of companionsOf(anchor)) {
      const before = roles.get(other);
      roles.set(other, {
        weight: Math.max(weight, before?.weight ?? 0),
        count: Math.max(number * count, before?.count ?? 0),
      });
    }
  }
  return { roles, certain };
}
