// RTCPeerConnection in memory, on a fake clock: two ends find each other by the fields of their descriptions, as
// browsers do. test/client/direct/contract.ts runs against it and against a real browser.

import type {
  DataChannelLike,
  PeerConnectionConstructor,
  PeerConnectionLike,
} from "../../src/client/direct/peer-connection.ts";
import type { FakeClock } from "./clock.ts";

const gatherMs = 30;
const handshakeMs = 50;
const latencyMs = 5;
type Handler = ((event: never) => void) | null;

/** The network between the connections of a test, and what they sent. */
export class FakePeerNetwork {
  /** The connections that were created and not closed. */
  readonly alive = new Set<FakePeerConnection>();
  /** The frames that were sent on open channels. */
  readonly frames: string[] = [];
  /** No candidate leads to the other end: nothing connects. */
  unreachable = false;
  /** What is sent, and that a channel was closed, is lost from now on. */
  silent = false;
  /** The page's policy forbids WebRTC. */
  forbidden = false;
  /** Candidates that each connection finds, besides a name in the local network. */
  found: string[] = [];
  created = 0;

  constructor(readonly clock: FakeClock) {}

  /** Returns the constructor for the page of a person in this network. */
  page(owner: string): PeerConnectionConstructor {
    const network = this;
    return class extends FakePeerConnection {
      constructor(configuration: { iceServers: { urls: string }[] }) {
        super(network, owner, configuration);
      }
    };
  }

  /** Returns the open channel from one person to another, by which a test can send anything. */
  channel(from: string, to: string): FakeChannel {
    const connection = [...this.alive].find((c) => c.owner === from && c.other?.owner === to);
    if (!connection) throw new Error(`There is no channel from ${from} to ${to}.`);
    return connection.channel;
  }

  /** Runs a step on the other end, after the latency, unless it is lost. */
  carry(run: () => void): void {
    this.clock.after(latencyMs, () => !this.silent && run());
  }
}

export class FakePeerConnection implements PeerConnectionLike {
  localDescription: { sdp: string } | null = null;
  iceGatheringState = "new";
  connectionState = "new";
  onicegatheringstatechange: Handler = null;
  onconnectionstatechange: Handler = null;
  readonly channel: FakeChannel;
  /** The description that was set as the remote one. */
  remote: string | undefined;
  #closed = false;
  readonly #ufrag: string;

  constructor(
    private readonly network: FakePeerNetwork,
    readonly owner: string,
    readonly configuration: { iceServers: { urls: string }[] },
  ) {
    if (network.forbidden) throw new DOMException("WebRTC is forbidden.", "NotAllowedError");
    network.created += 1;
    this.#ufrag = `uf${String(network.created).padStart(4, "0")}`;
    this.channel = new FakeChannel(network, () => this.other?.channel);
    network.alive.add(this);
  }

  createDataChannel(): DataChannelLike {
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    const setup = this.remote === undefined ? "actpass" : "active";
    this.localDescription = { sdp: this.#sdp(setup, []) };
    this.iceGatheringState = "gathering";
    this.network.clock.after(gatherMs, () => {
      const name = `00000000-0000-4000-8000-00000000${this.#ufrag.slice(2)}.local`;
      const own = `a=candidate:1 1 udp 2113937151 ${name} 50000 typ host generation 0 network-cost 999`;
      this.localDescription = { sdp: this.#sdp(setup, [own, ...this.network.found]) };
      this.iceGatheringState = "complete";
      (this.onicegatheringstatechange as (() => void) | null)?.();
      this.#connect();
    });
  }

  async setRemoteDescription({ sdp }: { type: string; sdp: string }): Promise<void> {
    if (this.remote !== undefined) throw new DOMException("Already set.", "InvalidStateError");
    this.remote = sdp;
    this.#connect();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const other = this.other;
    this.network.alive.delete(this);
    this.channel.end();
    this.network.carry(() => other?.channel.end());
  }

  /** The field of the other end's description that names it. */
  get wants(): string | undefined {
    return this.remote && /^a=ice-ufrag:(\S+)\r$/mu.exec(this.remote)?.[1];
  }

  get ufrag(): string {
    return this.#ufrag;
  }

  /** The other end, once both know each other. */
  get other(): FakePeerConnection | undefined {
    return [...this.network.alive].find((c) => c.ufrag === this.wants && c.wants === this.ufrag);
  }

  /** Opens both ends once each has the other's description, with a candidate. */
  #connect(): void {
    const other = this.other;
    const reachable = /^a=candidate:/mu.test(this.remote ?? "") && this.iceGatheringState === "complete";
    if (!other || !reachable || this.network.unreachable) return;
    this.network.clock.after(handshakeMs, () => {
      for (const { channel } of [this, other]) channel.open();
    });
  }

  #sdp(setup: string, candidates: readonly string[]): string {
    const fingerprint = Array.from({ length: 32 }, () => "AB").join(":");
    return [
      "v=0",
      "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
      "m=application 50000 UDP/DTLS/SCTP webrtc-datachannel",
      ...candidates,
      `a=ice-ufrag:${this.#ufrag}`,
      "a=ice-pwd:qN7bW+0pLr/2sTfYhGmVzKcd",
      `a=fingerprint:sha-256 ${fingerprint}`,
      `a=setup:${setup}`,
      "",
    ].join("\r\n");
  }
}

class FakeChannel implements DataChannelLike {
  readyState = "connecting";
  bufferedAmount = 0;
  onopen: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;

  constructor(
    private readonly network: FakePeerNetwork,
    private readonly other: () => FakeChannel | undefined,
  ) {}

  open(): void {
    if (this.readyState !== "connecting") return;
    this.readyState = "open";
    (this.onopen as (() => void) | null)?.();
  }

  end(): void {
    if (this.readyState === "closed") return;
    this.readyState = "closed";
    (this.onclose as (() => void) | null)?.();
  }

  send(data: unknown): void {
    if (this.readyState !== "open") throw new DOMException("Not open.", "InvalidStateError");
    this.network.frames.push(data as string);
    const other = this.other();
    this.network.carry(() => (other?.onmessage as ((event: { data: unknown }) => void) | null)?.({ data }));
  }
}
