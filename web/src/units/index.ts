// Lengths and prices, as people write and read them.

export { formatLength, type Units, unitsOf } from "./lengths.ts";
export { formatPrice } from "./prices.ts";
export { parseLength } from "./typed.ts";
