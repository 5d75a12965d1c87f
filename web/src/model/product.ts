// The properties of a product that matter in a room.

/** How a product is built and drawn: symbols/ has a top view of each kind, view3d/ a body. */
export const kinds = [
  "sofa",
  "corner",
  "armchair",
  "ottoman",
  "chair",
  "stool",
  "bench",
  "table",
  "round-table",
  "desk",
  "bed",
  "nightstand",
  "wardrobe",
  "drawers",
  "storage",
  "shelf",
  "tv-unit",
  "lamp",
  "rug",
  "round-rug",
  "plant",
  "mirror",
  "table-lamp",
  "ceiling-lamp",
  "wall-shelf",
  "picture",
  "curtain",
  "other",
] as const;
export type Kind = (typeof kinds)[number];

/**
 * What holds a piece: the floor, a wall (at the product's height), the top of another piece, or the ceiling.
 * `floor-or-top` stands on either.
 */
export const mounts = ["floor", "wall", "top", "ceiling", "floor-or-top"] as const;
export type Mount = (typeof mounts)[number];

const mountsByKind: Partial<Record<Kind, Mount>> = {
  mirror: "wall",
  "wall-shelf": "wall",
  picture: "wall",
  curtain: "wall",
  "ceiling-lamp": "ceiling",
  "table-lamp": "top",
  plant: "floor-or-top",
};

/** Reports whether a piece hangs, at a height that people may choose. */
export function hangs(mount: Mount): mount is "wall" | "ceiling" {
  return mount === "wall" || mount === "ceiling";
}

/** Returns what holds a piece of a kind, unless its product says otherwise. */
export function mountOf(kind: Kind): Mount {
  return mountsByKind[kind] ?? "floor";
}

const carriers: ReadonlySet<Kind> = new Set([
  "table",
  "round-table",
  "desk",
  "bench",
  "stool",
  "nightstand",
  "drawers",
  "storage",
  "shelf",
  "tv-unit",
  "wardrobe",
  "wall-shelf",
]);

/** Reports whether other pieces may stand on a piece of a kind, unless its product says otherwise. */
export function carries(kind: Kind): boolean {
  return carriers.has(kind);
}

/** Returns the kind that an own piece is drawn as: "other" for one that this version does not know. */
export function drawnKind(kind: string): Kind {
  return kinds.find((known) => known === kind) ?? "other";
}

/** Reports whether other pieces may stand on an own piece of a kind. */
export function ownCarries(kind: string): boolean {
  const drawn = drawnKind(kind);
  return drawn === "other" || carries(drawn);
}

/** Width, depth (front to back) and height of the unrotated product, its front downwards; millimetres. */
export interface Size {
  width: number;
  depth: number;
  height: number;
}
