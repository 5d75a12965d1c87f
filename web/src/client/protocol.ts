// The messages on the socket: SPEC section 3 in types. Keys stand in the order in
// which both languages write them, so that the golden files match byte for byte.

/** A spot on the plan: x and y in whole millimetres, y grows downwards. */
export type Point = [x: number, y: number];

/** Where an item stands: its centre in millimetres, and whole degrees clockwise, 0 to 359. */
export interface Place {
  x: number;
  y: number;
  rotation: number;
}

/** A straight inner wall. */
export interface Wall {
  id: string;
  from: Point;
  to: Point;
  thickness: number;
}

/** An opening with a leaf that swings; x, y is the centre of the opening. */
export interface Door {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
  hinge: "left" | "right";
  opens: "in" | "out";
}

/** An opening in a wall; x, y is its centre. Named so as not to hide the browser's own Window. */
export interface PlanWindow {
  id: string;
  x: number;
  y: number;
  width: number;
  rotation: number;
}

/**
 * The way that furniture takes into the room, as far as somebody measured it; millimetres.
 * What is left out is not known. The room's own doors are in the plan.
 */
export interface Delivery {
  /** The door of the house or flat. */
  door?: { width: number; height: number };
  /** Its narrowest part; a long package must also get round its corner. */
  corridor?: { width: number };
  /** Its narrowest flight. */
  stairs?: { width: number };
  /** Inside. */
  lift?: { width: number; depth: number; height: number };
}

/** The room as drawn, without furniture. */
export interface PlanBody {
  name: string;
  units: "cm" | "m" | "ft" | "in";
  outline: Point[];
  walls: Wall[];
  doors: Door[];
  windows: PlanWindow[];
  /** Millimetres; left out where nobody measured it. */
  ceiling?: number;
  delivery?: Delivery;
}

/** A stored plan. */
export interface Plan extends PlanBody {
  version: number;
}

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
