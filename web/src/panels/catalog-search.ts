// The search of the furniture panel. A large catalogue is indexed in slices, so that typing never waits for it.

import { isPrepared, prepare, search } from "../catalog/search.ts";
import type { Catalog } from "../catalog/types.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

const started = new WeakMap<Catalog, Set<string>>();

/** Returns the search; undefined until the catalogue is indexed, then the panel is drawn again. */
export function searchOf(context: Context): typeof search | undefined {
  const { catalog, lang } = context.scene;
  const begun = started.get(catalog) ?? new Set();
  started.set(catalog, begun);
  if (!begun.has(lang)) {
    begun.add(lang);
    void prepare(catalog, lang).then(() => context.set({}));
  }
  return derived(() => isPrepared(catalog, lang)) ? search : undefined;
}
