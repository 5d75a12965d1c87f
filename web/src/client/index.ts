// The client library's entry point: exports everything that a page may use.

import { type Clock, systemClock } from "./clock.ts";
import type { PeerConnectionConstructor } from "./direct/peer-connection.ts";
import { Room } from "./room.ts";
import type { WebSocketConstructor } from "./socket.ts";
import { TabIdentity, type TabLocks, type TabStorage } from "./tab-identity.ts";

export interface ConnectOptions {
  /** The endpoint, e.g. `wss://host/prod`, without room and tab. */
  url: string;
  /** The room's id. */
  room: string;
  /** Fetches a room token from the shop's back end; called for each attempt to connect. */
  getToken: () => Promise<string>;
  /** Default: the platform's WebSocket. In Node 20, pass that of `ws`. */
  WebSocket?: WebSocketConstructor;
  /** For direct channels to other editors. Default: the browser's, or none. */
  RTCPeerConnection?: PeerConnectionConstructor;
  /** Storage of the tab's id and op counter. Default: the browser's sessionStorage, or memory. */
  storage?: TabStorage;
  /** Locks that detect copied tabs. Default: the browser's, or none. */
  locks?: TabLocks;
  /** Default: the system clock. */
  clock?: Clock;
  /** From 0 to 1. Default: Math.random. */
  random?: () => number;
}

/**
 * Opens a room. Resolves as soon as the tab's identity is known, before a connection is open:
 * `snapshot().status` and `ready` report the progress.
 */
export async function connect(options: ConnectOptions): Promise<Room> {
  const { url, room, getToken, clock = systemClock, random = Math.random } = options;
  const platform = browser();
  const WebSocket = options.WebSocket ?? platform.WebSocket;
  if (!WebSocket) throw new TypeError("This platform has no WebSocket: pass one in the options.");
  const storage = options.storage ?? platform.storage;
  const locks = options.locks ?? platform.locks;
  const tab = await TabIdentity.open({ storage, locks, randomId });
  const query = new URLSearchParams({ room, tab: tab.id });
  const RTCPeerConnection = options.RTCPeerConnection ?? platform.RTCPeerConnection;
  const parts = { getToken, WebSocket, RTCPeerConnection, tab, clock, random, randomId };
  return new Room({ url: `${url}?${query}`, ...parts });
}

/** Returns the platform's features that a browser has and Node may lack. */
function browser(): {
  WebSocket?: WebSocketConstructor;
  storage: TabStorage | undefined;
  locks?: TabLocks | undefined;
  RTCPeerConnection: PeerConnectionConstructor | undefined;
} {
  // The library is compiled without the DOM's types, so that it can't depend on them.
  const platform = globalThis as unknown as {
    WebSocket?: WebSocketConstructor;
    RTCPeerConnection?: PeerConnectionConstructor;
    sessionStorage?: TabStorage;
    navigator?: { locks?: TabLocks };
  };
  const { WebSocket } = platform;
  return {
    ...(WebSocket ? { WebSocket } : {}),
    storage: sessionStorageOf(platform),
    locks: platform.navigator?.locks,
    RTCPeerConnection: platform.RTCPeerConnection,
  };
}

/** Returns sessionStorage; undefined where reading the property throws because the browser blocks storage. */
function sessionStorageOf(platform: { sessionStorage?: TabStorage }): TabStorage | undefined {
  try {
    return platform.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Returns 120 random bits as 20 letters. Not randomUUID: browsers offer it only to pages served with TLS. */
function randomId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return [...bytes].map((b) => letters.charAt(b % letters.length)).join("");
}

export type {
  Delivery,
  Door,
  Finishes,
  Fixture,
  Own,
  Place,
  Plan,
  PlanBody,
  PlanWindow,
  Point,
  Slope,
  Wall,
  WallFinish,
} from "../model/index.ts";
export type { Change, Outcome } from "./change.ts";
export type { Cancel, Clock } from "./clock.ts";
export { systemClock } from "./clock.ts";
export { CommandError } from "./command-error.ts";
export type { Drag, DragState, PlaceChange } from "./drag.ts";
export type { Edit, NewItem } from "./edit.ts";
export type { Notice, RoomEvent, RoomListener, RowChange } from "./events.ts";
export type { PeerView } from "./presence.ts";
export { colourOfName } from "./presence.ts";
export type { ErrorCode, Item, ItemChange, Position, Role, Row, SharedView } from "./protocol.ts";
export { isLive } from "./protocol.ts";
export type { CursorView, PreviewView } from "./remote-presence.ts";
export type { Room, RoomSnapshot } from "./room.ts";
export type { ClosedReason, SocketState, WebSocketConstructor, WebSocketLike } from "./socket.ts";
export type { TabLocks, TabStorage } from "./tab-identity.ts";
export type { ItemView, LockView } from "./view.ts";
