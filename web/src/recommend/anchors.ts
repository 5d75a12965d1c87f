// The pieces that say what a room is for: by them it is furnished.

import type { Role } from "../arrange/roles.ts";
import { companyOf, listedOf } from "./company.ts";

export type RoomKind = "living" | "dining" | "bedroom" | "office";

/** The anchors, in the order in which they are recommended for an empty room, with the rooms that they make. */
const anchors: ReadonlyMap<Role, RoomKind> = new Map<Role, RoomKind>([
  ["sofa", "living"],
  ["bed", "bedroom"],
  ["dining-table", "dining"],
  ["desk", "office"],
]);

/** An anchor is taken for that of a room if it has at least so many times the votes of the next one. */
const certainty = 2;

/** Returns the kind of room that a role makes; undefined for one that makes none. */
export function roomOf(role: Role): RoomKind | undefined {
  return anchors.get(role);
}

/** Returns the anchors that a room has. */
export function anchorsIn(roles: ReadonlyMap<Role, number>): Role[] {
  return [...anchors.keys()].filter((role) => roles.has(role));
}

/**
 * Returns the anchors that a room without one may be meant to have, by what stands in it: one if the others are
 * much less likely, and all if nothing speaks for any.
 */
export function likelyAnchors(roles: ReadonlyMap<Role, number>): Role[] {
  const votes = [...anchors.keys()]
    .map((anchor) => ({ anchor, votes: votesFor(anchor, roles) }))
    .sort((a, b) => b.votes - a.votes);
  const [first, second] = votes;
  if (!first || first.votes === 0) return [...anchors.keys()];
  if (first.votes >= certainty * (second?.votes ?? 0)) return [first.anchor];
  return votes.filter((each) => each.votes > 0).map(({ anchor }) => anchor);
}

/** Returns how much speaks for an anchor: each role by how much more it stands with that anchor than with others. */
function votesFor(anchor: Role, roles: ReadonlyMap<Role, number>): number {
  let votes = 0;
  for (const role of roles.keys()) {
    const all = [...anchors.keys()].reduce((sum, each) => sum + companyOf(each, role), 0);
    if (all > 0) votes += companyOf(anchor, role) / all;
    if (listedOf(role, anchor)) votes += 1;
  }
  return votes;
}
