// What is needed to work in a room, and not to see it. It is one chunk, which comes as soon
// as the room is there.

export { Working } from "./working.ts";
