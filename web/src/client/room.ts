// The room as a page uses it: one facade over the local copy, the connection and all unanswered changes. It
// contains little logic; it connects the parts.

import type { Plan } from "../model/index.ts";
import type { Change } from "./change.ts";
import { type Clock, ServerTime } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import { type CommandRequest, Commands } from "./commands.ts";
import type { PeerConnectionConstructor } from "./direct/peer-connection.ts";
import type { Drag, DragHost } from "./drag.ts";
import { DragManager } from "./drag-manager.ts";
import type { Versions } from "./edit.ts";
import { encodeCommand } from "./encode.ts";
import { Listeners, type RoomListener } from "./events.ts";
import { IdleDisconnect } from "./idle-disconnect.ts";
import { KeepAlive } from "./keepalive.ts";
import { MessageRouter } from "./message-router.ts";
import { type PeerView, Presence } from "./presence.ts";
import { type CursorEvent, isLive, type UncheckedSignal } from "./protocol.ts";
import type { CursorView, PreviewView } from "./remote-presence.ts";
import { RoomState } from "./room-state.ts";
import type { SharedPresence, SharedPresenceHost } from "./shared-presence.ts";
import { type ClosedReason, Socket, type SocketState, type WebSocketConstructor } from "./socket.ts";
import type { Spot } from "./spline.ts";
import { Sync } from "./sync.ts";
import type { TabIdentity } from "./tab-identity.ts";
import type { ItemView } from "./view.ts";

/** The parts of a room; `connect` fills in the defaults. */
export interface RoomParts {
  /** The endpoint with room and tab in its query. */
  url: string;
  /** Fetches a room token; called at each attempt to connect. */
  getToken: () => Promise<string>;
  WebSocket: WebSocketConstructor;
  /** Undefined where the platform has no WebRTC. */
  RTCPeerConnection: PeerConnectionConstructor | undefined;
  tab: TabIdentity;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** Returns a new id of `A-Z a-z 0-9 _ -`, at most 40 characters. */
  randomId: () => string;
}

/** The room's state at one moment; immutable. */
export interface RoomSnapshot {
  /** False until the first whole state has been received. */
  ready: boolean;
  status: SocketState;
  you: PeerView | undefined;
  /** All peers, this one first. */
  peers: readonly PeerView[];
  plan: Plan;
  /** The items that are in the room, by id. */
  items: ReadonlyMap<string, ItemView>;
}

/** Interval of the comparisons with the server (SY3); a viewer in a crowd compares less often. */
const periodMs = 60_000;
const crowdPeriodMs = 5 * periodMs;
/** How long a tab that falls asleep waits for its releases to be acknowledged. */
const releaseWithinMs = 2_000;

/** Maximum number of cursors and signals that are kept until presence is shared: those of some seconds. */
const maxUnshared = 100;

export class Room {
  /** The server's clock, as estimated. */
  readonly serverTime: ServerTime;
  readonly #listeners = new Listeners();
  readonly #presence = new Presence();
  readonly #socket: Socket;
  readonly #commands: Commands;
  readonly #sync: Sync;
  readonly #state: RoomState;
  readonly #drags = new DragManager();
  readonly #dragHost: DragHost;
  readonly #idle: IdleDisconnect;
  readonly #keepAlive: KeepAlive;
  readonly #router: MessageRouter;
  #shared: SharedPresence | undefined;
  /** Where the pointer is; undefined after a finger was lifted. */
  #pointer: Spot | undefined;
  /** What was received before presence was shared, the last of it. */
  #unshared: readonly (CursorEvent | UncheckedSignal)[] = [];
  #asleep = false;
  /** Number of changes that were not stored when the room was closed. */
  #unstored = 0;

  constructor(private readonly parts: RoomParts) {
    const { clock, random, tab } = parts;
    const serverTime = new ServerTime(clock);
    this.serverTime = serverTime;
    const send = (frame: string) => this.#send(frame);
    const nextOp = () => tab.nextOp();
    const dead = () => this.#socket.reset("no answer");
    this.#socket = new Socket({
      ...parts,
      onState: (state) => this.#onState(state),
      onFrame: (frame) => this.#onFrame(frame),
    });
    this.#commands = new Commands({
      clock,
      random,
      nextOp,
      send: (frame) => this.#router.ready && send(frame),
      lastReceivedAt: () => this.#router.lastReceivedAt,
      onStalled: dead,
      forbids: () => this.#forbids(),
      withdrawn: () => this.#state.refresh(),
    });
    this.#state = new RoomState({
      clock,
      serverTime,
      overlays: () => this.#commands.overlays(),
      you: () => this.#presence.you?.id,
      dragged: (id) => this.#drags.placeOf(id),
      preview: (id) => this.#shared?.remote.preview(id),
      colourOf: (peer) => this.#presence.colourOf(peer) ?? 0,
      changed: (ids, plan) => this.#listeners.emit({ type: "change", ids, plan }),
      stored: (by, rows, plan) =>
        this.#listeners.emit({ type: "stored", by, rows, ...(plan ? { plan } : {}) }),
      leaseEnded: () => this.#presence.watching || this.#sync.request(),
    });
    this.#sync = new Sync({
      clock,
      random,
      nextOp,
      send,
      hasPeers: () => this.#presence.size > 1,
      digest: () => this.#state.digest(),
      period: () => (this.#presence.watching ? crowdPeriodMs : periodMs),
      started: () => {
        this.#router.catchUp();
        this.#state.syncStarted();
      },
      lastReceivedAt: () => this.#router.lastReceivedAt,
      onStalled: dead,
    });
    this.#dragHost = this.#makeDragHost();
    this.#idle = new IdleDisconnect(
      clock,
      () => void this.#fallAsleep(),
      () => this.#wake(),
    );
    this.#keepAlive = new KeepAlive(
      clock,
      () => send(encodeCommand({ action: "ping" })),
      () => {
        dead();
        this.#socket.reconnectNow();
      },
    );
    this.#router = new MessageRouter({
      clock,
      random,
      serverTime,
      socket: this.#socket,
      sync: this.#sync,
      commands: this.#commands,
      copy: this.#state,
      drags: this.#drags,
      presence: this.#presence,
      shared: () => this.#shared,
      shown: (event) => {
        if (this.#shared) this.#shared.take(event);
        else this.#unshared = [...this.#unshared, event].slice(-maxUnshared);
      },
      hibernate: this.#idle,
      listeners: this.#listeners,
      shut: (reason) => this.#shut(reason),
    });
    this.#socket.open();
  }

  /** Returns everything that a page displays, at this moment. */
  snapshot(): RoomSnapshot {
    const peers = this.#presence.list();
    return {
      ready: this.#router.ready,
      status: this.#socket.state,
      you: peers.find((p) => p.you),
      peers,
      plan: this.#state.plan,
      items: this.#state.items,
    };
  }

  /** Adds a listener of every event from now on; the returned function removes it. */
  subscribe(listener: RoomListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Returns the other peers' cursor positions: call it once a frame while any is moving. */
  cursors(): CursorView[] {
    const cursors = this.#shared?.remote.cursors() ?? [];
    return cursors.filter((c) => this.#presence.has(c.peer));
  }

  /** Returns where the items are now that other peers drag: call it once a frame while any is moving. */
  previews(): PreviewView[] {
    return this.#shared?.remote.previews() ?? [];
  }

  /** Starts to share cursors and drags; called by `sharePresence` of share.ts. */
  share(begin: (host: SharedPresenceHost) => SharedPresence): void {
    if (this.#shared) return;
    this.#shared = begin(this.#makePresenceHost());
    for (const event of this.#unshared) {
      if (event.type === "signal" || this.#presence.has(event.peer)) this.#shared.take(event);
    }
    this.#unshared = [];
  }

  /** Starts a drag; called by `acquire` of changes.ts. */
  hold(begin: (host: DragHost) => Drag): Drag {
    this.touch();
    const drag = begin(this.#dragHost);
    this.#drags.add(drag);
    this.#state.clearLost(drag.ids);
    return drag;
  }

  /** Makes several changes, which are displayed and reported as one. */
  together(change: () => void): void {
    this.#state.together(change);
  }

  /** Starts a change by one command; called by `edit` of changes.ts. */
  change(request: (versions: Versions) => CommandRequest): Change {
    this.touch();
    const change = this.#commands.change(request(this.#state));
    this.#state.refresh();
    void change.done.then(() => this.#state.refresh());
    return change;
  }

  /** Returns an id for a new item. */
  newId(): string {
    return this.parts.randomId();
  }

  /** Number of changes that are not stored yet; in a closed room, of those that never were. */
  get pending(): number {
    return this.#socket.state.name === "closed" ? this.#unstored : this.#commands.changes;
  }

  /** Sends the pointer's position, in millimetres, to the other peers. Sends nothing when alone (PR6). */
  point(x: number, y: number): void {
    this.touch();
    this.#pointer = { x, y };
    this.#shared?.point(x, y);
  }

  /** Ends the cursor of a finger that was lifted. */
  lift(): void {
    this.#pointer = undefined;
    this.#shared?.lift();
  }

  /** Reports the user's activity: a sleeping tab wakes (CL4). */
  touch(): void {
    this.#idle.touch();
  }

  /** Reports that the tab was shown or hidden. */
  visible(visible: boolean): void {
    this.#idle.visible(visible);
    if (visible) this.networkOnline();
  }

  /** Reports that the browser is online: reconnects at once, or checks that the connection is alive (CL3). */
  networkOnline(): void {
    if (this.#socket.state.name === "online") this.#keepAlive.probe();
    else this.#socket.reconnectNow();
  }

  /** Reports that the browser lost its network, so that the connection need not time out. */
  networkOffline(): void {
    this.#socket.reset("offline");
  }

  /** Connects again with a new token, e.g. under another name. */
  renew(): void {
    this.#socket.renew();
  }

  /** Prepares for the browser's page cache: releases all leases held by a drag, and keeps unsent changes. */
  suspend(): void {
    void this.#drags.suspend();
    this.#socket.sleep();
    this.parts.tab.close();
  }

  /** Resumes after `suspend`; resolves to false when another page has this tab's id: open the room anew. */
  async resume(): Promise<boolean> {
    if (!(await this.parts.tab.reopen())) return false;
    this.touch();
    this.#wake();
    return true;
  }

  /** Leaves for good. Unanswered commands are rejected with `closed`. */
  close(reason: ClosedReason = "left"): void {
    this.#shut(reason);
  }

  #shut(reason: ClosedReason): void {
    this.#unstored = this.pending;
    this.#socket.close(reason);
    this.#commands.close();
    this.#drags.close();
    this.#idle.stop();
    this.#shared?.close();
    this.#router.stop();
    this.parts.tab.close();
    this.#state.refresh();
    this.#state.stop();
  }

  #forbids(): CommandError | undefined {
    if (this.#presence.you?.role !== "viewer") return undefined;
    return new CommandError("forbidden", "A viewer may look, not change.");
  }

  #makePresenceHost(): SharedPresenceHost {
    const { clock, random, tab, RTCPeerConnection } = this.parts;
    return {
      clock,
      random,
      RTCPeerConnection,
      presence: this.#presence,
      pointer: () => this.#pointer,
      limits: () => this.#router.limits,
      online: () => this.#socket.state.name === "online",
      nextOp: () => tab.nextOp(),
      send: (frame) => this.#send(frame),
      pointed: (event) => this.#router.pointed(event),
      planWidth: () => widthOf(this.#state.plan),
      previews: () => this.#drags.previews(),
      gone: (peer) => this.#listeners.emit({ type: "cursor", peer }),
      holds: (peer, { id, token }) => this.#state.isHeld(id, peer, token),
      placeOf: (id) => this.#state.items.get(id),
    };
  }

  #makeDragHost(): DragHost {
    const commands = this.#commands;
    const copy = this.#state;
    return {
      clock: this.parts.clock,
      ask: (request, answered) => commands.ask(request, answered),
      withdraw: (op) => commands.withdraw(op),
      unsent: (op) => commands.unsent(op),
      overtaken: (op, id) => commands.overtaken(op, id),
      row: (id) => copy.row(id),
      places: (id) => copy.places(id),
      you: () => this.#presence.you?.id,
      changed: (drag) => {
        if (drag.state === "held") this.#shared?.dragged();
        copy.refresh();
      },
      lost: (ids) => this.#onLost(ids),
    };
  }

  #onLost(ids: readonly string[]): void {
    const you = this.#presence.you?.id;
    const rows = ids.flatMap((id) => this.#state.row(id) ?? []).filter(isLive);
    const name = rows.find((r) => r.holder !== undefined && r.holder !== you)?.holderName;
    this.#state.markLost(ids, name);
    const notice = { kind: "lost", ids, ...(name === undefined ? {} : { name }) } as const;
    this.#listeners.emit({ type: "notice", notice });
  }

  #send(frame: string): boolean {
    const sent = this.#socket.send(frame);
    if (sent) this.#keepAlive.sent();
    return sent;
  }

  #onState(status: SocketState): void {
    if (status.name === "online") {
      this.#keepAlive.sent();
      this.#sync.full();
      this.#commands.connected();
    } else {
      this.#sync.stop();
      this.#commands.disconnected();
      this.#shared?.stop();
      this.#keepAlive.stop();
    }
    this.#listeners.emit({ type: "status", status });
  }

  #onFrame(frame: string): void {
    this.#keepAlive.heard();
    this.#router.route(frame);
  }

  /** Releases the leases first, so that no user waits for those of a sleeping tab to end. */
  async #fallAsleep(): Promise<void> {
    this.#asleep = true;
    const overdue = new Promise<void>((resolve) => this.parts.clock.after(releaseWithinMs, resolve));
    await Promise.race([this.#drags.suspend(), overdue]);
    if (this.#asleep) this.#socket.sleep();
  }

  #wake(): void {
    this.#asleep = false;
    this.#socket.open();
  }
}

/** Returns the width of a plan's outline, in millimetres; 0 without an outline. */
function widthOf({ outline }: Plan): number {
  const xs = outline.map(([x]) => x);
  return Math.max(0, Math.max(...xs) - Math.min(...xs));
}
