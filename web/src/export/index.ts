// Takes the room out of the planner: a picture, a print to scale, a list to shop by.

export { shoppingList } from "./list.ts";
export { exportPdf } from "./pdf.ts";
export { exportPng } from "./png.ts";
export type { ExportInput } from "./types.ts";
