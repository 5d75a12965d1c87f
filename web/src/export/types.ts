// What is exported: the room as it stands, and how its words and numbers are written.

import type { Piece } from "../catalog/types.ts";
import type { ItemView } from "../client/index.ts";
import type { FitReport } from "../fit/types.ts";
import type { Texts } from "../i18n/index.ts";
import type { Plan } from "../model/index.ts";
import type { Units } from "../units/index.ts";

export interface ExportInput {
  plan: Plan;
  items: ReadonlyMap<string, ItemView>;
  pieceOf: (item: { product: string; variant: string }) => Piece;
  fit: FitReport;
  texts: Texts;
  /** BCP 47. */
  lang: string;
  /** ISO 4217. */
  currency: string;
  units: Units;
  /** The room's. */
  name: string;
  shop: string;
  date: Date;
}
