// Loads the inspector, the pages of the side and the dialogs, once for all planners of the document;
// each planner takes their style sheets.

import { loadRequired } from "../loading/lazy-modules.ts";
import type { Context } from "./context.ts";
import type { PanelHost } from "./host.ts";
import { derived } from "./tracked.ts";

type Pages = typeof import("./pages.ts");

let pages: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages, for a template, which is drawn again when they have loaded. */
export function pagesOf(context: Context): Pages | undefined {
  // Whether what was drawn is stale is asked at each frame: that must load nothing.
  derived(() => pages);
  return loadedPages(context.host, () => context.set({}));
}

/** Loads the pages before somebody opens one. */
export function preloadPages(): void {
  void load();
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
  void load().then(then);
  return undefined;
}

function load(): Promise<Pages> {
  loading ??= loadRequired("pages", () => import("./pages.ts")).then((loaded) => {
    pages = loaded;
    return loaded;
  });
  return loading;
}
