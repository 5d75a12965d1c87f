// Encodes cursors as JSON, with their keys in the order of the golden files (WR9), for the server and for direct
// channels. Loaded when another peer comes.

import { orderedPreview } from "./encode-place.ts";
import type { CursorCommand } from "./protocol.ts";
import { sharedView } from "./shared-view.ts";

/** Returns the frame of a command to the server. */
export function encodeCursor(c: CursorCommand): string {
  return JSON.stringify({ action: c.action, ...shown(c), to: c.to });
}

/** Returns the frame of an event that goes through direct channels; `peer` is its sender. */
export function encodeDirectCursor(peer: string, c: CursorCommand): string {
  return JSON.stringify({ type: "cursor", peer, ...shown(c) });
}

/** JSON has no field whose value is undefined. */
function shown({ points, drag, follows, view }: CursorCommand): object {
  return { points, drag: drag?.map(orderedPreview), follows, view: sharedView(view) };
}
