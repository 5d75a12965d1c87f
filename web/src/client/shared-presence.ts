// What people in a room do right now, as they show it to each other: cursors and drag previews.

import { CursorSender, type CursorSenderOptions } from "./cursor-sender.ts";
import { RemotePresence, type RemotePresenceHost } from "./remote-presence.ts";

export interface SharedPresenceHost extends CursorSenderOptions, RemotePresenceHost {}

export interface SharedPresence {
  sender: CursorSender;
  remote: RemotePresence;
}

export function createSharedPresence(host: SharedPresenceHost): SharedPresence {
  return { sender: new CursorSender(host), remote: new RemotePresence(host) };
}
