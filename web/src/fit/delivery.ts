// Does it get in: every package of a piece through every part of the way that was measured.

import type { Package } from "../catalog/types.ts";
import type { Delivery, Finding, Plan, WayPart } from "../model/index.ts";
import { type Edges, intoLift, type Passage, roundCorner, throughOpening } from "./passage.ts";
import type { PlacedItem } from "./placed-item.ts";
import { corridorHeightMm, doorHeightMm, narrowMm } from "./thresholds.ts";

/** Where a box has the least to spare on a part of the way. */
interface Stop extends Passage {
  at: WayPart;
}

/** One part of the way: what a box needs of it. */
type Part = (box: Edges) => Stop;

/** The way in, from the street, as far as it is known. What the lift won't take goes by the stairs. */
export function wayOf({ delivery = {}, doors, ceiling = corridorHeightMm }: Plan): Part[] {
  const { door, corridor } = delivery;
  const way: Part[] = [];
  if (door) way.push((box) => ({ at: "door", ...throughOpening(box, door.width, door.height) }));
  const up = upstairs(delivery);
  if (up.length > 0) way.push((box) => up.map((part) => part(box)).reduce(easier));
  if (corridor) way.push((box) => ({ at: "corridor", ...roundCorner(box, corridor.width, ceiling) }));
  if (doors.length > 0) {
    const widest = Math.max(...doors.map((d) => d.width));
    way.push((box) => ({ at: "room-door", ...throughOpening(box, widest, doorHeightMm) }));
  }
  return way;
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

function spare({ needs, has }: Passage): number {
  return has - needs;
}

/** True when somebody measured at least a part of the way to the room. */
export function isMeasured({ delivery }: Plan): boolean {
  return delivery !== undefined && Object.values(delivery).some((part) => part !== undefined);
}

/** For each part of the way the package that has the least to spare, where that is too little. */
export function deliveryFindings({ piece }: PlacedItem, way: readonly Part[], measured: boolean): Finding[] {
  if (piece.packages.length === 0) return [];
  const found = way.flatMap((part) => partFinding(part, piece.packages));
  return measured ? found : [...found, { code: "delivery-unknown", verdict: "fits" }];
}

function partFinding(part: Part, packages: readonly Package[]): Finding[] {
  const stops = packages.map(({ width, depth, height }, i) => ({
    ...part([width, depth, height]),
    package: i + 1,
  }));
  const { at, needs, has, ...worst } = stops.reduce((a, b) => (spare(b) < spare(a) ? b : a));
  if (has - needs >= narrowMm) return [];
  const verdict = needs > has ? "blocked" : "tight";
  return [{ code: "delivery", verdict, at, package: worst.package, needs: Math.ceil(needs), has }];
}
