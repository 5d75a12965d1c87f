// The words that all parts of the planner share. It imports nothing.

export type * from "./finding.ts";
export type * from "./plan.ts";
export type * from "./point.ts";
export * from "./product.ts";
