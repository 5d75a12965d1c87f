// Loads the pages of the side and the dialogs, once for all planners of the document; each
// planner takes their style sheets.

import { eventually } from "../planner/eventually.ts";
import type { PanelHost } from "./host.ts";

type Pages = typeof import("./pages.ts");

let pages: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages; undefined until they have loaded. */
export function currentPages(): Pages | undefined {
  return pages;
}

/** The pages, for a planner that shows them; undefined until they have loaded, which `then` hears. */
export function loadedPages(
  { dress }: Pick<PanelHost, "dress">,
  then: (pages: Pages) => void,
): Pages | undefined {
  if (pages) {
    dress(pages.sheets);
    return pages;
  }
  loading ??= eventually(() => import("./pages.ts"));
  void loading.then((loaded) => {
    pages = loaded;
    then(loaded);
  });
  return undefined;
}
