// Formats prices.

import { formatter } from "./numbers.ts";

/**
 * Formats a price from its currency's minor unit, e.g. 849000 SEK as `8 490 kr`. No decimals if whole. `short` is
 * for where few letters have room: never decimals, and the currency's shortest sign, e.g. `kr 26,195`.
 */
export function formatPrice(minor: number, currency: string, lang: string, short = false): string {
  const digits =
    formatter(lang, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = minor / 10 ** digits;
  const shown = short || Number.isInteger(amount) ? 0 : digits;
  const options = {
    style: "currency",
    currency,
    currencyDisplay: short ? "narrowSymbol" : "symbol",
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  } as const;
  return formatter(lang, options).format(amount);
}
