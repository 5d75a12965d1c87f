// Texts that depend on a number, by the plural rules of a language (CLDR).

/** Texts by plural category; `other` is used for a category without one. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Chooses a text by a number. */
export type Plural = (count: number, forms: Forms) => string;

/** Returns the function that applies a language's plural rules. */
export function pluralOf(lang: string): Plural {
  const rules = new Intl.PluralRules(lang);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
