// The messages on the socket: the types of SPEC section 3. Keys are in the order in which both languages
// write them, so that the golden files match byte for byte.

import type { Own, Place, Plan, PlanBody } from "../model/index.ts";

/** The whole row of an item in the room; the holder fields are present while it is held (WR7). */
export interface Item extends Place {
  id: string;
  /** Empty if the piece is somebody's `own`. */
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
  version: number;
  token: number;
  holder?: string;
  holderName?: string;
  expiresAt?: number;
}

/** The row of an item that was removed. */
export interface Tombstone {
  id: string;
  version: number;
  token: number;
  removed: true;
}

export type Row = Item | Tombstone;

export type Role = "viewer" | "editor" | "owner";

/** A participant as the other clients receive it; `colour` is an index into the palette. */
export interface Peer {
  id: string;
  name: string;
  role: Role;
  colour: number;
}

/** Limits that a client must obey. */
export interface Limits {
  messagesPerSecond: number;
  leaseMs: number;
  /** The shop's setting for direct channels; missing if they are off. `directLimits` in direct/partners.ts decodes it. */
  direct?: unknown;
}

/** Whether and how peers may open direct channels (DC4, DC5). */
export interface DirectLimits {
  mode: "lan" | "on";
  /** URLs of STUN servers; empty in the mode `lan`. */
  iceServers: string[];
  /** Direct channels are refused in a room with more peers that may edit. */
  maxPeers: number;
}

/** A cursor position: x and y in millimetres, and dt, the milliseconds since the previous point. */
export type CursorPoint = [x: number, y: number, dt: number];

/** Where a dragged item would be placed; not stored, and valid only with the item's current token (PR4). */
export interface Preview extends Place {
  id: string;
  token: number;
}

/** What an update changes: at least one of them. */
export interface ItemChange {
  variant?: string;
  place?: Place;
  mirrored?: boolean;
  own?: Own;
}

/** One change of the room's items or plan. */
export type EditOp =
  | ({
      op: "add";
      id: string;
      product: string;
      variant: string;
      own?: Own | undefined;
      mirrored?: boolean | undefined;
    } & Place)
  | ({ op: "update"; id: string; version: number } & ItemChange)
  | { op: "remove"; id: string; version: number }
  | { op: "room"; version: number; plan: PlanBody };

export type SyncCommand = { action: "sync"; op: number; digest?: number };
export type LockCommand = {
  action: "lock";
  op: number;
  mode: "acquire" | "renew" | "release";
  items: { id: string; token?: number }[];
};
export type MoveCommand = { action: "move"; op: number; items: Preview[]; drop: boolean };
export type EditCommand = { action: "edit"; op: number; ops: EditOp[] };

/** A point in the room: x and y on the plan, and the height above the floor; millimetres. */
export type Position = [x: number, y: number, z: number];

/** What a peer sees, in millimetres (WR13). */
export type SharedView =
  /** The part of the plan in sight: its upper left corner and size. */
  | { mode: "2d"; x: number; y: number; width: number; height: number }
  /** The camera, the point that it looks at, and the size of what is in sight at that point's distance. */
  | { mode: "3d"; eye: Position; target: Position; width: number; height: number }
  /** The eye of somebody who walks through the room, and a point before it. */
  | { mode: "walk"; eye: Position; target: Position };

/**
 * `follows` is the peer whose view the sender follows, and `view` what the sender sees (PR9). `to` names the peers
 * that get the cursor, at most 25; all of them if it is missing (DC8).
 */
export type CursorCommand = {
  action: "cursor";
  points: CursorPoint[];
  drag?: Preview[];
  follows?: string;
  view?: SharedView;
  to?: string[];
};
export type PingCommand = { action: "ping" };

/** An ICE candidate of component 1 over UDP; `address` is IPv4, IPv6, or `<uuid>.local` of a host candidate. */
export interface Candidate {
  foundation: string;
  priority: number;
  address: string;
  port: number;
  type: "host" | "srflx" | "relay";
}

/** The fields of an SDP that differ from one data channel to another (DC2). */
export interface Transport {
  ufrag: string;
  pwd: string;
  /** The SHA-256 of the DTLS certificate, e.g. `AB:CD:…`. */
  fingerprint: string;
  /** `actpass` in an offer, one of the others in an answer. */
  setup: "actpass" | "active" | "passive";
  candidates: Candidate[];
}

/** What a signal says. `session` is chosen by the sender of the offer; answers and byes repeat it. */
export type SignalBody =
  | ({ kind: "offer" | "answer"; session: number } & Transport)
  | { kind: "bye"; session: number };

/** A message to one peer, which opens or ends a direct channel (DC1). signal.ts encodes it. */
export type SignalCommand = { action: "signal"; op: number; to: string } & SignalBody;

/** A message from the client, except a `SignalCommand`. */
export type Command = SyncCommand | LockCommand | MoveCommand | EditCommand | CursorCommand | PingCommand;

/** Commands that change the room: each is answered once, with its op (WR5). */
export type WriteCommand = LockCommand | MoveCommand | EditCommand;

/** Why a command was refused; SPEC section 3 explains each code. */
export const errorCodes = [
  "bad_json",
  "unknown_action",
  "bad_field",
  "too_many",
  "too_large",
  "forbidden",
  "not_found",
  "exists",
  "held",
  "lost",
  "conflict",
  "token_expired",
  "token_revoked",
  "client_too_old",
  "superseded",
  "full",
  "busy",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One part of the room's state; the first part has the fields other than items (WR8). */
export type StateEvent = {
  type: "state";
  op: number;
  part: number;
  parts: number;
  at: number;
  room: string;
  you?: Peer;
  peers?: Peer[];
  plan?: Plan;
  limits?: Limits;
  items: Row[];
};
/** The answer to a command; `peers` is present when the command was a `sync`. */
export type AckEvent = { type: "ack"; op: number; at: number; items: Row[]; plan?: Plan; peers?: Peer[] };
export type ErrorEvent = {
  type: "error";
  op: number;
  code: ErrorCode;
  message: string;
  retry: boolean;
  field?: string;
  items?: Row[];
  plan?: Plan;
};
export type MovedEvent = { type: "moved"; peer: string; items: Row[] };
export type LockedEvent = { type: "locked"; peer: string; items: Row[] };
export type UnlockedEvent = { type: "unlocked"; peer: string; items: Row[] };
export type EditedEvent = { type: "edited"; peer: string; items: Row[]; plan?: Plan };
/** `view` is decoded by shared-view.ts, which is loaded later. */
export type CursorEvent = {
  type: "cursor";
  peer: string;
  points: CursorPoint[];
  drag?: Preview[];
  follows?: string;
  view?: unknown;
};
export type SignalEvent = { type: "signal"; peer: string } & SignalBody;
/** A signal of which only the type was checked: `signalEvent` in signal.ts decodes it. */
export type UncheckedSignal = { type: "signal" };
export type JoinedEvent = { type: "joined"; peer: Peer };
export type LeftEvent = { type: "left"; peer: string };
export type PongEvent = { type: "pong" };
/** An event of a bundle, and when it was sent to the peers who may edit. */
export type BundledEvent = {
  at: number;
  event: MovedEvent | EditedEvent | CursorEvent | JoinedEvent | LeftEvent;
};
/** The events of some seconds, oldest first, for the viewers of a crowded room (BC8). */
export type BundleEvent = { type: "bundle"; events: BundledEvent[] };

/** A message from the server. */
export type ServerEvent =
  | BundleEvent
  | StateEvent
  | AckEvent
  | ErrorEvent
  | MovedEvent
  | LockedEvent
  | UnlockedEvent
  | EditedEvent
  | CursorEvent
  | UncheckedSignal
  | JoinedEvent
  | LeftEvent
  | PongEvent;

/** Reports whether the row is of an item that is in the room, not a tombstone. */
export function isLive(row: Row): row is Item {
  return !("removed" in row);
}
