// The guidelines by which furniture is placed, with their sources, as measures and weights. Rules that must
// hold are the fit check's (fit/thresholds.ts); these say which of the places that fit is better.
//
// Sources:
// [M] P. Merrell and others: Interactive Furniture Layout Using Interior Design Guidelines, SIGGRAPH 2011.
// [Y] L.-F. Yu and others: Make it Home: Automatic Optimization of Furniture Arrangement, SIGGRAPH 2011.
// [P] J. Panero, M. Zelnik: Human Dimension and Interior Space, 1979.
// [N] E. Neufert: Architects' Data.
// Those without a source are what shops advise.

import type { Role } from "./roles.ts";

// Measures, millimetres.

/** [P] Between a sofa and its coffee table: within reach, and room for the legs. */
export const coffeeTableGapMm = 400;
/** [M] Distance at which people talk, from one seat to the other: 4 to 8 feet; they may turn their heads, degrees. */
export const talking = { least: 1200, best: 1800, most: 2400, turn: 45 };
/**
 * From a screen of usual size to the seats: it then fills about 30 degrees of what a person sees. It is in line with
 * them, or at most this far aside.
 */
export const watching = { least: 1800, best: 2600, most: 4000, turn: 0, aside: 1000 };
/** Between a piece and what stands beside it, such as a lamp beside a sofa. */
export const besideGapMm = 60;
/** Between the end of a bed, or a seat, and a bench or an ottoman before it. */
export const footGapMm = 350;
/** [N] Width of one person's place at a table. */
export const seatWidthMm = 600;
/** How far the seat of a chair is under its table. */
export const tuckMm = 150;
/** Between two pieces that hang beside or above each other. */
export const wallGapMm = 100;
/** Between the top of a sofa or sideboard and the picture above it. */
export const aboveGapMm = 200;
/** How far a rug reaches under a sofa or a bed, from their front. */
export const rugUnderMm = 300;
/** [N] Free floor round a dining table, so that people can sit down and get up. */
export const diningMm = 900;
/** [P] Highest top on which a person reaches what stands there. */
export const reachMm = 1300;
/** A distance at which a piece is no longer beside, or before, another. */
export const strayMm = 1200;
/** Distance from a door at which a bed is out of its way. */
export const calmMm = 2500;
/** Distance from a window within which a place has its light. */
export const lightMm = 2500;

/** How a piece is placed with respect to another. */
export type Relation =
  /** In front of it, with its back or front to it. */
  | "before"
  /** At its left or right, the backs in one line. */
  | "beside"
  /** At its sides, with the front towards it. */
  | "around"
  /** The two face each other at a distance from which a screen is seen well. */
  | "watches"
  /** Faces it, at a distance at which people talk. */
  | "talks"
  /** Lies under it. */
  | "under"
  /** Hangs above it: on the wall behind it, or from the ceiling. */
  | "above"
  /** Stands on its top. */
  | "on"
  /** [M] Is the mirror image of one of its own kind that stands around it as well. */
  | "mirrors";

interface Partner {
  relation: Relation;
  /** With any of these; the weight counts once, for the best of them. */
  to: readonly Role[];
  weight: number;
}

/** Weights of what matters for one role; what is missing does not matter. */
export interface Guideline {
  /** [M, Y] Its back is at a wall. */
  backed?: number;
  /** [M] It is at the middle of its wall, of the longest if possible. */
  centred?: number;
  /** It is in a corner, where nobody walks. */
  corner?: number;
  /** It has free floor on all sides. */
  open?: number;
  /** It is in the middle of the room. */
  middle?: number;
  /** It is beside a window, for light. */
  light?: number;
  /** [Y] It is away from the doors. */
  calm?: number;
  /** [M] It faces the focus of the room: a window, where there is no screen. */
  view?: number;
  /** Relations to other pieces; one counts only if such a piece is in the room. */
  partners?: readonly Partner[];
}

export const guidelines: Readonly<Partial<Record<Role, Guideline>>> = {
  sofa: {
    backed: 3,
    centred: 1.5,
    calm: 0.5,
    view: 0.5,
    partners: [
      { relation: "watches", to: ["tv-unit"], weight: 4 },
      { relation: "talks", to: ["sofa", "armchair"], weight: 1 },
    ],
  },
  "tv-unit": {
    backed: 4,
    centred: 0.5,
    partners: [{ relation: "watches", to: ["sofa", "bed"], weight: 5 }],
  },
  armchair: {
    light: 0.5,
    partners: [
      { relation: "around", to: ["coffee-table"], weight: 2 },
      { relation: "watches", to: ["tv-unit"], weight: 0.5 },
      { relation: "talks", to: ["sofa", "armchair"], weight: 2 },
      { relation: "mirrors", to: ["coffee-table", "sofa"], weight: 2 },
    ],
  },
  "coffee-table": {
    partners: [
      { relation: "before", to: ["sofa"], weight: 4 },
      { relation: "before", to: ["armchair"], weight: 1 },
    ],
    open: 0.5,
  },
  "side-table": {
    partners: [{ relation: "beside", to: ["sofa", "armchair", "bed"], weight: 3 }],
    corner: 0.5,
  },
  "dining-table": { open: 2, light: 0.5, partners: [{ relation: "under", to: ["ceiling-lamp"], weight: 1 }] },
  chair: {
    backed: 0.3,
    partners: [
      { relation: "around", to: ["dining-table", "desk"], weight: 4 },
      { relation: "mirrors", to: ["dining-table"], weight: 1 },
    ],
  },
  stool: {
    corner: 0.3,
    partners: [
      { relation: "around", to: ["dining-table", "desk"], weight: 2 },
      { relation: "mirrors", to: ["dining-table"], weight: 0.5 },
    ],
  },
  bench: {
    backed: 0.5,
    partners: [
      { relation: "around", to: ["dining-table"], weight: 2 },
      { relation: "before", to: ["bed"], weight: 1 },
    ],
  },
  ottoman: { partners: [{ relation: "before", to: ["armchair", "sofa"], weight: 2 }], corner: 0.3 },
  desk: { backed: 2, light: 1, corner: 0.5 },
  bed: { backed: 4, centred: 1.5, calm: 1 },
  nightstand: {
    backed: 1,
    partners: [
      { relation: "beside", to: ["bed"], weight: 4 },
      { relation: "mirrors", to: ["bed"], weight: 1 },
    ],
  },
  wardrobe: { backed: 4, corner: 1 },
  drawers: { backed: 4, corner: 0.5 },
  storage: { backed: 4, centred: 0.5 },
  shelf: { backed: 4, corner: 1 },
  lamp: {
    corner: 0.7,
    partners: [
      { relation: "beside", to: ["sofa", "armchair"], weight: 2 },
      { relation: "mirrors", to: ["sofa"], weight: 0.5 },
    ],
  },
  rug: {
    middle: 0.3,
    partners: [
      { relation: "under", to: ["coffee-table", "sofa", "bed"], weight: 3 },
      { relation: "under", to: ["dining-table"], weight: 1 },
    ],
  },
  plant: { corner: 1, light: 1, partners: [{ relation: "beside", to: ["tv-unit", "sofa"], weight: 0.5 }] },
  mirror: {
    backed: 4,
    centred: 0.3,
    partners: [{ relation: "above", to: ["drawers", "storage"], weight: 2 }],
  },
  picture: {
    backed: 4,
    centred: 0.5,
    partners: [{ relation: "above", to: ["sofa", "storage", "drawers", "bed"], weight: 2 }],
  },
  "wall-shelf": {
    backed: 4,
    centred: 0.3,
    partners: [{ relation: "above", to: ["desk", "drawers", "storage"], weight: 1 }],
  },
  curtain: { backed: 4, light: 4 },
  "table-lamp": {
    partners: [{ relation: "on", to: ["nightstand", "side-table", "drawers", "storage", "desk"], weight: 2 }],
  },
  "ceiling-lamp": {
    middle: 1,
    partners: [{ relation: "above", to: ["dining-table", "coffee-table"], weight: 3 }],
  },
  other: { backed: 2, corner: 0.5 },
};

/** [M] The pieces that a room is arranged by, in the order in which they get their places; all others follow. */
const anchors: readonly Role[] = ["bed", "sofa", "dining-table", "tv-unit", "wardrobe", "desk"];
/** Pieces that stand with others, and get their places after them, in this order. */
const followers: readonly Role[] = [
  "coffee-table",
  "nightstand",
  "armchair",
  "chair",
  "stool",
  "side-table",
  "ottoman",
  "lamp",
  "table-lamp",
  "ceiling-lamp",
  "rug",
];

/** Reports whether a room is arranged by pieces of a role. */
export function isAnchor(role: Role): boolean {
  return anchors.includes(role);
}

/** Reports whether a piece of a role stands with others, so that its place follows from theirs. */
export function follows(role: Role): boolean {
  return followers.includes(role);
}

/** Returns how much the comfort of a role counts. */
export function weightOf(role: Role): number {
  return isAnchor(role) ? 2 : 1;
}

/** Returns the rank of a role in the order in which pieces get their places: the lowest first. */
export function turnOf(role: Role): number {
  const anchor = anchors.indexOf(role);
  if (anchor >= 0) return anchor;
  return anchors.length + followers.indexOf(role) + 1;
}
