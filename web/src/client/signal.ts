// Encodes and decodes the messages of direct channels. Nothing that is loaded at the start imports it.

import { array, type Decoder, integer, isRecord, object, oneOf, string } from "../json/decoder.ts";
import { matching } from "../json/matching.ts";
import type { Candidate, SignalBody, SignalCommand, SignalEvent, Transport } from "./protocol.ts";

type Bye = Extract<SignalEvent, { kind: "bye" }>;
type Description = Exclude<SignalEvent, Bye>;

const head = { type: oneOf("signal"), peer: string };
const session = integer(1);

// The fields become lines of an SDP: no pattern admits a line break or a blank (DC2).
const candidate = object<Candidate>({
  foundation: matching(/^[A-Za-z0-9+/]{1,32}$/u, "must be 1 to 32 characters of base64"),
  priority: integer(1, 2 ** 31 - 1),
  address: matching(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.local|[0-9A-Fa-f.:]{2,45})$/u,
    "must be an IP address or an mDNS name",
  ),
  port: integer(1, 65_535),
  type: oneOf("host", "srflx", "relay"),
});
const description = object<Description>({
  ...head,
  kind: oneOf("offer", "answer"),
  session,
  ufrag: matching(/^[A-Za-z0-9+/]{4,256}$/u, "must be 4 to 256 characters of base64"),
  pwd: matching(/^[A-Za-z0-9+/]{22,256}$/u, "must be 22 to 256 characters of base64"),
  fingerprint: matching(/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/u, "must be a SHA-256 fingerprint"),
  setup: oneOf("actpass", "active", "passive"),
  candidates: array(candidate),
});
const bye = object<Bye>({ ...head, kind: oneOf("bye"), session });

/** Decodes a signal; throws DecodeError. */
export const signalEvent: Decoder<SignalEvent> = (v, path, skipped) =>
  (isRecord(v) && v.kind === "bye" ? bye : description)(v, path, skipped);

/** Returns the frame of a signal, with its keys in the order of the golden files (WR9). */
export function encodeSignal(c: SignalCommand): string {
  return JSON.stringify({ action: c.action, op: c.op, to: c.to, ...body(c) });
}

function body(b: SignalBody): SignalBody {
  if (b.kind === "bye") return { kind: b.kind, session: b.session };
  return { kind: b.kind, session: b.session, ...transport(b) };
}

function transport({ ufrag, pwd, fingerprint, setup, candidates }: Transport): Transport {
  return { ufrag, pwd, fingerprint, setup, candidates: candidates.map(ordered) };
}

function ordered({ foundation, priority, address, port, type }: Candidate): Candidate {
  return { foundation, priority, address, port, type };
}
