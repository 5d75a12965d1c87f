// Formats numbers in a language.

/** Cache: formatters are slow to create, and there are few. */
const formatters = new Map<string, Intl.NumberFormat>();

export function formatter(lang: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options);
  const made = formatters.get(key) ?? new Intl.NumberFormat(lang, options);
  formatters.set(key, made);
  return made;
}

export function decimal(value: number, most: number, lang: string, least = 0): string {
  return formatter(lang, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: false,
  }).format(value);
}
