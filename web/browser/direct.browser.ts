// The browser's own WebRTC keeps the contract that the client's unit tests rely on. No network is needed but the
// machine's own.

import { expect } from "vitest";
import { systemClock } from "../src/client/clock.ts";
import type { PeerConnectionConstructor } from "../src/client/direct/peer-connection.ts";
import { connectionContract } from "../test/client/direct/contract.ts";

connectionContract("a connection of the browser", () => ({
  clock: systemClock,
  RTCPeerConnection: RTCPeerConnection as PeerConnectionConstructor,
  until: (isSo) => expect.poll(isSo, { timeout: 10_000 }).toBe(true),
  run: (promise) => promise,
}));
