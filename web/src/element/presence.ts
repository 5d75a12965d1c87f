// What is loaded when another person comes: cursors and drags, and names that differ.

export { sharePresence } from "../client/share.ts";
export { keepNameUnique } from "./guest-names.ts";
