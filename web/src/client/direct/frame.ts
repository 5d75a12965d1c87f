// Frames of a direct channel: the server's own `cursor` event, and `pong` as a heartbeat. What a peer sends is
// not trusted: the sender of a frame is the channel's peer (DC12).

import { decodeEvent } from "../decode.ts";
import type { CursorEvent, PongEvent } from "../protocol.ts";
import { sharedView } from "../shared-view.ts";
import { maxFrameBytes } from "./sdp.ts";

/** Limits of a cursor (WR3). */
const maxPoints = 32;
const maxPreviews = 25;

/** Says only that the sender is there. */
export const heartbeat = JSON.stringify({ type: "pong" });

/** Decodes what the channel to `peer` received; undefined if any of it is not as it must be. */
export function decodeFrame(data: unknown, peer: string): CursorEvent | PongEvent | undefined {
  if (typeof data !== "string" || data.length > maxFrameBytes) return undefined;
  const decoded = decodeEvent(data);
  if (decoded.kind !== "event" || decoded.skipped.length > 0) return undefined;
  const { event } = decoded;
  if (event.type === "pong") return event;
  if (event.type !== "cursor") return undefined;
  const { points, drag = [], view } = event;
  const wrong = points.length > maxPoints || drag.length > maxPreviews || (view && !sharedView(view));
  return wrong ? undefined : { ...event, peer };
}
