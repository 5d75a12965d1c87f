import type { WalkwayClass } from "../model/index.ts";

// Every number that the check goes by, in millimetres, and why. docs/fit.md says the same to
// those who advise shoppers: change both.
// Measures that people take.

/** Less to spare than this is tight: walls, floors and tape measures are never exact. */
export const narrowMm = 20;
/** Rounding may put a piece this far into a wall. */
export const slackMm = 2;

// Seats and tables.

/** A table so high has seats under it; lower ones are coffee tables. Sitting height is 450, plus legs. */
export const tableMm = 650;
/** This part of a chair, from its front, goes under a table; the rest is its back. */
export const seatDepth = 0.75;

// Doors and windows.

/** The floor before a door that is to stay free. */
export const doorwayMm = 600;
/** Nobody gets past what leaves less of a door's width. */
export const passMm = 600;
/** A door so far from its wall is still in it. */
export const seatedMm = 60;
/** Window sills are assumed so high: what is lower hides no window. */
export const sillMm = 900;
/** What stands so near to a window is in front of it. */
export const windowMm = 300;
/** Less than this of a window's width may be hidden. */
export const hiddenMm = 100;

// Clearances.

/** What reaches this little into the floor on a side does not count: skirting boards, rounding. */
export const grazeMm = 20;

// Walkways.

/** A passage narrower than a class is reported with the class it misses. */
export const walkways: readonly WalkwayClass[] = [60, 75, 90];
/** What is too narrow for this class but for no other is told, and not counted as tight: most homes have it. */
export const widestClass: WalkwayClass = 90;
/** Nobody gets through less, not even sideways. */
export const squeezeMm = 400;
/** Half of the widest class: more room than this is room enough. */
export const roomyMm = 450;
/** From where one stands an arm reaches so much farther. */
export const armMm = 150;
/** The floor before a piece on which one stands to use it; beside its ends, too, for what one sits on. */
export const standMm = roomyMm + armMm;
export const besideMm = 300;
/** The floor is looked at in cells of this size; in halls of more than some 60 square metres in larger ones. */
export const cellMm = 50;
export const mostCells = 25_000;

// The way in.

/** Doors of rooms, and the headroom over stairs, are assumed so high. */
export const doorHeightMm = 2000;
/** Corridors are as high as the room; so high where nobody measured it. */
export const corridorHeightMm = 2400;
