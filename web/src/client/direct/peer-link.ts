// The direct channel to one peer over time: attempts, their end, and the next ones (DC10, DC13).

import { type Clock, Timer } from "../clock.ts";
import type { CursorEvent, SignalBody, Transport } from "../protocol.ts";
import type { ConnectionOptions, DirectConnection } from "./connection.ts";
import { decodeFrame, heartbeat } from "./frame.ts";

/** An attempt that is not open by then has failed. */
const attemptMs = 10_000;
/** An open channel is closed if nothing is received for this long. */
const silentMs = 2_000;
/** Three heartbeats in 2 s, so that one may be lost. A hidden page's timers run once a second. */
const beatMs = 600;
/** A deadline that comes this late was held up by the page itself, as may be what was received: it waits again. */
const heldUpMs = 500;
/** Number of attempts in a row that may fail, with pauses of 1, 3 and 9 s, cut by up to half. */
const maxFailures = 4;
const firstPauseMs = 1_000;
const pauseGrowth = 3;
/** A channel that was open for this long counts as a success. */
const stableMs = 30_000;
/** More frames in a second than this are dropped: a peer sends 30, and more after a pause of its network. */
const maxFramesPerSecond = 100;
/** The channel of a peer that sent so many bad frames is closed for good. */
const maxBadFrames = 5;

export interface PeerLinkOptions {
  clock: Clock;
  /** From 0 to 1; used for jitter. */
  random: () => number;
  peer: string;
  /** True if this end sends the offers: its peer id is the lower one. */
  offers: boolean;
  /** Starts a connection; throws where the page's policy forbids it. */
  connect: (events: Pick<ConnectionOptions, "onOpen" | "onData" | "onEnd">) => DirectConnection;
  nextOp: () => number;
  /** Sends a signal to the peer. */
  signal: (op: number, body: SignalBody) => void;
  /** Called when the channel opened, with true, or closed. */
  changed: (open: boolean) => void;
  received: (event: CursorEvent) => void;
}

export class PeerLink {
  #connection: DirectConnection | undefined;
  /** The session of the last offer. Sessions only grow, so that a late signal is recognised. */
  #session = 0;
  /** The op of the last offer or answer. */
  #op = 0;
  /** True from the offer until its answer, which may arrive twice. */
  #awaitsAnswer = false;
  #openedAt: number | undefined;
  #heardAt = 0;
  #failures = 0;
  #badFrames = 0;
  /** Number of frames since a time, which is at most a second ago. */
  #recent = { frames: 0, since: 0 };
  readonly #retry: Timer;
  readonly #deadline: Timer;
  readonly #beat: Timer;

  constructor(private readonly options: PeerLinkOptions) {
    const { clock, offers } = options;
    this.#retry = new Timer(clock, () => void this.#offer());
    this.#deadline = new Timer(clock, () => this.#overdue());
    this.#beat = new Timer(clock, () => this.#sendHeartbeat());
    if (offers) void this.#offer();
  }

  get isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** Sends a frame if the channel is open. */
  send(frame: string): void {
    if (this.isOpen) this.#connection?.send(frame);
  }

  /** Handles a signal of the peer. One that is late, repeated or out of place is ignored. */
  signal(body: SignalBody): void {
    const { offers } = this.options;
    const current = this.#connection !== undefined && body.session === this.#session;
    if (body.kind === "offer" && !offers && body.session > this.#session)
      void this.#answer(body.session, body);
    if (body.kind === "answer" && current && this.#awaitsAnswer) void this.#accept(body);
    if (body.kind === "bye" && current) this.#failed();
  }

  /** Handles the server's refusal of a signal. */
  refused(op: number): void {
    if (op === this.#op && this.#connection) this.#failed();
  }

  /** Closes the channel for good. */
  close(): void {
    this.#failures = maxFailures;
    this.#end();
  }

  async #offer(): Promise<void> {
    const connection = this.#begin();
    const transport = await connection?.offer().catch(() => undefined);
    if (!connection || connection !== this.#connection) return;
    if (!transport) return this.#failed();
    this.#op = this.options.nextOp();
    this.#session = this.#op;
    this.#awaitsAnswer = true;
    this.options.signal(this.#op, { kind: "offer", session: this.#session, ...transport });
  }

  async #accept(answer: Transport): Promise<void> {
    this.#awaitsAnswer = false;
    const connection = this.#connection;
    const accepted = await connection?.accept(answer).then(
      () => true,
      () => false,
    );
    if (!accepted && connection === this.#connection) this.#failed();
  }

  async #answer(session: number, offer: Transport): Promise<void> {
    if (this.#connection) this.#failed();
    this.#session = session;
    const connection = this.#begin();
    if (!connection) return this.#sendBye();
    const transport = await connection.answer(offer).catch(() => undefined);
    if (connection !== this.#connection) return;
    if (!transport) {
      this.#failed();
      return this.#sendBye();
    }
    this.#op = this.options.nextOp();
    this.options.signal(this.#op, { kind: "answer", session, ...transport });
  }

  /** Starts a connection; undefined after too many failures, and where the page's policy forbids it. */
  #begin(): DirectConnection | undefined {
    if (this.#failures >= maxFailures) return undefined;
    try {
      this.#connection = this.options.connect({
        onOpen: () => this.#opened(),
        onData: (data) => this.#received(data),
        onEnd: () => this.#failed(),
      });
    } catch {
      this.#failures = maxFailures;
      return undefined;
    }
    this.#deadline.set(attemptMs);
    return this.#connection;
  }

  #opened(): void {
    this.#openedAt = this.options.clock.now();
    this.#heard();
    this.#sendHeartbeat();
    this.options.changed(true);
  }

  #sendHeartbeat(): void {
    this.send(heartbeat);
    this.#beat.set(beatMs);
  }

  #received(data: unknown): void {
    const event = this.#isTooFast() ? undefined : decodeFrame(data, this.options.peer);
    if (!event) return this.#bad();
    this.#heard();
    if (event.type === "cursor") this.options.received(event);
  }

  #heard(): void {
    this.#heardAt = this.options.clock.now();
    this.#deadline.set(silentMs);
  }

  /** Handles the deadline of an attempt, or the silence of an open channel. */
  #overdue(): void {
    const heldUp = this.options.clock.now() - this.#heardAt >= silentMs + heldUpMs;
    if (this.isOpen && heldUp) this.#heard();
    else this.#giveUp();
  }

  #isTooFast(): boolean {
    const now = this.options.clock.now();
    if (now - this.#recent.since >= 1_000) this.#recent = { frames: 0, since: now };
    this.#recent.frames += 1;
    return this.#recent.frames > maxFramesPerSecond;
  }

  #bad(): void {
    this.#badFrames += 1;
    if (this.#badFrames < maxBadFrames) return;
    this.#failures = maxFailures;
    this.#giveUp();
  }

  /** Ends the attempt or channel; the peer of an open channel is told, as it may still use it. */
  #giveUp(): void {
    const wasOpen = this.isOpen;
    this.#failed();
    if (wasOpen) this.#sendBye();
  }

  /** Ends the attempt or channel, and tries again later if attempts are left. */
  #failed(): void {
    const { clock, random, offers } = this.options;
    const stable = this.#openedAt !== undefined && clock.now() - this.#openedAt >= stableMs;
    if (stable && this.#failures < maxFailures) this.#failures = 0;
    this.#failures += 1;
    this.#end();
    if (!offers || this.#failures >= maxFailures) return;
    this.#retry.set(firstPauseMs * pauseGrowth ** (this.#failures - 1) * (1 - random() / 2));
  }

  #sendBye(): void {
    this.options.signal(this.options.nextOp(), { kind: "bye", session: this.#session });
  }

  #end(): void {
    const wasOpen = this.isOpen;
    this.#retry.clear();
    this.#deadline.clear();
    this.#beat.clear();
    this.#connection?.close();
    this.#connection = undefined;
    this.#awaitsAnswer = false;
    this.#openedAt = undefined;
    if (wasOpen) this.options.changed(false);
  }
}
