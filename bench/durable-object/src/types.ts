// The words of SPEC §1 and §3, as this class stores and sends them.

export type Role = "viewer" | "editor" | "owner";

/** Who is behind a connection. It is the socket's attachment, so it outlives the object's sleep. */
export interface Session {
  peer: string;
  user: string;
  name: string;
  role: Role;
  /** Unix milliseconds. */
  expires: number;
  colour: number;
  /** Since its first sync (PR1). */
  present: boolean;
  /** It speaks no version that this class does (AC13). */
  outdated: boolean;
}

export interface Place {
  x: number;
  y: number;
  rotation: number;
}

/** One row of the table `item`. */
export interface Item extends Place {
  id: string;
  product: string;
  variant: string;
  version: number;
  token: number;
  /** Empty while it is free. */
  holder: string;
  holderName: string;
  expiresAt: number;
  removed: boolean;
  /** The command that wrote the row last (ID1). */
  lastPeer: string;
  lastOp: number;
  changedAt: number;
}

export interface Plan {
  name: string;
  units: string;
  outline: unknown[];
  walls: unknown[];
  doors: unknown[];
  windows: unknown[];
  ceiling?: unknown;
  delivery?: unknown;
}

/** What a step needs to know of its command. */
export interface Stamp {
  peer: string;
  name: string;
  op: number;
  at: number;
}

export type Step = { id: string } & (
  | { kind: "acquire" }
  | { kind: "renew"; token: number }
  | { kind: "release"; token: number }
  | ({ kind: "move"; token: number; drop: boolean } & Place)
  | ({ kind: "add"; product: string; variant: string } & Place)
  | { kind: "update"; variant: string; version: number }
  | { kind: "remove"; version: number }
);

export type Command =
  | { action: "sync"; op: number; digest?: number }
  | { action: "lock" | "move" | "edit"; op: number; event: string; steps: Step[] }
  | { action: "plan"; op: number; version: number; plan: Plan }
  | { action: "cursor"; points: number[][]; drag: (Place & { id: string; token: number })[] };

/** An error that the sender is told. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly facts: { field?: string; items?: readonly Item[]; plan?: object } = {},
  ) {
    super(message);
  }
}
