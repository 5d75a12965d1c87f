// What is not needed to show the room: the panels, the inspector and the dialogs. It comes
// right after the first drawing, so that the plan does not wait for it.

import inside from "../styles/inside.css?inline";
import { cart, cartFacts } from "./cart.ts";
import { company, companyFacts } from "./company.ts";
import type { Tab } from "./context.ts";
import { fit, fitFacts } from "./fit.ts";
import { furniture, furnitureFacts } from "./furniture.ts";
import type { Part } from "./region.ts";
import { room, roomFacts } from "./room.ts";

export { Dialog } from "./dialog.ts";
export { inspector } from "./inspector.ts";

export const panels: Record<Tab, Part> = {
  furniture: { facts: furnitureFacts, template: furniture },
  room: { facts: roomFacts, template: room },
  fit: { facts: fitFacts, template: fit },
  cart: { facts: cartFacts, template: cart },
  people: { facts: companyFacts, template: company },
};

let sheet: CSSStyleSheet | undefined;

/** Gives a shadow root the style sheet of all this, once. */
export function adopt(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(inside);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
