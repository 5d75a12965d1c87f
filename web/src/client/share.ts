// The client library's third entry point: cursors and drag previews. Separate, so that a page can display a room,
// and be alone in it, without loading this.

import type { Room } from "./room.ts";
import { type LoadDirectChannels, SharedPresence } from "./shared-presence.ts";

/**
 * Shows this peer's cursor and drags to the other peers, and theirs here, from now on. `loadDirect` imports
 * direct/direct-channels.ts: it is called when this peer may have direct channels (DC10), and without it there are
 * none. Returns what is shared, by which a peer's view is followed; undefined if it is shared already.
 */
export function sharePresence(room: Room, loadDirect?: LoadDirectChannels): SharedPresence | undefined {
  let shared: SharedPresence | undefined;
  room.share((host) => {
    shared = new SharedPresence(host, loadDirect);
    return shared;
  });
  return shared;
}
