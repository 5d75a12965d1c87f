// The element's style sheets: constructed, so that no policy against inline styles stops
// them; made once for all elements of a page.

import drawing from "../drawing/drawing.css?inline";
import plan from "../plan2d/plan.css?inline";
import panels from "../styles/panels.css?inline";
import tokens from "../styles/tokens.css?inline";

let made: CSSStyleSheet[] | undefined;

export function sheets(): CSSStyleSheet[] {
  made ??= [tokens, drawing, panels, plan].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}
