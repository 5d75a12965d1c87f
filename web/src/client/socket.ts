// A connection that reconnects by itself (CL3). It carries text and does not interpret messages;
// message-router.ts does.

import { type Clock, Timer } from "./clock.ts";
import { leaving, reconnecting } from "./close-codes.ts";

/** The part of WebSocket that the client uses; the browser's and that of `ws` both match. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/**
 * Why a socket does not reconnect: the page left, the tab connected elsewhere (PR2), access was revoked
 * (AC11),
 * the page is older than the server (AC13), the room was refused, or it is full.
 */
export type ClosedReason = "left" | "superseded" | "revoked" | "outdated" | "refused" | "full";

/** State of the connection; each state has its own fields. */
export type SocketState =
  | { name: "connecting"; attempt: number }
  | { name: "online"; since: number }
  | { name: "offline"; attempt: number; retryAt: number; reason: string }
  | { name: "sleeping"; since: number }
  | { name: "closed"; reason: ClosedReason };

export interface SocketOptions {
  /** The endpoint with room and tab in its query. Never the token (AC2). */
  url: string;
  /** Fetches a room token; called at each attempt. */
  getToken: () => Promise<string>;
  WebSocket: WebSocketConstructor;
  clock: Clock;
  /** From 0 to 1; used for jitter. */
  random: () => number;
  onState: (state: SocketState) => void;
  onFrame: (text: string) => void;
}

const subprotocol = "homstyle.v2";
const firstDelayMs = 500;
const delayGrowth = 1.5;
const maxDelayMs = 10_000;
/** An attempt that has neither opened nor failed by then is abandoned. */
const attemptTimeoutMs = 10_000;
const open = 1;

/** Returns the pause in ms after so many failures in a row: 0.5 s, ×1.5, at most 10 s, cut by up to half. */
export function backoff(failures: number, random: number): number {
  const whole = Math.min(maxDelayMs, firstDelayMs * delayGrowth ** Math.max(0, failures - 1));
  return Math.round(whole * (1 - random / 2));
}

export class Socket {
  #state: SocketState;
  #socket: WebSocketLike | undefined;
  #failures = 0;
  /** Incremented whenever the current attempt ends, so that its late callbacks are ignored. */
  #epoch = 0;
  #refreshed = false;
  /** When the current attempt began. */
  #triedAt = Number.NEGATIVE_INFINITY;
  readonly #retry: Timer;
  readonly #timeout: Timer;

  constructor(private readonly options: SocketOptions) {
    this.#state = { name: "sleeping", since: options.clock.now() };
    this.#retry = new Timer(options.clock, () => void this.#attempt());
    this.#timeout = new Timer(options.clock, () => this.#lost("no answer"));
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Connects, or wakes a sleeping socket. Does nothing in any other state. */
  open(): void {
    if (this.#state.name === "sleeping") void this.#attempt();
  }

  /**
   * Reconnects at once instead of waiting: the browser is online again, or the tab visible. An attempt that
   * has been under way for a while may use the network that is gone: it is started again.
   */
  reconnectNow(): void {
    const { name } = this.#state;
    const hangs = name === "connecting" && this.options.clock.now() - this.#triedAt >= firstDelayMs;
    if (name === "offline" || hangs) void this.#attempt();
  }

  /** Sends a frame; false when there is no open connection. */
  send(frame: string): boolean {
    if (this.#state.name !== "online" || this.#socket?.readyState !== open) return false;
    this.#socket.send(frame);
    return true;
  }

  /** Drops a connection that seems dead, or an attempt, and reconnects after the usual pause. */
  reset(reason: string): void {
    const { name } = this.#state;
    if (name === "online" || name === "connecting") this.#lost(reason);
  }

  /** Reconnects at once with a new token: the old one expired. The second time in a row, after a pause. */
  refresh(): void {
    if (this.#state.name !== "online") return;
    if (this.#refreshed) {
      this.#lost("token_expired");
      return;
    }
    this.#refreshed = true;
    void this.#attempt();
  }

  /** Reconnects with a new token, e.g. under another name. Offline, the next attempt fetches one anyway. */
  renew(): void {
    if (this.#state.name === "online" || this.#state.name === "connecting") void this.#attempt();
  }

  /** Records that the connection works: resets the count of failures. */
  markHealthy(): void {
    this.#failures = 0;
    this.#refreshed = false;
  }

  /** Closes the connection until `open` is called (CL4). */
  sleep(): void {
    if (this.#state.name === "closed") return;
    this.#drop(leaving);
    this.#enter({ name: "sleeping", since: this.options.clock.now() });
  }

  /** Closes for good. */
  close(reason: ClosedReason): void {
    if (this.#state.name === "closed") return;
    this.#drop(leaving);
    this.#enter({ name: "closed", reason });
  }

  async #attempt(): Promise<void> {
    this.#drop(reconnecting);
    const epoch = this.#epoch;
    this.#triedAt = this.options.clock.now();
    this.#enter({ name: "connecting", attempt: this.#failures + 1 });
    this.#timeout.set(attemptTimeoutMs);
    try {
      const token = await this.options.getToken();
      if (epoch === this.#epoch) this.#connect(token, epoch);
    } catch (error) {
      if (epoch === this.#epoch) this.#lost(error instanceof Error ? error.message : "no token");
    }
  }

  #connect(token: string, epoch: number): void {
    const socket = new this.options.WebSocket(this.options.url, [subprotocol, token]);
    const current = <T>(run: (event: T) => void) => {
      return (event: T) => {
        if (epoch === this.#epoch) run(event);
      };
    };
    this.#socket = socket;
    socket.onopen = current(() => {
      this.#timeout.clear();
      this.#enter({ name: "online", since: this.options.clock.now() });
    });
    socket.onmessage = current((event: { data: unknown }) => {
      if (typeof event.data === "string") this.options.onFrame(event.data);
    });
    socket.onclose = current((event: { code: number }) => this.#lost(`closed with ${event.code}`));
    // `close` follows every `error`; without a handler, `ws` throws.
    socket.onerror = () => {};
  }

  #lost(reason: string): void {
    this.#drop(reconnecting);
    this.#failures += 1;
    const delay = backoff(this.#failures, this.options.random());
    this.#enter({
      name: "offline",
      attempt: this.#failures,
      retryAt: this.options.clock.now() + delay,
      reason,
    });
    // A listener may have closed or woken the socket meanwhile.
    if (this.#state.name === "offline") this.#retry.set(delay);
  }

  #drop(code: number): void {
    this.#epoch += 1;
    this.#retry.clear();
    this.#timeout.clear();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(code);
  }

  #enter(state: SocketState): void {
    this.#state = state;
    this.options.onState(state);
  }
}
