// The catalogue: loads it, and looks up its products.

export { CatalogError, loadCatalog } from "./load.ts";
export { inLanguage, pieceOf } from "./piece.ts";
