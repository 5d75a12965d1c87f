// To whom this peer has direct channels. Loaded before the rest, which only those need that have some.

import { array, DecodeError, integer, object, oneOf, string } from "../../json/decoder.ts";
import type { Presence } from "../presence.ts";
import type { DirectLimits } from "../protocol.ts";

/** Decodes the limits of direct channels; throws DecodeError. */
export const directLimits = object<DirectLimits>({
  mode: oneOf("lan", "on"),
  iceServers: array(string),
  maxPeers: integer(0),
});

/** The peers to which there are to be channels, by their ids, and the shop's limits. */
export interface Partners {
  peers: readonly string[];
  limits: DirectLimits;
}

/**
 * Returns all other peers that may edit; undefined if this one may not, if too many may, or if `limits`, as
 * received, is missing or can't be decoded (DC10).
 */
export function partnersOf(presence: Presence, limits: unknown): Partners | undefined {
  const editors = presence.list().filter(({ role }) => role !== "viewer");
  const peers = editors.filter(({ you }) => !you).map(({ id }) => id);
  const decoded = limits === undefined ? undefined : read(limits);
  if (!decoded || peers.length === 0 || peers.length === editors.length) return undefined;
  return editors.length <= decoded.maxPeers ? { peers, limits: decoded } : undefined;
}

function read(limits: unknown): DirectLimits | undefined {
  try {
    return directLimits(limits, "limits.direct", []);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
