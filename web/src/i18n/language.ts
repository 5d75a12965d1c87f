// The languages that there are texts in.

/** Primary subtags of the languages. */
export const languages = ["en", "sv", "de"] as const;
export type Language = (typeof languages)[number];

/** Returns the language of a tag: `sv` for `sv-FI` and `sv_FI`, `en` for unknown ones. */
export function nearest(tag: string): Language {
  const primary = tag.toLowerCase().split(/[-_.@]/)[0];
  return languages.find((l) => l === primary) ?? "en";
}

/** The type of a dictionary with the same keys and arguments as `T`, but other texts. */
export type Worded<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Worded<T[K]> };
