// Translates between a description of WebRTC (SDP, RFC 8866) and the typed fields of a signal (DC2). Pure functions.

import type { Candidate, Transport } from "../protocol.ts";

/** A cursor frame is at most as large as a command (WR3), in bytes. */
export const maxFrameBytes = 31 * 1024;
/** Maximum number of candidates in a signal (DC2). */
const maxCandidates = 8;
const candidateTypes: readonly string[] = ["host", "srflx", "relay"];
/** An address that is not routed to other networks: of RFC 1918, RFC 3927, RFC 4193 or RFC 4291 §2.5.6. */
const localAddress =
  /^(?:[0-9a-f-]+\.local|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|f[cd][0-9a-f]{2}:[0-9a-f:]+|fe[89ab][0-9a-f]:[0-9a-f:]+)$/iu;

/** Reports whether only the peer's local network can use the candidate (DC5). */
export function isLocal({ type, address }: Candidate): boolean {
  return type === "host" && localAddress.test(address);
}

/**
 * Returns the fields of a data channel's description. It has at most 8 candidates, those of the highest priority
 * first, without TCP and loopback. Throws TypeError if a field is missing.
 */
export function transportOf(sdp: string): Transport {
  const candidates = [...sdp.matchAll(/^a=candidate:(\S+) 1 udp (\d+) (\S+) (\d+) typ (\S+)/gimu)]
    .map(([, foundation = "", priority, address = "", port, type = ""]) => {
      const numbers = { priority: Number(priority), address, port: Number(port) };
      return { foundation, ...numbers, type: type as Candidate["type"] };
    })
    .filter(({ type, address }) => candidateTypes.includes(type) && !/^(?:127\.|::1$)/u.test(address))
    .sort((a, b) => b.priority - a.priority)
    .slice(0, maxCandidates);
  return {
    ufrag: field(sdp, "ice-ufrag:"),
    pwd: field(sdp, "ice-pwd:"),
    fingerprint: field(sdp, "fingerprint:sha-256 ").toUpperCase(),
    setup: field(sdp, "setup:") as Transport["setup"],
    candidates,
  };
}

function field(sdp: string, name: string): string {
  const value = new RegExp(`^a=${name}(\\S+)`, "imu").exec(sdp)?.[1];
  if (value === undefined) throw new TypeError(`The description has no ${name}`);
  return value;
}

/** Returns the description of one data channel, to be set as a remote one. */
export function sdpOf({ ufrag, pwd, fingerprint, setup, candidates }: Transport): string {
  const lines = [
    "v=0",
    "o=- 1 1 IN IP4 0.0.0.0",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "c=IN IP4 0.0.0.0",
    "a=mid:0",
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${setup}`,
    "a=sctp-port:5000",
    `a=max-message-size:${maxFrameBytes}`,
    ...candidates.map(candidateLine),
    "a=end-of-candidates",
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

function candidateLine({ foundation, priority, address, port, type }: Candidate): string {
  // Only host candidates have no related address, which nobody needs (RFC 8839 §5.1).
  const related = type === "host" ? "" : " raddr 0.0.0.0 rport 9";
  return `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ ${type}${related}`;
}
