// Loads the inspector, the panels of the side and the dialogs with their texts, once for all planners of the
// document; each planner adds their style sheets.

import { loadPageTexts, nearest } from "../i18n/index.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

type Pages = typeof import("./pages.ts");

let pages: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** Returns the pages for a template; undefined until they have loaded, then the template is drawn again. */
export function pagesOf(context: Context): Pages | undefined {
  // Tracks the variable alone: tracked reads are repeated at each frame, and must load nothing.
  derived(() => pages);
  return loadedPages(context, () => context.set({}));
}

/** Starts to load the pages before one of them is opened. */
export function preloadPages(lang: string): void {
  void load(lang);
}

/** Returns the pages and adds their sheets to a planner; undefined until loaded, then calls `then`. */
export function loadedPages(
  { host: { dress }, scene }: Pick<Context, "host" | "scene">,
  then: (pages: Pages) => void,
): Pages | undefined {
  if (pages) {
    dress(pages.sheets);
    return pages;
  }
  void load(scene.lang).then(then);
  return undefined;
}

function load(lang: string): Promise<Pages> {
  loading ??= Promise.all([
    loadRequired("pages", () => import("./pages.ts")),
    loadRequired("texts", () => loadPageTexts(nearest(lang))),
  ]).then(([loaded]) => {
    pages = loaded;
    return loaded;
  });
  return loading;
}
