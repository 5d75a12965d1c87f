// Whether an item can be delivered: checks each of its packages against each measured part of the way.

import type { Package } from "../catalog/types.ts";
import type { Delivery, Door, Finding, Plan, Verdict, WayPart } from "../model/index.ts";
import { type Edges, intoLift, type Passage, roundCorner, throughOpening } from "./passage.ts";
import type { PlacedItem } from "./placed-item.ts";
import { corridorHeightMm, doorHeightMm, narrowMm } from "./thresholds.ts";

/** The tightest dimension of a box on a part of the way. */
interface Stop extends Passage {
  at: WayPart;
}

/** The part of the way where a package has the least to spare; `package` is its number, from 1. */
export interface PackageStop extends Stop {
  package: number;
}

/** One part of the way: returns what a box needs there, and what there is. */
export type Part = (box: Edges) => Stop;

/**
 * Returns the known parts of the way, from the street. Lift and stairs count as one part, and so do the
 * room's doors, without those of balconies: of several, the one with the most to spare.
 */
export function wayOf({ delivery = {}, doors, ceiling = corridorHeightMm }: Plan): Part[] {
  const { door, corridor } = delivery;
  const way: Part[] = [];
  if (door) way.push((box) => ({ at: "door", ...throughOpening(box, door.width, door.height) }));
  const up = upstairs(delivery);
  if (up.length > 0) way.push((box) => up.map((part) => part(box)).reduce(easier));
  if (corridor) way.push((box) => ({ at: "corridor", ...roundCorner(box, corridor.width, ceiling) }));
  const rooms = doors.filter((d) => !d.balcony).map(roomDoor);
  if (rooms.length > 0) way.push((box) => rooms.map((part) => part(box)).reduce(easier));
  return way;
}

function roomDoor({ width, height = doorHeightMm }: Door): Part {
  return (box) => ({ at: "room-door", ...throughOpening(box, width, height) });
}

function upstairs({ lift, stairs }: Delivery): Part[] {
  const ways: Part[] = [];
  if (lift) ways.push((box) => ({ at: "lift", ...intoLift(box, [lift.width, lift.depth, lift.height]) }));
  if (stairs) ways.push((box) => ({ at: "stairs", ...throughOpening(box, stairs.width, doorHeightMm) }));
  return ways;
}

function easier(a: Stop, b: Stop): Stop {
  return spare(b) > spare(a) ? b : a;
}

/** Returns the spare length, millimetres; below 0 if a package does not pass. */
export function spare({ needs, has }: Passage): number {
  return has - needs;
}

/** Reports whether at least one part of the way to the room was measured. */
export function isMeasured({ delivery }: Plan): boolean {
  return delivery !== undefined && Object.values(delivery).some((part) => part !== undefined);
}

/**
 * Returns a finding for each part of the way where the package with the least
 * to spare has too little; and one that says so when the way was not measured.
 */
export function deliveryFindings({ piece }: PlacedItem, way: readonly Part[], measured: boolean): Finding[] {
  if (piece.own || piece.packages.length === 0) return [];
  const found = way.flatMap((part) => partFinding(part, piece.packages));
  return measured ? found : [...found, { code: "delivery-unknown", verdict: "fits" }];
}

function partFinding(part: Part, packages: readonly Package[]): Finding[] {
  const stop = worstAt(part, packages);
  const verdict = verdictAt(stop);
  return verdict === "fits" ? [] : [{ code: "delivery", verdict, ...stop, needs: Math.ceil(stop.needs) }];
}

/** Returns the stop of the package with the least to spare on a part of the way; there must be a package. */
export function worstAt(part: Part, packages: readonly Package[]): PackageStop {
  return packages
    .map(({ width, depth, height }, i) => ({ ...part([width, depth, height]), package: i + 1 }))
    .reduce((a, b) => (spare(b) < spare(a) ? b : a));
}

/** Returns whether a package passes, only just, or not at all. */
export function verdictAt(stop: Passage): Verdict {
  if (spare(stop) >= narrowMm) return "fits";
  return stop.needs > stop.has ? "blocked" : "tight";
}
