// Input of the exports: the room's state, and how texts and numbers are formatted.

import type { Covered } from "../catalog/coverage.ts";
import type { Chosen } from "../catalog/piece.ts";
import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { PageTexts, Texts } from "../i18n/index.ts";
import type { Plan } from "../model/index.ts";
import type { Units } from "../units/index.ts";

export interface ExportInput {
  plan: Plan;
  items: ReadonlyMap<string, ItemView>;
  pieceOf: (item: Chosen) => Piece;
  /** Finishes to buy. */
  covered: readonly Covered[];
  /** Colour of the floor, `#rrggbb`; undefined for the usual one. */
  floor: string | undefined;
  fit: FitReport;
  texts: Texts;
  /** The texts of exports alone. */
  words: PageTexts["export"];
  /** BCP 47 tag. */
  lang: string;
  /** ISO 4217 code. */
  currency: string;
  units: Units;
  /** Name of the room. */
  name: string;
  shop: string;
  date: Date;
}
