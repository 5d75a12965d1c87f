// Encodes `sync` and `ping` as JSON, with their keys in the order of the golden files (WR9), regardless of the order
// in which the caller set them. encode-cursor.ts and encode-write.ts encode the others: a page that only displays a
// room, and is alone in it, need not load them.

import type { PingCommand, SyncCommand } from "./protocol.ts";

/** Returns the frame of one command. JSON has no field whose value is undefined. */
export function encodeCommand(c: SyncCommand | PingCommand): string {
  return JSON.stringify(
    c.action === "sync" ? { action: c.action, op: c.op, digest: c.digest } : { action: c.action },
  );
}
