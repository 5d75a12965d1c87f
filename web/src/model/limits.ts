// Limits of what a room may have, as the server checks them.

/** Allowed range of a ceiling's height, millimetres. */
export const ceilingHeight = { least: 1_000, most: 10_000 };

/** Range of an own piece's lengths, millimetres. */
export const ownLength = { least: 1, most: 20_000 };

/** Most items in a room. */
export const mostItems = 500;
