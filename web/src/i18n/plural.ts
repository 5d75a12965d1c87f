// Words that depend on a number, by the rules of a language (CLDR).

/** A wording for each category that the language distinguishes; `other` is for all that has none. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Chooses a wording by a number. */
export type Plural = (count: number, forms: Forms) => string;

/** The rules of a language. */
export function pluralOf(lang: string): Plural {
  const rules = new Intl.PluralRules(lang);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
