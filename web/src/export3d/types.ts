// Input of the 3D exports: the room's state.

import type { Chosen } from "../catalog/piece.ts";
import type { Catalog, Piece } from "../catalog/types.ts";
import type { Place, PlanBody } from "../model/index.ts";

/** An item of the room; `z` is the height of its lowest point, millimetres. */
export type ModelItem = Place & Chosen;

export interface ModelInput {
  /** Name of the room. */
  name: string;
  plan: PlanBody;
  /** Has the finishes of floor and walls. */
  catalog: Pick<Catalog, "finishes">;
  items: Iterable<ModelItem>;
  pieceOf: (item: ModelItem) => Piece;
}

export type ModelFormat = "glb" | "usdz";
