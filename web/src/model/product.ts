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
] as const;
export type Kind = (typeof kinds)[number];

/** Width, depth (front to back) and height of the unrotated product, its front downwards; millimetres. */
export interface Size {
  width: number;
  depth: number;
  height: number;
}
