// Keeps the copy current (SY3): decides when to sync, and assembles the answer from its parts.

import type { Plan } from "../model/index.ts";
import { type Clock, Timer } from "./clock.ts";
import { answerTimeoutMs } from "./commands.ts";
import { encodeCommand } from "./encode.ts";
import { isCrowd } from "./presence.ts";
import type { Limits, Peer, Row, StateEvent } from "./protocol.ts";

/** A state whose parts have all been received. */
export interface State {
  at: number;
  room: string;
  you: Peer;
  peers: Peer[];
  plan: Plan | undefined;
  limits: Limits;
  items: Row[];
}

export interface SyncOptions {
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  nextOp: () => number;
  /** Sends a frame; false when offline. */
  send: (frame: string) => boolean;
  /** Reports whether other peers are in the room. */
  hasPeers: () => boolean;
  digest: () => number;
  /** Returns the milliseconds from an answer to the next sync. */
  period: () => number;
  /** Called when a sync is about to be sent, before its digest is computed (SY5). */
  started: () => void;
  /** When the last frame was received from the server. */
  lastReceivedAt: () => number;
  /** Called when a sync was sent twice and nothing at all was received: the connection is dead. */
  onStalled: () => void;
}

/**
 * Delay of the first comparison in a crowd; the random spread separates the clients. An event may miss a
 * client that
 * joined in the last five seconds, and a viewer's state may be two seconds old (SY3).
 */
const crowdMs = 8_000;
const crowdSpreadMs = 4_000;
/** Minimum interval of unplanned syncs, so that a row that can't be decoded does not cause a storm. */
const gapMs = 5_000;

export class Sync {
  #asked: { op: number; frame: string; parts: Map<number, StateEvent> } | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** True until the first state of the connection has been received. */
  #first = true;
  /** True while an unplanned sync waits for its interval: it is sent even when no other peer is present. */
  #wanted = false;
  readonly #answer: Timer;
  readonly #next: Timer;

  constructor(private readonly options: SyncOptions) {
    this.#answer = new Timer(options.clock, () => this.#overdue());
    this.#next = new Timer(options.clock, () => this.#due());
  }

  /** Requests the whole state: the first sync of a connection also joins the room (PR1). */
  full(): void {
    this.#first = true;
    this.#start(true);
  }

  /** Checks whether the copy is current: at once, unless a sync is under way or was just sent. */
  request(): void {
    if (this.#asked) return;
    const wait = this.#startedAt + gapMs - this.options.clock.now();
    this.#wanted = wait > 0;
    if (this.#wanted) this.#next.set(wait);
    else this.#start(false);
  }

  /** Stops: the connection is gone. The next one begins with `full`. */
  stop(): void {
    this.#asked = undefined;
    this.#wanted = false;
    this.#answer.clear();
    this.#next.clear();
  }

  /** Reports whether this op is that of the sync under way. */
  owns(op: number): boolean {
    return this.#asked?.op === op;
  }

  /** Ends the sync: the copy is current, or the sync was refused. The next is due after a period. */
  answered(): void {
    this.#settle(this.options.period());
  }

  /** Sends the sync again after `ms`: it was refused for now. */
  postpone(ms: number): void {
    this.#answer.set(ms);
  }

  /** Adds a part of the answer, in any order; returns the whole state when all parts have been received. */
  part(event: StateEvent): State | undefined {
    const asked = this.#asked;
    if (asked?.op !== event.op) return undefined;
    asked.parts.set(event.part, event);
    this.#answer.set(answerTimeoutMs);
    if (asked.parts.size < event.parts) return undefined;
    const whole = assemble([...asked.parts.values()].sort((a, b) => a.part - b.part));
    if (!whole) return undefined;
    this.#settle(this.#first && inCrowd(whole) ? this.#soonInCrowd() : this.options.period());
    this.#first = false;
    return whole;
  }

  #soonInCrowd(): number {
    return crowdMs + crowdSpreadMs * this.options.random();
  }

  #settle(nextMs: number): void {
    this.#asked = undefined;
    this.#answer.clear();
    this.#next.set(nextMs);
  }

  #start(whole: boolean): void {
    const { clock, nextOp, started, digest } = this.options;
    // Before `started`, whose events may request a sync: this one is enough.
    this.#startedAt = clock.now();
    started();
    this.#next.clear();
    const op = nextOp();
    const frame = encodeCommand({ action: "sync", op, ...(whole ? {} : { digest: digest() }) });
    this.#asked = { op, frame, parts: new Map() };
    this.#send();
  }

  #send(): void {
    if (this.#asked && this.options.send(this.#asked.frame)) this.#answer.set(answerTimeoutMs);
  }

  /**
   * Sends the sync again, or reports a dead connection. Only received frames count, not what else was sent.
   */
  #overdue(): void {
    const { clock, lastReceivedAt, onStalled } = this.options;
    if (clock.now() - Math.max(this.#startedAt, lastReceivedAt()) >= 2 * answerTimeoutMs) onStalled();
    else this.#send();
  }

  #due(): void {
    if (this.#wanted || this.options.hasPeers()) this.request();
    else this.#next.set(this.options.period());
  }
}

function inCrowd({ you, peers }: State): boolean {
  return isCrowd(new Set([you.id, ...peers.map((p) => p.id)]).size);
}

function assemble(parts: StateEvent[]): State | undefined {
  const [first] = parts;
  if (!first?.you || !first.limits) return undefined;
  const { at, room, you, limits, plan, peers = [] } = first;
  return { at, room, you, peers, plan, limits, items: parts.flatMap((p) => p.items) };
}
