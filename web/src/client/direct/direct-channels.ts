// The direct channels of this peer: one to each other peer that may edit, in a room of a few of them (DC10). Loaded
// when a second one is present.

import { DecodeError } from "../../json/decoder.ts";
import type { Clock } from "../clock.ts";
import type { Presence } from "../presence.ts";
import type { CursorCommand, CursorEvent, DirectLimits, SignalBody, SignalEvent } from "../protocol.ts";
import { directLimits, encodeSignal, signalEvent } from "../signal.ts";
import { DirectConnection } from "./connection.ts";
import { encodeCursor } from "./frame.ts";
import type { PeerConnectionConstructor } from "./peer-connection.ts";
import { PeerLink } from "./peer-link.ts";

/** Maximum number of peers that a cursor names (DC8). */
const maxRecipients = 25;
/** Number of ops that are remembered, to recognise their refusals. */
const keptOps = 100;

/** What direct channels need of their room. */
export interface DirectHost {
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  RTCPeerConnection: PeerConnectionConstructor;
  presence: Presence;
  /** Returns the server's limits of direct channels as received; undefined if they are off. */
  limits: () => unknown;
  /** Reports whether the connection to the server is open. */
  online: () => boolean;
  nextOp: () => number;
  /** Sends a frame to the server. */
  send: (frame: string) => void;
  /** Handles a cursor as if the server had sent it. */
  received: (event: CursorEvent) => void;
  /** Called when a channel opened or closed. */
  changed: () => void;
}

export class DirectChannels {
  readonly #links = new Map<string, PeerLink>();
  readonly #ops: number[] = [];

  constructor(private readonly host: DirectHost) {
    this.update();
  }

  /** Opens and closes channels, after a change of the peers, the limits or the connection. */
  update(): void {
    const limits = this.#limits();
    const wanted = limits ? this.#partners(limits.maxPeers) : [];
    for (const [peer, link] of this.#links) {
      if (wanted.includes(peer)) continue;
      this.#links.delete(peer);
      link.close();
    }
    if (!limits) return;
    for (const peer of wanted) if (!this.#links.has(peer)) this.#links.set(peer, this.#link(peer, limits));
  }

  /** Handles a signal of a peer; one that can't be decoded is ignored. */
  signal(unchecked: unknown): void {
    const event = decoded(() => signalEvent(unchecked, "", []));
    if (event) this.#links.get(event.peer)?.signal(event);
  }

  /** Handles a refusal by the server; false if its command was not a signal. */
  refused(op: number): boolean {
    if (!this.#ops.includes(op)) return false;
    for (const link of this.#links.values()) link.refused(op);
    return true;
  }

  /** Reports whether the channel to a peer is open. */
  isOpen(peer: string): boolean {
    return this.#links.get(peer)?.isOpen ?? false;
  }

  /** Sends a cursor through all open channels; false if there is none. */
  send(cursor: CursorCommand): boolean {
    const { you } = this.host.presence;
    const open = [...this.#links.values()].filter((link) => link.isOpen);
    if (!you) return false;
    const frame = encodeCursor(you.id, cursor);
    for (const link of open) link.send(frame);
    return open.length > 0;
  }

  /** Returns the peers that get cursors by the server; undefined if all do. */
  get relayed(): string[] | undefined {
    const others = this.host.presence.list().filter(({ you }) => !you);
    const relayed = others.map(({ id }) => id).filter((id) => !this.isOpen(id));
    return relayed.length === others.length || relayed.length > maxRecipients ? undefined : relayed;
  }

  #limits(): DirectLimits | undefined {
    const limits = this.host.limits();
    return this.host.online() && limits !== undefined
      ? decoded(() => directLimits(limits, "limits.direct", []))
      : undefined;
  }

  /** Returns the peers to which there is to be a channel. */
  #partners(maxPeers: number): string[] {
    const editors = this.host.presence.list().filter(({ role }) => role !== "viewer");
    if (editors.length > maxPeers || !editors.some(({ you }) => you)) return [];
    return editors.filter(({ you }) => !you).map(({ id }) => id);
  }

  #link(peer: string, limits: DirectLimits): PeerLink {
    const { clock, random, RTCPeerConnection, presence, nextOp, received, changed } = this.host;
    return new PeerLink({
      clock,
      random,
      peer,
      offers: (presence.you?.id ?? "") < peer,
      connect: (events) => new DirectConnection({ RTCPeerConnection, clock, limits, ...events }),
      nextOp,
      signal: (op, body) => this.#signal(op, peer, body),
      changed,
      received,
    });
  }

  #signal(op: number, to: string, body: SignalBody): void {
    this.#ops.push(op);
    if (this.#ops.length > keptOps) this.#ops.shift();
    this.host.send(encodeSignal({ action: "signal", op, to, ...body }));
  }
}

/** Returns a decoded value; undefined if it can't be decoded. */
function decoded<T extends SignalEvent | DirectLimits>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
