// Formats and parses lengths; formats prices.

export { formatLength, type Units, unitsOf } from "./lengths.ts";
export { formatPrice } from "./prices.ts";
export { parseLength } from "./typed.ts";
