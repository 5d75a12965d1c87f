// The types of react.js. The build puts what they are made of beside them.

export * from "./types/react/index.js";
