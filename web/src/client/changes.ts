// The client library's second door: what changes a room. It is apart from the first, so that
// a page which only looks need not load it.

import type { Change } from "./change.ts";
import { Drag } from "./drag.ts";
import { type Edit, editRequest } from "./edit.ts";
import type { Room } from "./room.ts";

export { settled } from "./change.ts";

/** Grabs items to drag them, all or none (LK6): at once here, while they are acquired. */
export function acquire(room: Room, ids: readonly string[]): Drag {
  return room.hold((host) => new Drag(host, ids));
}

/** Changes a room by one command, all or none; shown at once, and rolled back when it is refused (CL1). */
export function edit(room: Room, edits: readonly Edit[]): Change {
  return room.change((versions) => editRequest(edits, versions));
}
