// Encodes the commands that change nothing as JSON, with their keys in the order of the golden files (WR9),
// regardless of the order in which the caller set them. encode-write.ts encodes the others: a page that only
// displays rooms need not load it.

import type { Place } from "../model/index.ts";
import type { CursorCommand, PingCommand, Preview, SyncCommand } from "./protocol.ts";

/** Returns the frame of one command. */
export function encodeCommand(c: SyncCommand | CursorCommand | PingCommand): string {
  return JSON.stringify(ordered(c));
}

/** Returns the command's fields in order. JSON has no field whose value is undefined. */
function ordered(c: SyncCommand | CursorCommand | PingCommand): object {
  switch (c.action) {
    case "sync":
      return { action: c.action, op: c.op, digest: c.digest };
    case "cursor":
      return { action: c.action, points: c.points, drag: c.drag?.map(orderedPreview), to: c.to };
    case "ping":
      return { action: c.action };
  }
}

/** A height of 0 is left out (WR2). */
export function orderedPlace({ x, y, z, rotation }: Place): object {
  return { x, y, z: z || undefined, rotation };
}

export function orderedPreview(p: Preview): object {
  return { id: p.id, ...orderedPlace(p), token: p.token };
}
