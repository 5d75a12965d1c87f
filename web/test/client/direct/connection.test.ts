import { describe, expect, test, vi } from "vitest";
import { type ConnectionOptions, DirectConnection } from "../../../src/client/direct/connection.ts";
import { FakeClock, settled } from "../../fake/clock.ts";
import { FakePeerNetwork } from "../../fake/peer-connection.ts";
import { connectionContract, type Platform } from "./contract.ts";

connectionContract("a connection of the tests", (): Platform => {
  const clock = new FakeClock();
  const RTCPeerConnection = new FakePeerNetwork(clock).page("");
  return {
    clock,
    RTCPeerConnection,
    async until(isSo) {
      for (let ms = 0; !isSo(); ms += 10) {
        expect(ms, "still not so").toBeLessThan(5_000);
        await clock.advance(10);
      }
    },
    async run(promise) {
      await clock.advance(1_000);
      return await promise;
    },
  };
});

const publicHost = "a=candidate:2 1 udp 2113937150 203.0.113.7 50001 typ host";
const reflexive = "a=candidate:3 1 udp 1677729535 203.0.113.7 50002 typ srflx raddr 0.0.0.0 rport 0";

describe("DC11 a description", () => {
  function connection(network: FakePeerNetwork, limits: ConnectionOptions["limits"]) {
    const RTCPeerConnection = network.page("");
    const { clock } = network;
    const unexpected = vi.fn();
    const events = { onOpen: unexpected, onData: unexpected, onEnd: unexpected };
    return new DirectConnection({ RTCPeerConnection, clock, limits, ...events });
  }

  test.each([
    ["lan", ["local"], []],
    ["on", ["local", "203.0.113.7", "203.0.113.7"], [{ urls: "stun:a.example:443" }]],
  ] as const)("in the mode %s has only the addresses that it may, both ways", async (mode, ends, servers) => {
    const network = new FakePeerNetwork(new FakeClock());
    network.found = [publicHost, reflexive];
    const limits = { mode, iceServers: ["stun:a.example:443"] };
    const [a, b] = [connection(network, limits), connection(network, limits)];
    const offered = a.offer();
    await network.clock.advance(100);
    const offer = await offered;
    expect(offer.candidates.map(({ address }) => address.replace(/^.*\.local$/u, "local"))).toEqual(ends);
    expect([...network.alive].map(({ configuration }) => configuration.iceServers)).toEqual([
      servers,
      servers,
    ]);

    const public1 = { foundation: "9", priority: 5, address: "198.51.100.9", port: 9, type: "host" } as const;
    void b.answer({ ...offer, candidates: [...offer.candidates, public1] });
    await settled();
    const [, fake] = network.alive;
    expect(fake?.remote?.includes("198.51.100.9")).toBe(mode === "on");
  });

  test("is sent after a second with what was found until then", async () => {
    const network = new FakePeerNetwork(new FakeClock());
    const made = connection(network, { mode: "lan", iceServers: [] });
    const [fake] = network.alive;
    // A server that does not answer: gathering never ends.
    Object.defineProperty(fake, "iceGatheringState", { get: () => "gathering", set: () => {} });
    const done = vi.fn();
    void made.offer().then(done);
    await network.clock.advance(999);
    expect(done).not.toHaveBeenCalled();
    await network.clock.advance(1);
    await settled();
    expect(done).toHaveBeenCalledOnce();
    expect(done.mock.calls[0]?.[0].candidates).toHaveLength(1);
  });
});

test("DC12 a frame is dropped while the channel's buffer is full", async () => {
  const network = new FakePeerNetwork(new FakeClock());
  const RTCPeerConnection = network.page("");
  const { clock } = network;
  const events = { onOpen: () => {}, onData: () => {}, onEnd: () => {} };
  const made = new DirectConnection({
    RTCPeerConnection,
    clock,
    limits: { mode: "lan", iceServers: [] },
    ...events,
  });
  const [fake] = network.alive;
  fake?.channel.open();
  made.send("one");
  if (fake) fake.channel.bufferedAmount = 17 * 1024;
  made.send("two");
  expect(network.frames).toEqual(["one"]);
});
