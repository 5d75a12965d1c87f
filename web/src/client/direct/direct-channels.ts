// The direct channels of this peer: one to each other peer that may edit, in a room of a few of them (DC10). Loaded
// when a second one is present.

import { DecodeError } from "../../json/decoder.ts";
import type { Clock } from "../clock.ts";
import { CursorSender, type CursorSenderOptions } from "../cursor-sender.ts";
import { encodeDirectCursor } from "../encode-cursor.ts";
import type { CursorCommand, CursorEvent, SignalBody, SignalEvent } from "../protocol.ts";
import { encodeSignal, signalEvent } from "../signal.ts";
import { DirectConnection } from "./connection.ts";
import type { Partners } from "./partners.ts";
import type { PeerConnectionConstructor } from "./peer-connection.ts";
import { PeerLink } from "./peer-link.ts";

/** About 30 batches a second. The bounds are a tenth of those in a room of two over the server. */
export const directPace = { intervalMs: 33, wider: 0.1 };
/** Number of ops that are remembered, to recognise their refusals. */
const keptOps = 100;

/** What direct channels need of their room. */
export interface DirectHost extends Pick<CursorSenderOptions, "planWidth" | "previews" | "watch"> {
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  RTCPeerConnection: PeerConnectionConstructor;
  /** Returns this peer's id. */
  you: () => string;
  nextOp: () => number;
  /** Sends a frame to the server. */
  send: (frame: string) => void;
  /** Handles a cursor that a peer sent directly. */
  received: (event: CursorEvent) => void;
  /** Called when a channel closed: its peer gets cursors by the server. */
  closed: () => void;
}

export class DirectChannels {
  /** Sends this peer's cursor and previews through all open channels. */
  readonly sender: CursorSender;
  readonly #links = new Map<string, PeerLink>();
  /** The ops of the last signals. */
  #ops: readonly number[] = [];

  constructor(private readonly host: DirectHost) {
    this.sender = new CursorSender({
      ...host,
      pace: () => (this.#open.length > 0 ? directPace : undefined),
      send: (cursor) => this.#send(cursor),
    });
  }

  /** Opens and closes channels, so that there is one to each partner. */
  update(partners: Partners | undefined): void {
    const { peers = [], limits } = partners ?? {};
    for (const [peer, link] of this.#links) {
      if (peers.includes(peer)) continue;
      this.#links.delete(peer);
      link.close();
    }
    for (const peer of peers) {
      if (limits && !this.#links.has(peer)) this.#links.set(peer, this.#link(peer, limits));
    }
  }

  /** Handles a signal of a peer; one that can't be decoded is ignored. */
  signal(unchecked: unknown): void {
    const event = decoded(unchecked);
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

  /** Closes all channels for good. */
  close(): void {
    this.update(undefined);
    this.sender.close();
  }

  get #open(): PeerLink[] {
    return [...this.#links.values()].filter(({ isOpen }) => isOpen);
  }

  #send(cursor: CursorCommand): boolean {
    const frame = encodeDirectCursor(this.host.you(), cursor);
    for (const link of this.#open) link.send(frame);
    return true;
  }

  #link(peer: string, limits: Partners["limits"]): PeerLink {
    const { clock, random, RTCPeerConnection, you, nextOp, received, closed } = this.host;
    return new PeerLink({
      clock,
      random,
      peer,
      offers: you() < peer,
      connect: (events) => new DirectConnection({ RTCPeerConnection, clock, limits, ...events }),
      nextOp,
      signal: (op, body) => this.#signal(op, peer, body),
      changed: (open) => (open ? this.sender.again() : closed()),
      received,
    });
  }

  #signal(op: number, to: string, body: SignalBody): void {
    this.#ops = [...this.#ops, op].slice(-keptOps);
    this.host.send(encodeSignal({ action: "signal", op, to, ...body }));
  }
}

function decoded(unchecked: unknown): SignalEvent | undefined {
  try {
    return signalEvent(unchecked, "", []);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
