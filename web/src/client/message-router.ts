// Dispatches each frame of the server to the part that handles it.

import type { DecodeIssue } from "../json/decoder.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Plan } from "../model/index.ts";
import type { BundlePlayback } from "./bundle-playback.ts";
import type { Clock, ServerTime } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import type { Commands } from "./commands.ts";
import { decodeEvent } from "./decode.ts";
import type { DragManager } from "./drag-manager.ts";
import type { Listeners } from "./events.ts";
import type { IdleDisconnect } from "./idle-disconnect.ts";
import type { PeerView, Presence } from "./presence.ts";
import type {
  AckEvent,
  BundleEvent,
  CursorEvent,
  ErrorCode,
  ErrorEvent,
  Limits,
  Row,
  ServerEvent,
  StateEvent,
  UncheckedSignal,
} from "./protocol.ts";
import type { RoomState } from "./room-state.ts";
import type { SharedPresence } from "./shared-presence.ts";
import { backoff, type ClosedReason, type Socket } from "./socket.ts";
import type { Sync } from "./sync.ts";

/** The parts to which a router dispatches, and what it needs. */
export interface MessageRouterParts {
  clock: Clock;
  random: () => number;
  serverTime: ServerTime;
  socket: Socket;
  sync: Sync;
  commands: Commands;
  copy: RoomState;
  drags: DragManager;
  presence: Presence;
  /** Undefined until presence is shared. */
  shared: () => SharedPresence | undefined;
  /** Handles what peers show each other. */
  shown: (event: CursorEvent | UncheckedSignal) => void;
  hibernate: IdleDisconnect;
  listeners: Listeners;
  /** Closes the room for good, because the server ended the connection. */
  shut: (reason: ClosedReason) => void;
}

/**
 * Events further apart than this arrive in order: the server gives up sending one after two seconds (BC4).
 */
const changedPlacesMs = 5_000;

/**
 * Codes after which the server closes this connection, and would close the next one too (PR2, AC11, AC13).
 */
const ends: Partial<Record<ErrorCode, ClosedReason>> = {
  superseded: "superseded",
  token_revoked: "revoked",
  client_too_old: "outdated",
};

export class MessageRouter {
  /** When the last frame was received. */
  lastReceivedAt = Number.NEGATIVE_INFINITY;
  /** True once a whole state has been received. */
  ready = false;
  /** The server's latest limits; before the first state, its defaults. */
  limits: Limits = { messagesPerSecond: 100, leaseMs: 15_000 };

  /** Loaded when the first bundle is received; undefined until then. */
  #bundles: BundlePlayback | undefined;
  #loading: Promise<void> | undefined;

  /** When each peer's `joined` was received. */
  readonly #joinedAt = new Map<string, number>();

  /** The peers at the time of the last `peers` event. */
  #peers: readonly PeerView[] = [];

  constructor(private readonly parts: MessageRouterParts) {}

  /** Handles a frame. A frame that can't be decoded is reported, and does not affect later ones. */
  route(frame: string): void {
    this.lastReceivedAt = this.parts.clock.now();
    const decoded = decodeEvent(frame);
    // An untyped frame is the gateway's own error: the command concerned stays pending and is sent again.
    if (decoded.kind === "failure") this.#unreadable(decoded.failure);
    if (decoded.kind !== "event") return;
    for (const failure of decoded.skipped) this.#unreadable(failure);
    this.#event(decoded.event);
  }

  /** Applies the events of bundles that were not applied yet, so that the copy is as new as it can be. */
  catchUp(): void {
    this.#bundles?.catchUp();
  }

  stop(): void {
    this.#bundles?.stop();
  }

  #event(event: ServerEvent): void {
    if (event.type === "error") return this.#error(event);
    this.parts.socket.markHealthy();
    switch (event.type) {
      case "state":
        return this.#state(event);
      case "ack":
        return this.#ack(event);
      case "joined":
        this.#joinedAt.set(event.peer.id, this.parts.clock.now());
        this.parts.presence.joined(event.peer);
        return this.#peersChanged();
      case "left":
        return this.#left(event.peer);
      case "pong":
        return;
      case "bundle":
        return this.#bundle(event);
      case "signal":
        return this.parts.shown(event);
      default:
        return this.#fromPeer(event);
    }
  }

  /** Plays a bundle back. Without the module, which is loaded by the first bundle, all is applied at once. */
  #bundle({ events }: BundleEvent): void {
    const apply = (event: ServerEvent) => this.#event(event);
    this.#loading ??= loadModule("bundle-playback", () => import("./bundle-playback.ts")).then(
      (module) => {
        this.#bundles = new module.BundlePlayback(this.parts.clock, apply);
      },
      () => {},
    );
    if (this.#bundles) this.#bundles.play(events);
    else for (const { event } of events) apply(event);
  }

  /**
   * A peer that reloads its page leaves on one connection and joins on another, and the two events may
   * arrive in either order: a peer that left just after joining may still be present.
   */
  #left(peer: string): void {
    const { presence, sync, clock } = this.parts;
    const joinedAt = this.#joinedAt.get(peer);
    this.#joinedAt.delete(peer);
    presence.left(peer);
    this.#peersChanged();
    if (joinedAt !== undefined && clock.now() - joinedAt < changedPlacesMs) sync.request();
  }

  #fromPeer(event: Extract<ServerEvent, { peer: string }>): void {
    this.parts.hibernate.peerActive();
    // The peer's `joined` was lost; without a sync this client would believe itself alone, and sync no more.
    const { presence } = this.parts;
    if (this.ready && !presence.has(event.peer) && !presence.overCapacity) this.parts.sync.request();
    switch (event.type) {
      case "cursor":
        return this.parts.shown(event);
      case "edited":
        // No sync for unknown items: an edit may add them.
        return this.#merge(event.items, event.plan, event.peer);
      case "moved":
      case "locked":
      case "unlocked":
        this.#askIfUnknown(event.items);
        return this.#merge(event.items, undefined, event.peer);
    }
  }

  /** Handles what follows from a peer's cursor, apart from its playback. */
  pointed({ peer, drag }: CursorEvent): void {
    const { hibernate, copy, listeners } = this.parts;
    hibernate.peerActive();
    this.#askIfUnknown(drag ?? []);
    if (drag) copy.refresh();
    listeners.emit({ type: "cursor", peer });
  }

  /** Requests a sync if a row is of an item that this copy does not have: an event was missed (SY3). */
  #askIfUnknown(rows: readonly { id: string }[]): void {
    if (this.ready && rows.some((r) => !this.parts.copy.knows(r.id))) this.parts.sync.request();
  }

  #state(event: StateEvent): void {
    const { sync, serverTime, presence, copy } = this.parts;
    serverTime.learn(event.at);
    const whole = sync.part(event);
    if (whole) {
      this.limits = whole.limits;
      presence.reset(whole.you, whole.peers);
      copy.mergeState({ items: whole.items, plan: whole.plan ?? copy.plan });
      this.parts.drags.check((id) => copy.row(id));
      this.#peersChanged();
      if (!this.ready) this.#becomeReady();
    } else if (!sync.owns(event.op)) {
      // The rows of a part that belongs to an earlier sync are still valid.
      this.#merge(event.items, event.plan);
    }
  }

  /** Marks the room as ready: this client knows its peer id from here on, so queued commands can be sent. */
  #becomeReady(): void {
    this.ready = true;
    this.parts.commands.connected();
    this.parts.listeners.emit({ type: "status", status: this.parts.socket.state });
  }

  #ack(ack: AckEvent): void {
    const { sync, serverTime, copy, commands, presence } = this.parts;
    serverTime.learn(ack.at);
    if (sync.owns(ack.op)) {
      const { you } = presence;
      if (you && ack.peers) presence.reset(you, ack.peers);
      sync.answered();
      return this.#peersChanged();
    }
    copy.merge(ack.items, ack.plan, commands.awaits(ack.op) ? presence.you?.id : undefined);
    commands.acked(ack);
    copy.refresh();
  }

  #error(error: ErrorEvent): void {
    const end = ends[error.code];
    if (end) return this.parts.shut(end);
    this.parts.copy.merge(error.items ?? [], error.plan);
    if (this.parts.sync.owns(error.op)) this.#syncRefused(error);
    else if (!this.#refused(error) && error.code !== "token_expired") this.#notice(error);
    if (error.code === "token_expired") this.parts.socket.refresh();
    this.parts.copy.refresh();
  }

  /** Reports whether a command, or a signal, waited for the answer. */
  #refused(error: ErrorEvent): boolean {
    return this.parts.commands.refused(error) || (this.parts.shared()?.refused(error) ?? false);
  }

  #syncRefused(error: ErrorEvent): void {
    const { sync, random, shut } = this.parts;
    if (error.retry) return sync.postpone(backoff(2, random()));
    this.#notice(error);
    // Without a room, or permission to see it, there is nothing to reconnect to.
    if (error.code === "not_found" || error.code === "forbidden") shut("refused");
    else if (error.code === "full") shut("full");
    else sync.answered();
  }

  #merge(rows: readonly Row[], plan?: Plan, by?: string): void {
    const { copy, drags } = this.parts;
    copy.merge(rows, plan, by);
    drags.check((id) => copy.row(id));
    copy.refresh();
  }

  #peersChanged(): void {
    const { shared, presence, copy, listeners } = this.parts;
    shared()?.update();
    copy.refresh();
    const peers = presence.list();
    if (peers === this.#peers) return;
    this.#peers = peers;
    listeners.emit({ type: "peers" });
  }

  #notice(e: ErrorEvent): void {
    const error = new CommandError(e.code, e.message, e.items ?? [], e.field);
    this.parts.listeners.emit({ type: "notice", notice: { kind: "refused", error } });
  }

  #unreadable(failure: DecodeIssue): void {
    this.parts.listeners.emit({ type: "notice", notice: { kind: "unreadable", failure } });
  }
}
