// A smaller piece for one that does not fit (RC5).

import { roleOf } from "../arrange/roles.ts";
import type { Piece } from "../catalog/types.ts";
import { fitSteps } from "../fit/index.ts";
import type { Task } from "../fit/task.ts";
import { ridersOf } from "../furniture/carriers.ts";
import { rotatePoint } from "../geometry/index.ts";
import type { Place } from "../model/index.ts";
import { harmony } from "./harmony.ts";
import { fitsAt, mostItems } from "./placing.ts";
import type { Occasion, Recommendation } from "./types.ts";

const mostTries = 12;

/**
 * Returns the largest smaller piece that fits where an item is, or beside it; undefined if there is none, or if the item
 * itself fits somewhere in the room.
 */
export function* smallerFor(occasion: Occasion, id: string): Task<Recommendation | undefined> {
  const { input, assortment, findPlace } = occasion;
  const big = input.items.find((item) => item.id === id);
  if (!big || input.items.length > mostItems || ridersOf(id, input.items).length > 0) return undefined;
  const rest = { ...input, items: input.items.filter((item) => item !== big) };
  const before = yield* fitSteps(rest);
  const own = yield* findPlace(rest, big.piece);
  if (own && (yield* fitsAt(rest, before, big.piece, own))) return undefined;
  for (const piece of candidatesFor(big.piece, assortment).slice(0, mostTries)) {
    for (const place of placesWithin(big.place, big.piece, piece)) {
      if (yield* fitsAt(rest, before, piece, place)) return recommended(piece, place, id);
    }
    const place = yield* findPlace(rest, piece, [big.place.x, big.place.y]);
    if (place && (yield* fitsAt(rest, before, piece, place))) return recommended(piece, place, id);
  }
  return undefined;
}

function recommended(piece: Piece, place: Place, id: string): Recommendation {
  return { piece, place, reason: { code: "smaller", with: id, width: piece.size.width } };
}

/** Returns smaller pieces of the same role, the largest first; of equal ones, that of the nearest colour. */
function candidatesFor(big: Piece, { offers }: Occasion["assortment"]): Piece[] {
  const role = roleOf(big);
  const area = ({ size }: Piece) => size.width * size.depth;
  const smaller = ({ size }: Piece) =>
    size.width <= big.size.width && size.depth <= big.size.depth && area({ size } as Piece) < area(big);
  const pieces = offers
    .filter((offer) => offer.role === role)
    .flatMap((offer) => bestOfEachSize(offer.pieces, big));
  return pieces
    .filter((piece) => piece.mount === big.mount && smaller(piece))
    .sort((a, b) => area(b) - area(a));
}

/** Returns of each size of a product the variant whose colour goes best with another's. */
function bestOfEachSize(pieces: readonly Piece[], { colour }: Piece): Piece[] {
  const best = new Map<string, Piece>();
  for (const piece of pieces) {
    const size = Object.values(piece.size).join();
    const now = best.get(size);
    if (!now || harmony(piece.colour, colour) > harmony(now.colour, colour)) best.set(size, piece);
  }
  return [...best.values()];
}

/** Returns places of a smaller piece in the footprint of a larger one, backs in one line: left, middle, right. */
function placesWithin(place: Place, big: Piece, piece: Piece): Place[] {
  const spare = Math.floor((big.size.width - piece.size.width) / 2);
  const back = -Math.floor((big.size.depth - piece.size.depth) / 2);
  const sides = spare > 0 ? [0, -spare, spare] : [0];
  return sides.map((side) => {
    const [x, y] = rotatePoint([side, back], place.rotation);
    return { ...place, x: Math.round(place.x + x), y: Math.round(place.y + y) };
  });
}
