// Looks up finishes of floors and walls in the catalogue.

import { finishOfWall, type WallRef } from "../model/finishes.ts";
import type { Finishes } from "../model/index.ts";
import type { Catalog, Finish } from "./types.ts";

/** Returns the finishes for floors or walls; the first is the shop's default. */
export function finishesOn({ finishes }: Pick<Catalog, "finishes">, on: Finish["on"]): Finish[] {
  return finishes.filter((finish) => finish.on === on);
}

/**
 * Returns the finish with an id; the shop's default for undefined and for one that the shop doesn't have (any
 * more), undefined if it has none at all.
 */
export function finishBy(
  catalog: Pick<Catalog, "finishes">,
  on: Finish["on"],
  id: string | undefined,
): Finish | undefined {
  const offered = finishesOn(catalog, on);
  return offered.find((finish) => finish.id === id) ?? offered[0];
}

/** Returns the finish of a plan's floor; undefined without a default. */
export function floorFinish(catalog: Pick<Catalog, "finishes">, chosen: Finishes = {}): Finish | undefined {
  return finishBy(catalog, "floor", chosen.floor);
}

/** Returns the finish of one of a plan's walls; undefined without a default. */
export function wallFinish(
  catalog: Pick<Catalog, "finishes">,
  chosen: Finishes = {},
  wall: WallRef,
): Finish | undefined {
  return finishBy(catalog, "wall", finishOfWall(chosen, wall));
}
