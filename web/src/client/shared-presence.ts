// What people in a room do right now, as they show it to each other: cursors and drag previews, by the server and,
// between some of them, directly.

import { batchInterval } from "./cursor-batch.ts";
import { CursorSender, type CursorSenderOptions, type Pace, serverPace } from "./cursor-sender.ts";
import type { DirectChannels } from "./direct/direct-channels.ts";
import { partnersOf } from "./direct/partners.ts";
import type { PeerConnectionConstructor } from "./direct/peer-connection.ts";
import { encodeCommand } from "./encode.ts";
import type { Presence } from "./presence.ts";
import type { CursorCommand, CursorEvent, Limits, UncheckedSignal } from "./protocol.ts";
import { RemotePresence, type RemotePresenceHost } from "./remote-presence.ts";
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
  readonly remote: RemotePresence;
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

  /** Discards what was not sent, and closes the channels: the connection to the server is gone. */
  stop(): void {
    this.#direct?.update(undefined);
    for (const sender of this.#senders) sender.stop();
  }

  /** Forgets peers that are gone, and opens and closes channels: the peers or the limits changed. */
  update(): void {
    const { presence, limits, online, RTCPeerConnection } = this.host;
    this.remote.keep((peer) => presence.has(peer));
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

  /** Handles the server's refusal of a command; false if it was not a signal. */
  refused(op: number): boolean {
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
    this.remote.take(event, intervalMs);
    this.host.pointed(event);
  }

  #pace(): Pace | undefined {
    if (this.#relayed()?.length === 0) return undefined;
    const { presence, limits } = this.host;
    return serverPace(presence.pointing, limits().messagesPerSecond);
  }

  #send(cursor: CursorCommand): boolean {
    const to = this.#relayed();
    return this.host.send(encodeCommand(to ? { ...cursor, to } : cursor));
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
      RTCPeerConnection,
      you: () => presence.you?.id ?? "",
      received: (event) => this.#play(event, code.directPace.intervalMs),
      closed: () => this.#sender.again(),
    });
    this.#point(this.#direct.sender);
    this.update();
  }
}
