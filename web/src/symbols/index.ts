// Furniture and rooms from above, true to scale. The plan, the catalogue, the exported picture and the print
// draw the same shapes.

export { contour } from "./contour.ts";
export { dimensionsOf } from "./dimensions.ts";
export { slopeLabels } from "./fixed.ts";
export { roomShapes } from "./room.ts";
export type { Shape, Tone } from "./shapes.ts";
export { drawRank, isFlat, topView } from "./top-view.ts";
