// The catalogue: get it, look things up in it, search it.

export { type ColourFamily, colourFamilies, colourFamily, colourNames } from "./colours.ts";
export { CatalogError, loadCatalog } from "./load.ts";
export { inLanguage, pieceOf } from "./piece.ts";
export { type Filters, search } from "./search.ts";
