// The types of planner.js. The build puts what they are made of beside them.

export * from "./types/element/published.js";
