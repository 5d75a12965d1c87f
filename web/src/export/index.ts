// Exports the room as a picture, as a print to scale, and as a shopping list.

export { shoppingList } from "./list.ts";
export { exportPdf } from "./pdf.ts";
export { exportPng } from "./png.ts";
export type { ExportInput } from "./types.ts";
