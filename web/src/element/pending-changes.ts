// Waits for pending changes to be stored, before a room is left.

import type { Room } from "../client/index.ts";

const storedWithinMs = 3_000;
const askEveryMs = 50;

/** Returns the number of changes that would be lost if the room was left now. */
export function pendingChanges(room: Room): number {
  return room.snapshot().status.name === "closed" ? 0 : room.pending;
}

/** Waits up to 3 s for pending changes to be stored. Resolves to true when none is pending. */
export async function flushed(room: Room): Promise<boolean> {
  for (let waited = 0; waited < storedWithinMs && pendingChanges(room) > 0; waited += askEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  return pendingChanges(room) === 0;
}
