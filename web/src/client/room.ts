// The room as a page uses it: one facade over the copy, the connection and all
// that is on its way. It decides little itself; it says who hears what.

import { type Clock, ServerTime } from "./clock.ts";
import { CommandError, type CommandRequest, Commands } from "./commands.ts";
import { Copy } from "./copy.ts";
import { Drags } from "./drags.ts";
import { encodeCommand } from "./encode.ts";
import { Listeners, type RoomListener } from "./events.ts";
import { Hibernate } from "./hibernate.ts";
import { Inbox } from "./inbox.ts";
import { KeepAlive } from "./keepalive.ts";
import { type Drag, type DragHost, rounded } from "./lease.ts";
import { Pointer } from "./pointer.ts";
import { type PeerView, Presence } from "./presence.ts";
import { isLive, type Place, type Plan, type PlanBody, type Row } from "./protocol.ts";
import { type CursorView, Remote } from "./remote.ts";
import { type ClosedReason, Socket, type SocketState, type WebSocketConstructor } from "./socket.ts";
import { Sync } from "./sync.ts";
import type { Tab } from "./tab.ts";
import type { ItemView } from "./view.ts";

/** What a room is made of; `connect` fills in the defaults. */
export interface RoomParts {
  /** The endpoint with room and tab in its query. */
  url: string;
  /** A room token; asked for anew at each attempt to connect. */
  getToken: () => Promise<string>;
  WebSocket: WebSocketConstructor;
  tab: Tab;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** A fresh id of `A-Z a-z 0-9 _ -`, at most 40 characters. */
  randomId: () => string;
}

/** An item to add, under an id of `newId`. */
export interface NewItem extends Place {
  id: string;
  product: string;
  variant: string;
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
  readonly #remote: Remote;
  readonly #socket: Socket;
  readonly #commands: Commands;
  readonly #sync: Sync;
  readonly #copy: Copy;
  readonly #drags: Drags;
  readonly #pointer: Pointer;
  readonly #hibernate: Hibernate;
  readonly #keepAlive: KeepAlive;
  readonly #inbox: Inbox;
  #asleep = false;
  /** Changes that were not stored when the room was closed. */
  #unstored = 0;

  constructor(private readonly parts: RoomParts) {
    const { clock, random, tab } = parts;
    const serverTime = new ServerTime(clock);
    const send = (frame: string) => this.#send(frame);
    const nextOp = () => tab.nextOp();
    const dead = () => this.#socket.reset("no answer");
    this.#remote = new Remote(clock);
    this.#socket = new Socket({
      ...parts,
      onState: (state) => this.#onState(state),
      onFrame: (frame) => this.#onFrame(frame),
    });
    this.#commands = new Commands({
      clock,
      random,
      nextOp,
      send: (frame) => this.#inbox.ready && send(frame),
      heardAt: () => this.#inbox.heardAt,
      suspect: dead,
    });
    this.#copy = new Copy({
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
      leaseEnded: () => this.#sync.soon(),
    });
    this.#sync = new Sync({
      clock,
      random,
      nextOp,
      send,
      accompanied: () => this.#presence.size > 1,
      digest: () => this.#copy.digest(),
      started: () => this.#copy.syncStarted(),
    });
    this.#drags = new Drags(this.#dragHost());
    this.#pointer = new Pointer({
      clock,
      send,
      peers: () => this.#presence.pointing,
      messagesPerSecond: () => this.#inbox.limits.messagesPerSecond,
      previews: () => this.#drags.previews(),
    });
    this.#hibernate = new Hibernate(
      clock,
      () => void this.#fallAsleep(),
      () => this.#wake(),
    );
    this.#keepAlive = new KeepAlive(clock, () => send(encodeCommand({ action: "ping" })), dead);
    this.#inbox = new Inbox({
      clock,
      random,
      serverTime,
      socket: this.#socket,
      sync: this.#sync,
      commands: this.#commands,
      copy: this.#copy,
      drags: this.#drags,
      presence: this.#presence,
      remote: this.#remote,
      hibernate: this.#hibernate,
      listeners: this.#listeners,
      shut: (reason) => this.#shut(reason),
    });
    this.#socket.open();
  }

  /** Everything a page shows, at this moment. */
  snapshot(): RoomSnapshot {
    const peers = this.#presence.list();
    return {
      ready: this.#inbox.ready,
      status: this.#socket.state,
      you: peers.find((p) => p.you),
      peers,
      plan: this.#copy.plan,
      items: this.#copy.items,
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

  /** Acquires items to drag them, all or none (LK6). Rejects with a CommandError, e.g. `held`. */
  async grab(ids: readonly string[]): Promise<Drag> {
    this.#mayEdit();
    const granted = this.#drags.grab(ids);
    this.#copy.forgive(ids);
    return granted.finally(() => this.#copy.refresh());
  }

  /** Adds an item; resolves with its id once it is stored. */
  async add(product: string, variant: string, place: Place): Promise<string> {
    const id = this.newId();
    await this.addAll([{ id, product, variant, ...place }]);
    return id;
  }

  /** Adds up to 25 items, all or none. An id that was removed may return (ED1). */
  async addAll(items: readonly NewItem[]): Promise<void> {
    const bodies = items.map(({ id, product, variant, ...place }) => ({
      id,
      product,
      variant,
      ...rounded(place),
    }));
    await this.#edit({
      touches: bodies.map((b) => b.id),
      overlays: bodies.map((b) => ({ kind: "add", item: { ...b, version: 0, token: 0 } })),
      build: (op) => ({ action: "edit", op, ops: bodies.map((b) => ({ op: "add", ...b })) }),
    });
  }

  /** An id for an item that is about to be added. */
  newId(): string {
    return this.parts.randomId();
  }

  /** How many changes are not stored yet, or never were when the room is closed. Without a line a drop still waits for its lock: then locks count, too. */
  get pending(): number {
    if (this.#socket.state.name === "closed") return this.#unstored;
    return this.#socket.state.name === "online" ? this.#commands.changes : this.#commands.size;
  }

  /** Changes an item's variant. */
  async update(id: string, variant: string): Promise<void> {
    await this.#edit({
      touches: [id],
      overlays: [{ kind: "variant", id, variant }],
      build: (op) => {
        const version = this.#copy.versionOf(id);
        return { action: "edit", op, ops: [{ op: "update", id, variant, version }] };
      },
    });
  }

  /** Removes items, all or none. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#edit({
      touches: ids,
      overlays: ids.map((id) => ({ kind: "remove", id })),
      build: (op) => {
        const ops = ids.map((id) => ({ op: "remove" as const, id, version: this.#copy.versionOf(id) }));
        return { action: "edit", op, ops };
      },
    });
  }

  /** Replaces the plan; `conflict` when it was changed since the version shown (ED4). */
  async setPlan(plan: PlanBody): Promise<void> {
    await this.#edit({
      touches: ["plan"],
      overlays: [{ kind: "plan", plan }],
      build: (op) => ({ action: "edit", op, ops: [{ op: "room", version: this.#copy.planVersion, plan }] }),
    });
  }

  /** Tells the others where the person points, in millimetres. Nothing is sent when alone (PR6). */
  point(x: number, y: number): void {
    this.touch();
    this.#pointer.point(x, y);
  }

  /** The person did something: a sleeping tab wakes (CL4). */
  touch(): void {
    this.#hibernate.touch();
  }

  /** The tab was shown or hidden. */
  visible(visible: boolean): void {
    this.#hibernate.visible(visible);
    if (visible) this.#socket.nudge();
  }

  /** The browser is online again: reconnects at once (CL3). */
  networkOnline(): void {
    this.#socket.nudge();
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
    this.#hibernate.stop();
    this.parts.tab.close();
    this.#copy.refresh();
    this.#copy.stop();
  }

  /** Shows a change at once, and rolls it back when it is refused (CL1). */
  async #edit(request: CommandRequest): Promise<void> {
    this.#mayEdit();
    const answer = this.#commands.submit(request);
    this.#copy.refresh();
    await answer.finally(() => this.#copy.refresh());
  }

  #mayEdit(): void {
    if (this.#presence.you?.role === "viewer") {
      throw new CommandError("forbidden", "A viewer may look, not change.");
    }
    this.touch();
  }

  #dragHost(): DragHost {
    return {
      clock: this.parts.clock,
      submit: (request) => this.#commands.submit(request),
      you: () => this.#presence.you?.id,
      placeOf: (id) => {
        const row = this.#copy.row(id);
        return row && isLive(row) ? row : undefined;
      },
      changed: (drag) => this.#onDrag(drag),
      lost: (drag, rows) => this.#onLost(drag, rows),
    };
  }

  #onDrag(drag: Drag): void {
    if (drag.state === "held") this.#pointer.dragged();
    else if (drag.state !== "dropping") this.#drags.forget(drag);
    this.#copy.refresh();
  }

  #onLost(drag: Drag, rows: readonly Row[]): void {
    this.#drags.forget(drag);
    const you = this.#presence.you?.id;
    const holder = rows.filter(isLive).find((r) => r.holder !== undefined && r.holder !== you);
    const ids = rows.length === 0 ? drag.ids : drag.ids.filter((id) => rows.some((r) => r.id === id));
    const name = holder?.holderName;
    this.#copy.lose(ids, name);
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
      this.#sync.all();
      this.#commands.connected();
    } else {
      this.#sync.stop();
      this.#commands.disconnected();
      this.#pointer.stop();
      this.#keepAlive.stop();
    }
    this.#listeners.emit({ type: "status", status });
  }

  #onFrame(frame: string): void {
    this.#keepAlive.heard();
    this.#inbox.take(frame);
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
    this.#drags.resume();
    this.#socket.open();
  }
}
