// Suggestions in words: one chunk, loaded when somebody asks.

export { arrange } from "./arrange.ts";
export { askForProducts } from "./client.ts";
