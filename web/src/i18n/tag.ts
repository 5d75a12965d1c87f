// Language tags as pages write them, made into those that Intl takes.

/** The first of some tags that is one, e.g. `sv-SE` for `sv_SE` or `sv_SE.UTF-8`; else English. */
export function tagOf(...asked: readonly (string | null | undefined)[]): string {
  for (const text of asked) {
    try {
      const [tag] = Intl.getCanonicalLocales(text?.split(/[.@]/)[0]?.replaceAll("_", "-"));
      if (tag) return tag;
    } catch {
      // The next may be one.
    }
  }
  return "en";
}

/** A tag with the region of the person's own tag of that language, where it has none: dates differ by region. */
export function regional(tag: string, own: readonly string[]): string {
  return own.find((other) => other.startsWith(`${tag}-`)) ?? tag;
}
