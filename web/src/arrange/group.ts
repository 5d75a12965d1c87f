// What stands with a piece, and goes along when it is moved.

import { carriedAlong } from "../furniture/carried-along.ts";
import type { Place } from "../model/index.ts";
import { guidelineOf } from "./comfort.ts";
import { follows } from "./guidelines.ts";
import { roleOf } from "./roles.ts";
import type { Stood } from "./setting.ts";

/** What is farther than this from a piece does not stand with it, millimetres from centre to centre. */
const groupMm = 2000;

/** Returns the new places, by id, of the pieces that stand with a leader that moves to another place. */
export function groupMoved(leader: Stood, items: readonly Stood[], to: Place): Map<string, Place> {
  const role = roleOf(leader.piece);
  const { place: from } = leader;
  const group = items.filter(({ id, piece, place }) => {
    if (id === leader.id || !follows(roleOf(piece))) return false;
    const belongs = guidelineOf(roleOf(piece)).partners?.some((partner) => partner.to.includes(role));
    return belongs === true && Math.hypot(place.x - from.x, place.y - from.y) <= groupMm;
  });
  return new Map(group.map(({ id, place }) => [id, { ...carriedAlong(place, from, to), z: place.z }]));
}
