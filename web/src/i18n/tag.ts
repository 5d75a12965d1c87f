// Converts language tags as pages write them to those that Intl accepts.

/** Returns the first valid tag in canonical form, e.g. `sv-SE` for `sv_SE` or `sv_SE.UTF-8`; else `en`. */
export function tagOf(...asked: readonly (string | null | undefined)[]): string {
  for (const text of asked) {
    try {
      const [tag] = Intl.getCanonicalLocales(text?.split(/[.@]/)[0]?.replaceAll("_", "-"));
      if (tag) return tag;
    } catch {
      // Invalid: try the next one.
    }
  }
  return "en";
}

/** Returns the first of the user's tags that adds a region to `tag`, else `tag`: dates differ by region. */
export function regional(tag: string, own: readonly string[]): string {
  return own.find((other) => other.startsWith(`${tag}-`)) ?? tag;
}
