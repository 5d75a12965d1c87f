// What people in a room do right now, as they show it to each other: cursors and drag previews, by the server and,
// between some of them, directly.

import { batchInterval } from "./cursor-batch.ts";
import {
  CursorSender,
  type CursorSenderOptions,
  type Pace,
  serverPace,
  type Watch,
} from "./cursor-sender.ts";
import type { DirectChannels } from "./direct/direct-channels.ts";
import { partnersOf } from "./direct/partners.ts";
import type { PeerConnectionConstructor } from "./direct/peer-connection.ts";
import { encodeCursor } from "./encode-cursor.ts";
import type { Presence } from "./presence.ts";
import type {
  CursorCommand,
  CursorEvent,
  ErrorEvent,
  Limits,
  SharedView,
  UncheckedSignal,
} from "./protocol.ts";
import { RemotePresence, type RemotePresenceHost } from "./remote-presence.ts";
import { sharedView } from "./shared-view.ts";
import type { Spot } from "./spline.ts";

/** Maximum number of peers that a cursor names (DC8). */
const maxRecipients = 25;

/** What shared presence needs of its room. */
export interface SharedPresenceHost
  extends Pick<CursorSenderOptions, "planWidth" | "previews">,
    RemotePresenceHost {
  /** From 0 to 1. */
  random: () => number;
  /** Undefined where the platform has no WebRTC. */
  RTCPeerConnection: PeerConnectionConstructor | undefined;
  presence: Presence;
  /** Returns where this peer's pointer is, in millimetres; undefined after a finger was lifted. */
  pointer: () => Spot | undefined;
  /** Returns the server's latest limits. */
  limits: () => Limits;
  /** Reports whether the connection to the server is open. */
  online: () => boolean;
  nextOp: () => number;
  /** Sends a frame to the server; false when offline. */
  send: (frame: string) => boolean;
  /** Handles what follows from a peer's cursor, apart from its playback. */
  pointed: (event: CursorEvent) => void;
}

/** Imports the code of direct channels. */
export type LoadDirectChannels = () => Promise<typeof import("./direct/direct-channels.ts")>;

export class SharedPresence {
  /** Returns what this peer sees; called only while a peer is to be told of it. */
  view: () => SharedView | undefined = () => undefined;
  readonly remote: RemotePresence;
  #followed: string | undefined;
  /** The peer whose view is displayed: the followed one, or the one that it follows itself, and so on. */
  #leader: string | undefined;
  /** True if the server refuses what this peer follows and sees: it is of an earlier version. */
  #refusesWatch = false;
  readonly #sender: CursorSender;
  #direct: DirectChannels | undefined;
  #loading: Promise<void> | undefined;
  #closed = false;

  constructor(
    private readonly host: SharedPresenceHost,
    private readonly loadDirect: LoadDirectChannels | undefined,
  ) {
    this.remote = new RemotePresence(host);
    this.#sender = new CursorSender({
      ...host,
      pace: () => this.#pace(),
      send: (cursor) => this.#send(cursor),
      watch: () => this.#watch(),
    });
    this.#point(this.#sender);
    this.update();
  }

  /** Takes the pointer's position, in millimetres. */
  point(x: number, y: number): void {
    for (const sender of this.#senders) sender.point(x, y);
  }

  /** Removes the cursor of a finger that was lifted (PR7). */
  lift(): void {
    for (const sender of this.#senders) sender.lift();
  }

  /** An item was dragged to another place. */
  dragged(): void {
    for (const sender of this.#senders) sender.dragged();
  }

  /** Follows a peer: what it sees is `followedView` from now on. Undefined follows none. */
  follow(peer: string | undefined): void {
    this.#followed = peer;
    this.#watched();
  }

  /** Returns what the followed peer sees; undefined if that is unknown. */
  get followedView(): SharedView | undefined {
    return this.#leader === undefined ? undefined : this.remote.watch(this.#leader)?.view;
  }

  /** Returns the peers that are shown what this one sees. */
  get followers(): string[] {
    const { you } = this.host.presence;
    return you ? this.remote.followersOf(you.id) : [];
  }

  /** This peer sees something else. */
  looked(): void {
    for (const sender of this.#senders) sender.watched();
  }

  /** Discards what was not sent, and closes the channels: the connection to the server is gone. */
  stop(): void {
    this.#direct?.update(undefined);
    this.#refusesWatch = false;
    for (const sender of this.#senders) sender.stop();
  }

  /** Forgets peers that are gone, and opens and closes channels: the peers or the limits changed. */
  update(): void {
    const { presence, limits, online, RTCPeerConnection } = this.host;
    this.remote.keep((peer) => presence.has(peer));
    this.#watched();
    if (this.#closed || !RTCPeerConnection || !this.loadDirect) return;
    const partners = online() ? partnersOf(presence, limits().direct) : undefined;
    if (this.#direct) this.#direct.update(partners);
    else if (partners) this.#loading ??= this.#load(RTCPeerConnection, this.loadDirect);
  }

  close(): void {
    this.#closed = true;
    this.#direct?.close();
    this.#sender.close();
    this.remote.stop();
  }

  /** Handles what the server sent of a peer. */
  take(event: CursorEvent | UncheckedSignal): void {
    if (event.type === "signal") this.#signal(event);
    else this.#cursor(event);
  }

  /** One of a peer with a direct channel was sent before it opened (DC14). */
  #cursor(event: CursorEvent): void {
    if (this.#direct?.isOpen(event.peer)) return;
    const { presence, limits } = this.host;
    this.#play(event, batchInterval(Math.max(2, presence.size), limits().messagesPerSecond) ?? 0);
  }

  #signal(event: UncheckedSignal): void {
    // The channels may be loading, because of the same peer.
    if (this.#direct) this.#direct.signal(event);
    else void this.#loading?.then(() => this.#direct?.signal(event));
  }

  /** Handles the server's refusal of a command; false if it was neither a signal nor a watch. */
  refused({ op, code, field = "" }: ErrorEvent): boolean {
    if (code === "bad_field" && /^(?:follows|view)\b/u.test(field)) {
      this.#refusesWatch = true;
      this.#sender.again();
      return true;
    }
    return this.#direct?.refused(op) ?? false;
  }

  get #senders(): CursorSender[] {
    return this.#direct ? [this.#sender, this.#direct.sender] : [this.#sender];
  }

  /** Tells a new sender where the pointer rests. */
  #point(sender: CursorSender): void {
    const at = this.host.pointer();
    if (at) sender.point(at.x, at.y);
  }

  #play(event: CursorEvent, intervalMs: number): void {
    const before = this.remote.watch(event.peer)?.follows;
    this.remote.take(event, intervalMs);
    const you = this.host.presence.you?.id;
    this.#watched(event.follows === you && before !== you);
    this.host.pointed(event);
  }

  /** The peers, or what one of them follows, may have changed; `again` if one follows this peer from now on. */
  #watched(again = false): void {
    this.#leader = this.#findLeader();
    for (const sender of this.#senders) sender.watched(again);
  }

  /** Returns the last present peer of a chain of peers that follow each other, without any of them twice. */
  #findLeader(): string | undefined {
    const { presence } = this.host;
    const passed = new Set([presence.you?.id]);
    let leader: string | undefined;
    for (let next = this.#followed; next !== undefined; next = this.remote.watch(next)?.follows) {
      if (passed.has(next) || !presence.has(next)) break;
      passed.add(next);
      leader = next;
    }
    return leader;
  }

  /** A peer that follows another tells no view, as it has none of its own (PR9). */
  #watch(): Watch {
    if (this.#refusesWatch) return {};
    if (this.#leader !== undefined) return { follows: this.#leader };
    const { presence } = this.host;
    const { you } = presence;
    // A viewer in a crowd can't say whom it follows.
    const asked = this.followers.length > 0 || (presence.overCapacity && you?.role !== "viewer");
    const view = asked ? sharedView(this.view()) : undefined;
    return view ? { view } : {};
  }

  #pace(): Pace | undefined {
    if (this.#relayed()?.length === 0) return undefined;
    const { presence, limits } = this.host;
    return serverPace(presence.pointing, limits().messagesPerSecond);
  }

  #send(cursor: CursorCommand): boolean {
    const to = this.#relayed();
    return this.host.send(encodeCursor(to ? { ...cursor, to } : cursor));
  }

  /** Returns the peers that get cursors by the server; undefined if all do, or they are too many to name. */
  #relayed(): string[] | undefined {
    const others = this.host.presence.list().filter(({ you }) => !you);
    const relayed = others.map(({ id }) => id).filter((id) => !this.#direct?.isOpen(id));
    return relayed.length === others.length || relayed.length > maxRecipients ? undefined : relayed;
  }

  async #load(RTCPeerConnection: PeerConnectionConstructor, loadDirect: LoadDirectChannels): Promise<void> {
    // Without the code, cursors go by the server as before.
    const code = await loadDirect().catch(() => undefined);
    if (!code || this.#closed) return;
    const { presence } = this.host;
    this.#direct = new code.DirectChannels({
      ...this.host,
      watch: () => this.#watch(),
      RTCPeerConnection,
      you: () => presence.you?.id ?? "",
      received: (event) => this.#play(event, code.directPace.intervalMs),
      closed: () => this.#sender.again(),
    });
    this.#point(this.#direct.sender);
    this.update();
  }
}
