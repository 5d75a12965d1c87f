// What a product is, as far as a room is concerned.

/** How a product is built and drawn: symbols/ has a top view for each, view3d/ a body. */
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

/** Millimetres: across, front to back, and up, as the product stands unturned, its front downwards. */
export interface Size {
  width: number;
  depth: number;
  height: number;
}
