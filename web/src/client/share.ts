// The client library's third entry point: cursors and drag previews. Separate, so that a page can display a room,
// and be alone in it, without loading this.

import type { Room } from "./room.ts";
import { createSharedPresence } from "./shared-presence.ts";

/** Shows this peer's cursor and drags to the other peers, and theirs here, from now on. */
export function sharePresence(room: Room): void {
  room.share(createSharedPresence);
}
