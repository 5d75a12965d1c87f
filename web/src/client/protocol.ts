// The messages on the socket: SPEC section 3 in types. Keys stand in the order in
// which both languages write them, so that the golden files match byte for byte.

import type { Place, Plan, PlanBody } from "../model/index.ts";

/** The whole row of an item that is in the room; holder fields are there while it is held (WR7). */
export interface Item extends Place {
  id: string;
  product: string;
  variant: string;
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

/** A participant as the others see it; colour is an index into the palette. */
export interface Peer {
  id: string;
  name: string;
  role: Role;
  colour: number;
}

/** What a client must keep to. */
export interface Limits {
  messagesPerSecond: number;
  leaseMs: number;
}

/** x, y in millimetres and dt, milliseconds since the point before. */
export type CursorPoint = [x: number, y: number, dt: number];

/** Where a dragged item would be; stored nowhere, believed only under its token (PR4). */
export interface Preview extends Place {
  id: string;
  token: number;
}

/** One change of the room's contents. */
export type EditOp =
  | ({ op: "add"; id: string; product: string; variant: string } & Place)
  | { op: "update"; id: string; variant: string; version: number }
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
export type CursorCommand = { action: "cursor"; points: CursorPoint[]; drag?: Preview[] };
export type PingCommand = { action: "ping" };

/** What a client asks. */
export type Command = SyncCommand | LockCommand | MoveCommand | EditCommand | CursorCommand | PingCommand;

/** Commands that change the room: each is answered once, by its op (WR5). */
export type WriteCommand = LockCommand | MoveCommand | EditCommand;

/** Why a command was refused; SPEC section 3 says what each means. */
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

/** One part of the room's state; the first carries what is not items (WR8). */
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
/** Peers are there when it answers a `sync`. */
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
export type CursorEvent = { type: "cursor"; peer: string; points: CursorPoint[]; drag?: Preview[] };
export type JoinedEvent = { type: "joined"; peer: Peer };
export type LeftEvent = { type: "left"; peer: string };
export type PongEvent = { type: "pong" };

/** What a server tells. */
export type ServerEvent =
  | StateEvent
  | AckEvent
  | ErrorEvent
  | MovedEvent
  | LockedEvent
  | UnlockedEvent
  | EditedEvent
  | CursorEvent
  | JoinedEvent
  | LeftEvent
  | PongEvent;

/** True for the row of an item that is in the room. */
export function isLive(row: Row): row is Item {
  return !("removed" in row);
}
