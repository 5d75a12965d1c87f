// What is recommended, and what that is computed from.

import type { ColourFamily } from "../catalog/colours.ts";
import type { Piece } from "../catalog/types.ts";
import type { Task } from "../fit/task.ts";
import type { FitInput } from "../fit/types.ts";
import type { Place, Point } from "../model/index.ts";
import type { RoomKind } from "./anchors.ts";
import type { Assortment } from "./assortment.ts";
import type { Pairs } from "./pairs.ts";

/** Why a piece is recommended; `with` is the id of an item in the room. Lengths are millimetres. */
export type Reason =
  /** The two stand in the same room more often than by chance. */
  | { code: "together"; with: string }
  /** Their roles stand together. */
  | { code: "belongs"; with: string }
  /** The room has no piece of this role. */
  | { code: "missing" }
  /** It makes a room of that kind, of which there is nothing yet. */
  | { code: "begin"; room: RoomKind }
  /** Their colours go together; the recommended piece has one of that family. */
  | { code: "colour"; with: string; family: ColourFamily }
  /** Both are in the same part of the shop's prices. */
  | { code: "price"; with: string }
  /** It fits where item `with` does not. */
  | { code: "smaller"; with: string; width: number };

/** A piece that fits in the room at a place (RC1). */
export interface Recommendation {
  piece: Piece;
  place: Place;
  reason: Reason;
}

/**
 * Looks for a place for one more piece in a room, near a point if one is given. What it returns is checked by
 * the caller.
 */
export type FindPlace = (input: FitInput, piece: Piece, near?: Point) => Task<Place | undefined>;

/** A room for which pieces are recommended. */
export interface Occasion {
  /** The plan, and all items at the places where they are displayed. */
  input: FitInput;
  assortment: Assortment;
  /** Undefined if the shop has published none. */
  pairs?: Pairs | undefined;
  findPlace: FindPlace;
}
