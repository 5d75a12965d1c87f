// The demo shop's catalogue, and rooms with its furniture, for tests of the recommendations.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { placeSteps } from "../../src/arrange/placement.ts";
import { pieceOf } from "../../src/catalog/piece.ts";
import { readCatalog } from "../../src/catalog/read.ts";
import type { Piece } from "../../src/catalog/types.ts";
import type { FitInput } from "../../src/fit/types.ts";
import { assortmentOf } from "../../src/recommend/assortment.ts";
import type { FindPlace } from "../../src/recommend/types.ts";
import { door, item, plan } from "../fit/room.ts";

const file = new URL("../../public/catalog/catalog.json", import.meta.url);
export const { catalog } = readCatalog(JSON.parse(readFileSync(file, "utf8")));
const look = pieceOf(catalog, "en");
export const assortment = assortmentOf(catalog, look, "SEK");

/** Returns a piece of the catalogue; by default the first variant. */
export function sold(product: string, variant = ""): Piece {
  return look({ product, variant });
}

/** A living room of 6 by 4.5 m, with a door below at the right. */
export const livingRoom: FitInput = {
  plan: plan({ doors: [door] }),
  items: [item("sofa", sold("sofa.klinte"), 2200, 470), item("rug", sold("rug.ljung"), 2200, 1700)],
};

/** Proposes the places of a grid, none of them checked, in an order that depends on the piece. */
export const anywhere: FindPlace = function* ({ plan: { outline } }, piece) {
  yield;
  const seed = [...piece.product].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) >>> 0;
  const x = Math.max(...outline.map(([at]) => at));
  const y = Math.max(...outline.map(([, at]) => at));
  const z = piece.mount === "wall" ? piece.hangsAt : 0;
  return { x: seed % x, y: (seed >>> 8) % y, z, rotation: 90 * (seed % 4) };
};

/** Proposes places as the planner does. */
export const placing: FindPlace = (input, piece, near) => placeSteps(input, piece, { near, effort: 4000 });

/** Rooms with some of the catalogue's pieces at any places, whether they fit or not. */
export const anyRoom: fc.Arbitrary<FitInput> = fc
  .tuple(
    fc.integer({ min: 2500, max: 7000 }),
    fc.integer({ min: 2500, max: 6000 }),
    fc.array(
      fc.tuple(
        fc.constantFrom(...catalog.products.map(({ id }) => id)),
        fc.integer({ min: 300, max: 6000 }),
        fc.integer({ min: 300, max: 6000 }),
        fc.constantFrom(0, 90, 180, 270),
      ),
      { minLength: 1, maxLength: 7 },
    ),
  )
  .map(([width, depth, pieces]) => ({
    plan: plan({
      outline: [
        [0, 0],
        [width, 0],
        [width, depth],
        [0, depth],
      ],
    }),
    items: pieces.map(([product, x, y, rotation], i) =>
      item(`i${i}`, sold(product), Math.min(x, width - 300), Math.min(y, depth - 300), rotation),
    ),
  }));
