// Which products are candidates for a room, best first. Nothing here knows whether they fit.

import { type Role, roleOf } from "../arrange/roles.ts";
import type { Task } from "../fit/task.ts";
import { roomOf } from "./anchors.ts";
import { companyOf, listedOf, rolesIn } from "./company.ts";
import { liftOf } from "./pairs.ts";
import { best, type Neighbour, type Scored, scored } from "./score.ts";
import type { Occasion, Reason } from "./types.ts";
import { wantedIn } from "./wanted.ts";

/** A product of a role that does not stand with the other's is a candidate from this lift on. */
const surprisingLift = 1.5;

type Room = Pick<Occasion, "assortment" | "pairs"> & { items: readonly Neighbour[] };

/** Returns the candidates that go with one item of a room (RC3). */
export function* rankWith({ items, assortment, pairs }: Room, anchor: Neighbour): Task<Scored[]> {
  const role = roleOf(anchor.piece);
  const there = rolesIn(items);
  const wanted = wantedIn(items);
  const enough = (other: Role) => (there.get(other) ?? 0) >= (wanted.roles.get(other)?.count ?? 1);
  const belongs = (other: Role) => {
    if (wanted.roles.has(other)) return true;
    return roomOf(other) === undefined && (!wanted.certain || listedOf(role, other) !== undefined);
  };
  const found: Scored[] = [];
  for (const offer of assortment.offers) {
    const company = companyOf(role, offer.role);
    const known =
      (company > 0 && belongs(offer.role)) ||
      liftOf(pairs, offer.product, anchor.piece.product) >= surprisingLift;
    if (offer.role === role || !known || enough(offer.role)) continue;
    const compared = { neighbours: [anchor], assortment, pairs };
    const reasons: Reason[] = company > 0 ? [{ code: "belongs", with: anchor.id }] : [];
    found.push(scored(offer, compared, company, reasons));
    yield;
  }
  return found.sort(byScore);
}

/** Returns the candidates of the roles that a room lacks (RC4). */
export function* rankMissing({ items, assortment, pairs }: Room): Task<Scored[]> {
  const there = rolesIn(items);
  const found: Scored[] = [];
  const wanted = wantedIn(items);
  for (const offer of assortment.offers) {
    const { weight } = wanted.roles.get(offer.role) ?? { weight: 0 };
    if (weight === 0 || there.has(offer.role)) continue;
    const room = wanted.certain ? undefined : roomOf(offer.role);
    const reasons = room === undefined ? missingOf(offer.role, items) : [{ code: "begin" as const, room }];
    found.push(scored(offer, { neighbours: items, assortment, pairs }, weight, reasons));
    yield;
  }
  return found.sort(byScore);
}

/** Returns why a role is missing: for the item with which it stands best, if any. */
function missingOf(role: Role, items: readonly Neighbour[]): Reason[] {
  const { value, of } = best(items, ({ piece }) => companyOf(roleOf(piece), role));
  return [...(value > 0 ? [{ code: "belongs" as const, with: of }] : []), { code: "missing" as const }];
}

/** Orders by score, then by product, so that the order never depends on that of the catalogue. */
function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.offer.product < b.offer.product ? -1 : 1);
}
