// The inspector, the panels but the furniture, the dialogs and the filter form: a chunk of its own, loaded
// when the first of them is needed.

import finishesSheet from "../finishes/finishes.css?inline";
import fieldSheet from "../ui/field.css?inline";
import swatchSheet from "../ui/swatch.css?inline";
import toolbarsSheet from "../ui/toolbars.css?inline";
import verdictMarkSheet from "../ui/verdict-mark.css?inline";
import arrangeSheet from "./arrange.css?inline";
import { arrangeBody } from "./arrange-dialog.ts";
import cartSheet from "./cart.css?inline";
import { cart } from "./cart.ts";
import type { DialogBody, DialogName, Tab } from "./context.ts";
import fitSheet from "./fit.css?inline";
import { fit } from "./fit.ts";
import helpSheet from "./help.css?inline";
import { helpBody } from "./help.ts";
import inspectorSheet from "./inspector.css?inline";
import inviteSheet from "./invite.css?inline";
import { inviteBody } from "./invite.ts";
import type { Template } from "./memo-view.ts";
import ownSheet from "./own.css?inline";
import { ownDialog } from "./own-dialog.ts";
import peoplePanelSheet from "./people-panel.css?inline";
import { peoplePanel } from "./people-panel.ts";
import { renameBody } from "./rename.ts";
import roomSheet from "./room.css?inline";
import { room } from "./room.ts";
import rowsSheet from "./rows.css?inline";
import { scanBody } from "./scan.ts";

export { searchOf } from "./catalog-search.ts";
export { filterForm } from "./filter-form.ts";
export { followSign } from "./follow-sign.ts";
export { inspector } from "./inspector.ts";
export { start } from "./start.ts";

export const sheets: readonly string[] = [
  fieldSheet,
  swatchSheet,
  verdictMarkSheet,
  inspectorSheet,
  // The inspector's button to place an item by a tap opens a toolbar over the plan.
  toolbarsSheet,
  rowsSheet,
  roomSheet,
  finishesSheet,
  fitSheet,
  cartSheet,
  peoplePanelSheet,
  inviteSheet,
  ownSheet,
  arrangeSheet,
  helpSheet,
];

/** Panels by tab. The furniture is not in this chunk, as it is the panel that is opened first. */
export const panels: Record<Exclude<Tab, "furniture">, Template> = {
  room,
  fit,
  cart,
  people: peoplePanel,
};

export const dialogs: Record<DialogName, DialogBody> = {
  invite: inviteBody,
  rename: renameBody,
  help: helpBody,
  own: ownDialog,
  scan: scanBody,
  arrange: arrangeBody,
};
