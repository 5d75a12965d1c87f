// What is loaded when another person comes: cursors and drags, names that differ, and following.

export { sharePresence } from "../client/share.ts";
export { keepNameUnique } from "./guest-names.ts";
export { ViewFollowing } from "./view-following.ts";
