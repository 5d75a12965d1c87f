// The client library's second entry point: changes a room. Separate, so that a page that only displays rooms
// need not load it.

import type { Change } from "./change.ts";
import { Drag } from "./drag.ts";
import { type Edit, editRequest } from "./edit.ts";
import type { Room } from "./room.ts";

export { settled } from "./change.ts";

/** Starts dragging items, all or none (LK6): they can be dragged at once, while the lease is acquired. */
export function acquire(room: Room, ids: readonly string[]): Drag {
  return room.hold((host) => new Drag(host, ids));
}

/** Changes a room by one command, all or none; displayed at once, and rolled back when refused (CL1). */
export function edit(room: Room, edits: readonly Edit[]): Change {
  return room.change((versions) => editRequest(edits, versions));
}
