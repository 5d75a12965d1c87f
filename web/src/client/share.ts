// The client library's third entry point: cursors and drag previews. Separate, so that a page can display a room,
// and be alone in it, without loading this.

import type { Room } from "./room.ts";
import { type LoadDirectChannels, SharedPresence } from "./shared-presence.ts";

/**
 * Shows this peer's cursor and drags to the other peers, and theirs here, from now on. `loadDirect` imports
 * direct/direct-channels.ts: it is called when this peer may have direct channels (DC10), and without it there are
 * none.
 */
export function sharePresence(room: Room, loadDirect?: LoadDirectChannels): void {
  room.share((host) => new SharedPresence(host, loadDirect));
}
