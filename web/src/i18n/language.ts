// The languages that there are words in.

/** Languages there are, by primary subtag. */
export const languages = ["en", "sv", "de"] as const;
export type Language = (typeof languages)[number];

/** The nearest language to a tag: `sv-FI` and `sv_FI` are `sv`; unknown ones are `en`. */
export function nearest(tag: string): Language {
  const primary = tag.toLowerCase().split(/[-_.@]/)[0];
  return languages.find((l) => l === primary) ?? "en";
}

/** The same keys and arguments, but not the same words. */
export type Worded<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Worded<T[K]> };
