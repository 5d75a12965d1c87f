// Direct channels on the wire, between raw clients of the server in memory.

import { expect, test } from "vitest";
import { decodeEvent } from "../../src/client/decode.ts";
import { directLimits } from "../../src/client/direct/partners.ts";
import type { Command, DirectLimits, ErrorEvent, Role, ServerEvent } from "../../src/client/protocol.ts";
import { encodeSignal, signalEvent } from "../../src/client/signal.ts";
import { encode } from "../fake/encode.ts";
import { FakeServer } from "../fake/server.ts";

const lan: DirectLimits = { mode: "lan", iceServers: [], maxPeers: 2 };
const bye = { kind: "bye", session: 7 } as const;

/** A server, and clients that have joined it. */
function room(direct?: DirectLimits) {
  const server = new FakeServer(() => 0);
  server.direct = direct;
  return function join(tab: string, role: Role = "editor") {
    const events: ServerEvent[] = [];
    const send = (frame: string) => {
      const decoded = decodeEvent(frame);
      if (decoded.kind === "event") events.push(decoded.event);
    };
    const { receive } = server.connect({ sub: tab, name: tab, role }, tab, { send, close: () => {} });
    const client = {
      id: `p-${tab}-${tab}`,
      events,
      send: (command: Command) => receive(encode(command)),
      signal: (to: string, kind: "bye" | "offer" = "bye") =>
        receive(encodeSignal({ action: "signal", op: 9, to, ...(kind === "bye" ? bye : offer) })),
      signals: () => events.filter((e) => e.type === "signal").map((e) => signalEvent(e, "", [])),
      refused: () => events.filter((e): e is ErrorEvent => e.type === "error").map((e) => e.code),
    };
    client.send({ action: "sync", op: 1 });
    return client;
  };
}

const offer = {
  kind: "offer",
  session: 7,
  ufrag: "Jx3k",
  pwd: "p".repeat(22),
  fingerprint: Array(32).fill("AB").join(":"),
  setup: "actpass",
  candidates: [{ foundation: "1", priority: 1, address: "10.0.0.1", port: 9, type: "host" }],
} as const satisfies Omit<
  Extract<ReturnType<typeof signalEvent>, { kind: "offer" | "answer" }>,
  "type" | "peer"
>;

test("DC1 a signal is sent to one peer, and names its sender", () => {
  const join = room({ ...lan, maxPeers: 6 });
  const [anna, bo, cleo] = [join("anna"), join("bo"), join("cleo")];
  anna.signal(bo.id, "offer");
  bo.signal(anna.id);
  expect(bo.signals()).toEqual([{ type: "signal", peer: anna.id, ...offer }]);
  expect(anna.signals()).toEqual([{ type: "signal", peer: bo.id, ...bye }]);
  expect(cleo.signals()).toEqual([]);
});

test("DC3 DC4 a viewer, an unknown peer and a peer too many are refused", () => {
  const join = room(lan);
  const [anna, bo, vera] = [join("anna"), join("bo"), join("vera", "viewer")];
  vera.signal(anna.id);
  anna.signal(vera.id);
  anna.signal("nobody");
  join("cleo");
  anna.signal(bo.id, "offer");
  anna.signal(bo.id);
  expect(vera.refused()).toEqual(["forbidden"]);
  expect(anna.refused()).toEqual(["forbidden", "not_found", "full"]);
  expect(bo.signals()).toHaveLength(1);
});

test("DC5 DC6 the state tells the setting; without one, signals are refused", () => {
  const told = (direct?: DirectLimits) => {
    const anna = room(direct)("anna");
    anna.signal("nobody");
    const [state] = anna.events;
    return { limits: state?.type === "state" ? state.limits?.direct : state, refused: anna.refused() };
  };
  expect(told()).toEqual({ limits: undefined, refused: ["forbidden"] });
  expect(directLimits(told(lan).limits, "", [])).toEqual(lan);
});

test("DC8 a cursor is sent to the peers that it names", () => {
  const join = room();
  const [anna, bo, cleo] = [join("anna"), join("bo"), join("cleo")];
  anna.send({ action: "cursor", points: [[1, 2, 0]], to: [cleo.id, anna.id, "nobody"] });
  const cursors = (events: ServerEvent[]) => events.filter((e) => e.type === "cursor");
  expect([anna, bo].flatMap((p) => cursors(p.events))).toEqual([]);
  expect(cursors(cleo.events)).toEqual([{ type: "cursor", peer: anna.id, points: [[1, 2, 0]] }]);
});
