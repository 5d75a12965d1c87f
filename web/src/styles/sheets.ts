// Style sheets for shadow roots: constructed, so that policies against inline
// styles don't block them; each is made once per page and shared by all elements.

const made = new Map<string, CSSStyleSheet>();

/** Adds style sheets to a shadow root, after its present ones; skips those that it has. */
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
