// Style sheets for shadow roots: constructed, so that no policy against inline styles stops
// them; made once for all elements of a page.

const made = new Map<string, CSSStyleSheet>();

/** Gives a shadow root style sheets, after those that it has. */
export function dress(root: ShadowRoot, ...texts: string[]): void {
  const more = texts.map(sheetOf).filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  root.adoptedStyleSheets.push(...more);
}

function sheetOf(text: string): CSSStyleSheet {
  const found = made.get(text);
  if (found) return found;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  made.set(text, sheet);
  return sheet;
}
