import type { WalkwayClass } from "../model/index.ts";

// All limits of the check in millimetres, with their reasons.
// docs/fit.md documents them for those who advise shoppers: change both.

// Measurements.

/** Spare length below which a dimension is tight: walls, floors and tape measures are never exact. */
export const narrowMm = 20;
/** Depth up to which an item may be in a wall, because positions are rounded. */
export const slackMm = 2;

// Seats and tables.

/**
 * Least height of a table that seats go under; lower ones
 * are coffee tables. Sitting height is 450, plus legs.
 */
export const tableMm = 650;
/** Part of a chair's depth, from its front, that goes under a table; the rest is its back. */
export const seatDepth = 0.75;

// Heights.

/** Distance up to which what hangs counts as at its wall, or as at the ceiling. */
export const hangMm = 5;
/** How far from its wall one end of a wall piece may be, as part of its width: rotations are whole degrees. */
export const askew = Math.sin(Math.PI / 360);
/** Height under which people must duck; what is higher is in nobody's way. */
export const headroomMm = 2000;

// What is fixed in the room.

/** Distance that a radiator needs in front of it. */
export const radiatorMm = 100;
/** How far a plug sticks out of a socket. */
export const plugMm = 20;

// Doors and windows.

/** Depth of the floor in front of a door that must stay free. */
export const doorwayMm = 600;
/** Width that an item must leave of a door, so that people can pass. */
export const passMm = 600;
/** Largest distance between a door's centre and its wall. */
export const seatedMm = 60;
/** Assumed height of window sills that were not measured: a lower item doesn't hide a window. */
export const sillMm = 900;
/** Distance within which an item is in front of a window. */
export const windowMm = 300;
/** Hidden width of a window from which on it is reported. */
export const hiddenMm = 100;

// Clearances.

/** Width at either end of a side where an obstruction is ignored, because of skirting boards and rounding. */
export const grazeMm = 20;

// Walkways.

/** Classes of walkways, centimetres; a narrower passage is reported with the class that it misses. */
export const walkways: readonly WalkwayClass[] = [60, 75, 90];
/** The class whose lack is reported, but not counted as tight, because most homes lack it. */
export const widestClass: WalkwayClass = 90;
/** Width below which nobody gets through, not even sideways. */
export const squeezeMm = 400;
/** Half of the widest class: more is never needed. */
export const roomyMm = 450;
/** How much farther than half the width of the way an arm reaches. */
export const armMm = 150;
/**
 * Depth of the floor in front of a piece from which it is
 * used; for seats it extends past both ends by `besideMm`.
 */
export const standMm = roomyMm + armMm;
export const besideMm = 300;
/** Size of the floor's cells; they are larger in rooms of more than about 60 square metres. */
export const cellMm = 50;
export const mostCells = 25_000;

// The way in.

/** Assumed height of doors that were not measured, and headroom over stairs. */
export const doorHeightMm = 2000;
/** Assumed height of a corridor when the room's height is unknown. */
export const corridorHeightMm = 2400;
