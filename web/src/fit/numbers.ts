// Every length that the check goes by, in millimetres, and why. docs/fit.md tells it to people.

/** A table so high has seats under it; lower ones are coffee tables. Sitting height is 450, plus legs. */
export const tableMm = 650;
/** This part of a chair, from its front, goes under a table; the rest is its back. */
export const seatDepth = 0.75;
/** Rounding may put a piece this far into a wall. */
export const slackMm = 2;
/** Less to spare than this is tight: walls, floors and tape measures are never exact. */
export const narrowMm = 20;
