// One data channel to one peer, from its creation until it is closed. It carries text, and doesn't interpret it.

import { type Clock, Timer } from "../clock.ts";
import type { Candidate, DirectLimits, Transport } from "../protocol.ts";
import type { DataChannelLike, PeerConnectionConstructor, PeerConnectionLike } from "./peer-connection.ts";
import { isLocal, sdpOf, transportOf } from "./sdp.ts";

/** Candidates that are found later are not sent: there is one signal in each direction. */
const gatherMs = 1_000;
/** A frame is dropped while more bytes than this wait: the next one is newer. */
const maxBufferedBytes = 16 * 1024;

export interface ConnectionOptions {
  RTCPeerConnection: PeerConnectionConstructor;
  clock: Clock;
  limits: Pick<DirectLimits, "mode" | "iceServers">;
  onOpen: () => void;
  /** Called with what was received: text, if the peer keeps to the protocol. */
  onData: (data: unknown) => void;
  /** Called once, when the channel failed or the peer closed it; not after `close`. */
  onEnd: () => void;
}

export class DirectConnection {
  readonly #connection: PeerConnectionLike;
  readonly #channel: DataChannelLike;

  /** Throws where the page's policy forbids WebRTC, or an ICE server's URL is refused. */
  constructor(private readonly options: ConnectionOptions) {
    const { RTCPeerConnection, limits, onOpen, onData } = options;
    const iceServers = limits.mode === "lan" ? [] : limits.iceServers.map((urls) => ({ urls }));
    this.#connection = new RTCPeerConnection({ iceServers });
    const channel = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };
    this.#channel = this.#connection.createDataChannel("cursors", channel);
    this.#channel.onopen = () => onOpen();
    this.#channel.onmessage = ({ data }: { data: unknown }) => onData(data);
    this.#channel.onclose = () => this.#end();
    this.#connection.onconnectionstatechange = () => {
      if (this.#connection.connectionState === "failed") this.#end();
    };
  }

  /** Returns this end's transport, to be sent as an offer. */
  async offer(): Promise<Transport> {
    await this.#connection.setLocalDescription();
    return await this.#gathered();
  }

  /** Applies the peer's offer; returns this end's transport, to be sent as the answer. */
  async answer(offer: Transport): Promise<Transport> {
    await this.#setRemote("offer", offer);
    await this.#connection.setLocalDescription();
    return await this.#gathered();
  }

  /** Applies the peer's answer to the offer. */
  async accept(answer: Transport): Promise<void> {
    await this.#setRemote("answer", answer);
  }

  /** Sends a frame, which may be lost. It is dropped while the channel is not open, or its buffer is full. */
  send(frame: string): void {
    const { readyState, bufferedAmount } = this.#channel;
    if (readyState === "open" && bufferedAmount <= maxBufferedBytes) this.#channel.send(frame);
  }

  close(): void {
    this.#channel.onopen = null;
    this.#channel.onmessage = null;
    this.#channel.onclose = null;
    this.#connection.onconnectionstatechange = null;
    this.#connection.onicegatheringstatechange = null;
    this.#connection.close();
  }

  #end(): void {
    this.close();
    this.options.onEnd();
  }

  async #setRemote(type: "offer" | "answer", transport: Transport): Promise<void> {
    await this.#connection.setRemoteDescription({ type, sdp: sdpOf(this.#permitted(transport)) });
  }

  /** Resolves when all candidates are known, or after a second. */
  async #gathered(): Promise<Transport> {
    const connection = this.#connection;
    await new Promise<void>((resolve) => {
      const done = () => {
        overdue.clear();
        resolve();
      };
      const overdue = new Timer(this.options.clock, done);
      overdue.set(gatherMs);
      const check = () => connection.iceGatheringState === "complete" && done();
      connection.onicegatheringstatechange = check;
      check();
    });
    return this.#permitted(transportOf(connection.localDescription?.sdp ?? ""));
  }

  /** Returns the transport without the candidates that the shop's setting forbids (DC5). */
  #permitted(transport: Transport): Transport {
    const permitted = (c: Candidate) => this.options.limits.mode !== "lan" || isLocal(c);
    return { ...transport, candidates: transport.candidates.filter(permitted) };
  }
}
