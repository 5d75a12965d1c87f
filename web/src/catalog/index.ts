// The catalogue: loads, looks up and searches it.

export { type ColourFamily, colourFamilies, colourFamily, colourNames } from "./colours.ts";
export { CatalogError, loadCatalog } from "./load.ts";
export { inLanguage, pieceOf } from "./piece.ts";
export { type Filters, search } from "./search.ts";
