// The room as a page uses it: one facade over the copy, the connection and all
// that is on its way. It decides little itself; it says who hears what.

import type { Plan } from "../model/index.ts";
import type { Change } from "./change.ts";
import { type Clock, ServerTime } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import { type CommandRequest, Commands } from "./commands.ts";
import { CursorSender } from "./cursor-sender.ts";
import type { Drag, DragHost } from "./drag.ts";
import { DragManager } from "./drag-manager.ts";
import type { Versions } from "./edit.ts";
import { encodeCommand } from "./encode.ts";
import { Listeners, type RoomListener } from "./events.ts";
import { IdleDisconnect } from "./idle-disconnect.ts";
import { KeepAlive } from "./keepalive.ts";
import { MessageRouter } from "./message-router.ts";
import { type PeerView, Presence } from "./presence.ts";
import { isLive } from "./protocol.ts";
import { type CursorView, RemotePresence } from "./remote-presence.ts";
import { RoomState } from "./room-state.ts";
import { type ClosedReason, Socket, type SocketState, type WebSocketConstructor } from "./socket.ts";
import { Sync } from "./sync.ts";
import type { TabIdentity } from "./tab-identity.ts";
import type { ItemView } from "./view.ts";

/** What a room is made of; `connect` fills in the defaults. */
export interface RoomParts {
  /** The endpoint with room and tab in its query. */
  url: string;
  /** A room token; asked for anew at each attempt to connect. */
  getToken: () => Promise<string>;
  WebSocket: WebSocketConstructor;
  tab: TabIdentity;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** A fresh id of `A-Z a-z 0-9 _ -`, at most 40 characters. */
  randomId: () => string;
}

/** The room at one moment. Nothing in it is changed later; the next snapshot is another. */
export interface RoomSnapshot {
  /** False until the first whole state has come. */
  ready: boolean;
  status: SocketState;
  you: PeerView | undefined;
  /** Everyone, you first. */
  peers: readonly PeerView[];
  plan: Plan;
  /** The items that are in the room, by id. */
  items: ReadonlyMap<string, ItemView>;
}

/** A tab that falls asleep waits so long for its releases to be acknowledged. */
const releaseWithinMs = 2_000;

export class Room {
  readonly #listeners = new Listeners();
  readonly #presence = new Presence();
  readonly #remote: RemotePresence;
  readonly #socket: Socket;
  readonly #commands: Commands;
  readonly #sync: Sync;
  readonly #state: RoomState;
  readonly #drags = new DragManager();
  readonly #dragHost: DragHost;
  readonly #cursorSender: CursorSender;
  readonly #idle: IdleDisconnect;
  readonly #keepAlive: KeepAlive;
  readonly #router: MessageRouter;
  #asleep = false;
  /** Changes that were not stored when the room was closed. */
  #unstored = 0;

  constructor(private readonly parts: RoomParts) {
    const { clock, random, tab } = parts;
    const serverTime = new ServerTime(clock);
    const send = (frame: string) => this.#send(frame);
    const nextOp = () => tab.nextOp();
    const dead = () => this.#socket.reset("no answer");
    this.#remote = new RemotePresence(clock, (peer) => this.#listeners.emit({ type: "cursor", peer }));
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
      preview: (id) => this.#remote.preview(id),
      colourOf: (peer) => this.#presence.colourOf(peer) ?? 0,
      changed: (ids, plan) => this.#listeners.emit({ type: "change", ids, plan }),
      stored: (by, rows, plan) =>
        this.#listeners.emit({ type: "stored", by, rows, ...(plan ? { plan } : {}) }),
      leaseEnded: () => this.#sync.request(),
    });
    this.#sync = new Sync({
      clock,
      random,
      nextOp,
      send,
      hasPeers: () => this.#presence.size > 1,
      digest: () => this.#state.digest(),
      started: () => this.#state.syncStarted(),
      lastReceivedAt: () => this.#router.lastReceivedAt,
      onStalled: dead,
    });
    this.#dragHost = this.#makeDragHost();
    this.#cursorSender = new CursorSender({
      clock,
      send,
      peers: () => this.#presence.pointing,
      messagesPerSecond: () => this.#router.limits.messagesPerSecond,
      previews: () => this.#drags.previews(),
    });
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
      remote: this.#remote,
      hibernate: this.#idle,
      listeners: this.#listeners,
      shut: (reason) => this.#shut(reason),
    });
    this.#socket.open();
  }

  /** Everything a page shows, at this moment. */
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

  /** Hears every event from now on; the returned function ends it. */
  subscribe(listener: RoomListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Where the others point now: ask once a frame while any is moving. */
  cursors(): CursorView[] {
    return this.#remote.cursors().filter((c) => this.#presence.has(c.peer));
  }

  /** Begins a drag; see `grab`. */
  hold(begin: (host: DragHost) => Drag): Drag {
    this.touch();
    const drag = begin(this.#dragHost);
    this.#drags.add(drag);
    this.#state.clearLost(drag.ids);
    return drag;
  }

  /** Begins a change by one command; see `edit`. */
  change(request: (versions: Versions) => CommandRequest): Change {
    this.touch();
    const change = this.#commands.change(request(this.#state));
    this.#state.refresh();
    void change.done.then(() => this.#state.refresh());
    return change;
  }

  /** An id for an item that is about to be added. */
  newId(): string {
    return this.parts.randomId();
  }

  /** How many changes are not stored yet, or never were when the room is closed. */
  get pending(): number {
    return this.#socket.state.name === "closed" ? this.#unstored : this.#commands.changes;
  }

  /** Tells the others where the person points, in millimetres. Nothing is sent when alone (PR6). */
  point(x: number, y: number): void {
    this.touch();
    this.#cursorSender.point(x, y);
  }

  /** The finger that pointed was lifted. */
  lift(): void {
    this.#cursorSender.lift();
  }

  /** The person did something: a sleeping tab wakes (CL4). */
  touch(): void {
    this.#idle.touch();
  }

  /** The tab was shown or hidden. */
  visible(visible: boolean): void {
    this.#idle.visible(visible);
    if (visible) this.networkOnline();
  }

  /** The browser is online again: reconnects at once, or makes sure that its line is not dead (CL3). */
  networkOnline(): void {
    if (this.#socket.state.name === "online") this.#keepAlive.probe();
    else this.#socket.reconnectNow();
  }

  /** The browser lost its network: what a dead line would show in seconds is known at once. */
  networkOffline(): void {
    this.#socket.reset("offline");
  }

  /** Connects again with a new token, e.g. under another name. */
  renew(): void {
    this.#socket.renew();
  }

  /** The page goes into the browser's cache: lets go of everything, and keeps what waits. */
  suspend(): void {
    void this.#drags.suspend();
    this.#socket.sleep();
    this.parts.tab.close();
  }

  /** The page is back. False when another page is this tab by now: then the room is to be opened anew. */
  async resume(): Promise<boolean> {
    if (!(await this.parts.tab.reopen())) return false;
    this.touch();
    this.#wake();
    return true;
  }

  /** Leaves for good. What is unanswered is rejected with `closed`. */
  close(reason: ClosedReason = "left"): void {
    this.#shut(reason);
  }

  #shut(reason: ClosedReason): void {
    this.#unstored = this.pending;
    this.#socket.close(reason);
    this.#commands.close();
    this.#drags.close();
    this.#idle.stop();
    this.#remote.stop();
    this.#cursorSender.close();
    this.parts.tab.close();
    this.#state.refresh();
    this.#state.stop();
  }

  #forbids(): CommandError | undefined {
    if (this.#presence.you?.role !== "viewer") return undefined;
    return new CommandError("forbidden", "A viewer may look, not change.");
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
        if (drag.state === "held") this.#cursorSender.dragged();
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
      this.#cursorSender.stop();
      this.#keepAlive.stop();
    }
    this.#listeners.emit({ type: "status", status });
  }

  #onFrame(frame: string): void {
    this.#keepAlive.heard();
    this.#router.route(frame);
  }

  /** Releases first, so that nobody waits for the leases of a sleeping tab to end. */
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
