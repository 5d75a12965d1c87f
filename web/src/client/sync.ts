// Staying the same (SY3): when to ask, and putting the answer's parts together.

import type { Plan } from "../model/index.ts";
import { type Clock, Timer } from "./clock.ts";
import { answerTimeoutMs } from "./commands.ts";
import { encodeCommand } from "./encode.ts";
import { isCrowd } from "./presence.ts";
import type { Limits, Peer, Row, StateEvent } from "./protocol.ts";

/** A state whose parts have all come. */
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
  /** True while others are in the room. */
  hasPeers: () => boolean;
  digest: () => number;
  /** A sync is about to be sent (SY5). */
  started: () => void;
  /** When anything was last heard from the server. */
  lastReceivedAt: () => number;
  /** A sync was sent twice and nothing at all was heard: the line is dead. */
  onStalled: () => void;
}

const periodMs = 60_000;
/**
 * In a crowd a client compares so soon after its first state, and not all clients at once: an event may miss who
 * joined in the last five seconds, and a viewer's state may be two seconds old (SY3).
 */
const crowdMs = 8_000;
const crowdSpreadMs = 4_000;
/** Unplanned syncs keep this distance, so that a row that can't be read does not cause a storm. */
const gapMs = 5_000;

export class Sync {
  #asked: { op: number; frame: string; parts: Map<number, StateEvent> } | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  /** True until the first state of the connection has come. */
  #first = true;
  /** True while an unplanned sync waits for its distance: it is due even for somebody alone. */
  #wanted = false;
  readonly #answer: Timer;
  readonly #next: Timer;

  constructor(private readonly options: SyncOptions) {
    this.#answer = new Timer(options.clock, () => this.#overdue());
    this.#next = new Timer(options.clock, () => this.#due());
  }

  /** Asks for everything: the first sync of a connection also joins the room (PR1). */
  full(): void {
    this.#first = true;
    this.#start(undefined);
  }

  /** Asks whether the copy is current: at once, unless a sync is under way or was just sent. */
  request(): void {
    if (this.#asked) return;
    const wait = this.#startedAt + gapMs - this.options.clock.now();
    this.#wanted = wait > 0;
    if (this.#wanted) this.#next.set(wait);
    else this.#start(this.options.digest());
  }

  /** The connection is gone: the next one begins with `all`. */
  stop(): void {
    this.#asked = undefined;
    this.#wanted = false;
    this.#answer.clear();
    this.#next.clear();
  }

  /** True when this op is the sync under way. */
  owns(op: number): boolean {
    return this.#asked?.op === op;
  }

  /** The copy is current, or the sync was refused: the next is due in a minute. */
  answered(): void {
    this.#settle(periodMs);
  }

  /** The sync was refused for now: it is sent again a little later. */
  postpone(ms: number): void {
    this.#answer.set(ms);
  }

  /** Takes a part; the whole state when it was the last one missing. Parts may come in any order. */
  part(event: StateEvent): State | undefined {
    const asked = this.#asked;
    if (asked?.op !== event.op) return undefined;
    asked.parts.set(event.part, event);
    this.#answer.set(answerTimeoutMs);
    if (asked.parts.size < event.parts) return undefined;
    const whole = assemble([...asked.parts.values()].sort((a, b) => a.part - b.part));
    if (!whole) return undefined;
    this.#settle(this.#first && inCrowd(whole) ? this.#soonInCrowd() : periodMs);
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

  #start(digest: number | undefined): void {
    const op = this.options.nextOp();
    const frame = encodeCommand({ action: "sync", op, ...(digest === undefined ? {} : { digest }) });
    this.#asked = { op, frame, parts: new Map() };
    this.#startedAt = this.options.clock.now();
    this.#next.clear();
    this.options.started();
    this.#send();
  }

  #send(): void {
    if (this.#asked && this.options.send(this.#asked.frame)) this.#answer.set(answerTimeoutMs);
  }

  /** Whatever else was sent meanwhile proves nothing: only what is heard does. */
  #overdue(): void {
    const { clock, lastReceivedAt, onStalled } = this.options;
    if (clock.now() - Math.max(this.#startedAt, lastReceivedAt()) >= 2 * answerTimeoutMs) onStalled();
    else this.#send();
  }

  #due(): void {
    if (this.#wanted || this.options.hasPeers()) this.request();
    else this.#next.set(periodMs);
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
