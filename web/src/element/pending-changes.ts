// Before a room is left: what is on its way is given a while to be stored.

import type { Room } from "../client/index.ts";

const storedWithinMs = 3_000;
const askEveryMs = 50;

/** Changes that would be lost with the room. */
export function pendingChanges(room: Room): number {
  return room.snapshot().status.name === "closed" ? 0 : room.pending;
}

/** Waits a while for what is not stored yet. True when nothing waits any more. */
export async function flushed(room: Room): Promise<boolean> {
  for (let waited = 0; waited < storedWithinMs && pendingChanges(room) > 0; waited += askEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  return pendingChanges(room) === 0;
}
