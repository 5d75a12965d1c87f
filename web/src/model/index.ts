// The types that all parts of the planner share. Imports nothing outside this folder.

export type * from "./finding.ts";
export * from "./place.ts";
export type * from "./plan.ts";
export type * from "./point.ts";
export * from "./product.ts";
