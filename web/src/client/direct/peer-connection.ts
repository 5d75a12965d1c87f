// The parts of WebRTC that direct channels use. The browser's RTCPeerConnection matches, and so does that of the
// tests: the library is compiled without the DOM's types.

export interface DataChannelLike {
  readonly readyState: string;
  /** Bytes that were not sent yet. */
  readonly bufferedAmount: number;
  send(data: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
}

export interface PeerConnectionLike {
  readonly localDescription: { readonly sdp: string } | null;
  readonly iceGatheringState: string;
  readonly connectionState: string;
  createDataChannel(
    label: string,
    options: { negotiated: boolean; id: number; ordered: boolean; maxRetransmits: number },
  ): DataChannelLike;
  /** Creates and sets an offer, or an answer after a remote offer. */
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { type: "offer" | "answer"; sdp: string }): Promise<void>;
  close(): void;
  onicegatheringstatechange: ((event: never) => void) | null;
  onconnectionstatechange: ((event: never) => void) | null;
}

/** The constructor throws where the page's policy forbids WebRTC. */
export type PeerConnectionConstructor = new (configuration: {
  iceServers: { urls: string }[];
}) => PeerConnectionLike;
