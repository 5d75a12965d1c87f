import { describe, expect, test } from "vitest";
import { DirectConnection } from "../../../src/client/direct/connection.ts";
import { heartbeat } from "../../../src/client/direct/frame.ts";
import { PeerLink } from "../../../src/client/direct/peer-link.ts";
import type { CursorEvent, SignalBody } from "../../../src/client/protocol.ts";
import { FakeClock } from "../../fake/clock.ts";
import { FakePeerNetwork } from "../../fake/peer-connection.ts";

const signalMs = 20;

/** One end, and what it sent by the server. */
interface Side {
  link: PeerLink;
  signals: { op: number; body: SignalBody }[];
  heard: CursorEvent[];
  changes: boolean[];
}

/** Two ends of a channel: Anna offers to Bo. */
class Pair {
  readonly clock = new FakeClock();
  readonly network = new FakePeerNetwork(this.clock);
  /** Signals for which it returns true never arrive. */
  lose: (body: SignalBody) => boolean = () => false;
  anna: Side;
  bo: Side;

  constructor() {
    this.bo = this.side("p-anna", false, () => this.anna);
    this.anna = this.side("p-bo", true, () => this.bo);
  }

  side(peer: string, offers: boolean, other: () => Side): Side {
    const { clock } = this;
    const signals: Side["signals"] = [];
    const heard: CursorEvent[] = [];
    const changes: boolean[] = [];
    let op = 100;
    const RTCPeerConnection = this.network.page("");
    const limits = { mode: "lan", iceServers: [] } as const;
    const link = new PeerLink({
      clock,
      random: () => 0,
      peer,
      offers,
      connect: (events) =>
        new DirectConnection({ RTCPeerConnection, clock, limits: { ...limits, iceServers: [] }, ...events }),
      nextOp: () => ++op,
      signal: (op, body) => {
        signals.push({ op, body });
        if (!this.lose(body)) clock.after(signalMs, () => other().link.signal(body));
      },
      changed: (open) => changes.push(open),
      received: (event) => heard.push(event),
    });
    return { link, signals, heard, changes };
  }

  kinds(side: Side): string[] {
    return side.signals.map(({ body }) => body.kind);
  }

  get open(): [anna: boolean, bo: boolean] {
    return [this.anna.link.isOpen, this.bo.link.isOpen];
  }

  /** The fake channel of an end. */
  channel(n: number) {
    const channel = [...this.network.alive][n]?.channel;
    if (!channel) throw new Error("no such connection");
    return channel;
  }
}

async function connected(): Promise<Pair> {
  const pair = new Pair();
  await pair.clock.advance(500);
  expect(pair.open).toEqual([true, true]);
  return pair;
}

const cursor = JSON.stringify({ type: "cursor", peer: "p-anna", points: [[1, 2, 0]] });

describe("DC10 an attempt", () => {
  test("is one offer and one answer, with the offer's session", async () => {
    const { anna, bo } = await connected();
    expect([anna, bo].map((s) => s.signals.map(({ body }) => [body.kind, body.session]))).toEqual([
      [["offer", 101]],
      [["answer", 101]],
    ]);
    expect([anna.changes, bo.changes]).toEqual([[true], [true]]);
  });

  test.each(["offer", "answer"])("whose %s was lost is repeated", async (kind) => {
    const pair = new Pair();
    let lost = 0;
    pair.lose = (body) => body.kind === kind && lost++ === 0;
    await pair.clock.advance(10_000);
    expect(pair.open).toEqual([false, false]);
    await pair.clock.advance(2_000);
    expect(pair.open).toEqual([true, true]);
    expect(pair.network.alive.size).toBe(2);
  });

  test("is made four times, with growing pauses, and then no more", async () => {
    const pair = new Pair();
    pair.network.unreachable = true;
    await pair.clock.advance(600_000);
    expect(pair.kinds(pair.anna)).toEqual(["offer", "offer", "offer", "offer"]);
    expect(pair.network.alive.size).toBe(0);
    expect(pair.clock.timers).toBe(0);
  });

  test("that the server refuses is over at once, and repeated later", async () => {
    const pair = new Pair();
    pair.lose = () => true;
    await pair.clock.advance(100);
    expect(pair.network.alive.size).toBe(1);
    pair.anna.link.refused(7);
    expect(pair.network.alive.size).toBe(1);
    pair.anna.link.refused(101);
    expect(pair.network.alive.size).toBe(0);
    pair.lose = () => false;
    await pair.clock.advance(1_500);
    expect(pair.open).toEqual([true, true]);
  });

  test("is refused by a page that may not use WebRTC, and not repeated by one", async () => {
    const pair = new Pair();
    await pair.clock.advance(40);
    pair.network.forbidden = true;
    await pair.clock.advance(30_000);
    expect(pair.kinds(pair.bo)).toEqual(["bye"]);
    expect(pair.kinds(pair.anna)).toEqual(["offer"]);
    expect(pair.clock.timers).toBe(0);
  });

  test("ignores late, repeated and misplaced signals", async () => {
    const pair = await connected();
    const [offer, answer] = [pair.anna.signals[0]?.body, pair.bo.signals[0]?.body] as [
      SignalBody,
      SignalBody,
    ];
    for (const body of [answer, { ...answer, session: 7 }, offer, { ...offer, session: 500 }]) {
      pair.anna.link.signal(body);
    }
    for (const body of [offer, { ...offer, session: 90 }, answer]) pair.bo.link.signal(body);
    for (const side of [pair.anna, pair.bo]) side.link.signal({ kind: "bye", session: 90 });
    await pair.clock.advance(1_000);
    expect(pair.open).toEqual([true, true]);
    expect([pair.anna.changes, pair.bo.changes]).toEqual([[true], [true]]);
  });

  test("of a page that was reloaded replaces the channel", async () => {
    const pair = await connected();
    pair.network.silent = true;
    const bo = pair.bo.link;
    const offer = { ...(pair.anna.signals[0]?.body as SignalBody), session: 900 };
    bo.signal(offer);
    await pair.clock.advance(100);
    expect(pair.bo.signals.map(({ body }) => [body.kind, body.session])).toEqual([
      ["answer", 101],
      ["answer", 900],
    ]);
  });

  test("is answered four times only, if nothing comes of it", async () => {
    const pair = new Pair();
    await pair.clock.advance(40);
    const offer = pair.anna.signals[0]?.body as SignalBody;
    pair.anna.link.close();
    for (let session = 200; session < 220; session++) {
      pair.bo.link.signal({ ...offer, session });
      await pair.clock.advance(40);
    }
    expect(pair.kinds(pair.bo).filter((kind) => kind === "answer")).toHaveLength(4);
  });
});

describe("DC13 a channel", () => {
  test("stays open by heartbeats alone, and ends 2 s after the last one; both ends are told", async () => {
    const pair = await connected();
    await pair.clock.advance(60_000);
    expect(pair.open).toEqual([true, true]);
    expect(new Set(pair.network.frames)).toEqual(new Set([heartbeat]));
    pair.network.silent = true;
    await pair.clock.advance(1_300);
    expect(pair.open).toEqual([true, true]);
    await pair.clock.advance(700);
    expect(pair.open).toEqual([false, false]);
  });

  test("is not ended by a pause of the page itself", async () => {
    const pair = await connected();
    pair.clock.freeze(30_000);
    await pair.clock.advance(1_000);
    expect([pair.anna.changes, pair.bo.changes]).toEqual([[true], [true]]);
    pair.network.silent = true;
    pair.clock.freeze(30_000);
    await pair.clock.advance(2_100);
    expect(pair.open).toEqual([false, false]);
  });

  test("that only one end finds silent is ended for the other by a bye", async () => {
    const pair = await connected();
    // Bo hears Anna, but not the other way round.
    const [annas] = pair.network.alive;
    if (annas) annas.channel.onmessage = null;
    await pair.clock.advance(1_600);
    expect(pair.open).toEqual([true, true]);
    pair.network.silent = true;
    await pair.clock.advance(100);
    expect(pair.open).toEqual([false, false]);
    expect(pair.kinds(pair.anna)).toEqual(["offer", "bye"]);
    expect(pair.kinds(pair.bo)).toEqual(["answer"]);
    pair.network.silent = false;
    await pair.clock.advance(1_500);
    expect(pair.open).toEqual([true, true]);
  });

  test("that the peer closed is closed here at once, and opened again after a pause", async () => {
    const pair = await connected();
    pair.channel(1).end();
    expect(pair.open).toEqual([true, false]);
    await pair.clock.advance(2_000);
    expect(pair.open).toEqual([true, true]);
    expect(pair.kinds(pair.anna)).toEqual(["offer", "offer"]);
  });

  test("that was open for long has all its attempts again", async () => {
    const pair = await connected();
    for (let n = 0; n < 6; n++) {
      await pair.clock.advance(31_000);
      pair.channel(1).end();
      await pair.clock.advance(2_000);
      expect(pair.open).toEqual([true, true]);
    }
  });

  test("that closes soon each time is given up", async () => {
    const pair = await connected();
    for (let n = 0; n < 6; n++) {
      if (pair.open[1]) pair.channel(1).end();
      await pair.clock.advance(12_000);
    }
    expect(pair.open).toEqual([false, false]);
    expect(pair.kinds(pair.anna).filter((kind) => kind === "offer")).toHaveLength(4);
  });

  test("that this end closes stays closed, with nothing left running", async () => {
    const pair = await connected();
    pair.anna.link.close();
    pair.bo.link.close();
    await pair.clock.advance(60_000);
    expect([pair.open, pair.network.alive.size, pair.clock.timers]).toEqual([[false, false], 0, 0]);
    expect([...pair.kinds(pair.anna), ...pair.kinds(pair.bo)]).toEqual(["offer", "answer"]);
  });
});

describe("DC12 a frame", () => {
  test("is from the channel's peer, whatever it says", async () => {
    const pair = await connected();
    pair.anna.link.send(JSON.stringify({ type: "cursor", peer: "p-cleo", points: [[1, 2, 0]] }));
    await pair.clock.advance(10);
    expect(pair.bo.heard).toEqual([{ type: "cursor", peer: "p-anna", points: [[1, 2, 0]] }]);
  });

  const preview = { id: "sofa-1", x: 1, y: 2, rotation: 0, token: 1 };
  const bad: [string, unknown][] = [
    ["no JSON", "{"],
    ["binary", new ArrayBuffer(8)],
    ["another event", JSON.stringify({ type: "left", peer: "p-bo" })],
    ["a command", JSON.stringify({ action: "cursor", points: [] })],
    ["a point of text", JSON.stringify({ type: "cursor", peer: "p-anna", points: [["1", 2, 0]] })],
    [
      "too many points",
      JSON.stringify({ type: "cursor", peer: "p-anna", points: Array(33).fill([1, 2, 0]) }),
    ],
    [
      "too many previews",
      JSON.stringify({ type: "cursor", peer: "p-anna", points: [], drag: Array(26).fill(preview) }),
    ],
    [
      "a bad preview",
      JSON.stringify({ type: "cursor", peer: "p-anna", points: [], drag: [{ ...preview, x: 0.5 }] }),
    ],
    ["too long", JSON.stringify({ type: "cursor", peer: "p-anna", points: [], more: "x".repeat(31 * 1024) })],
  ];

  test.each(bad)("that is %s is dropped, and after five the channel is closed for good", async (_, data) => {
    const pair = await connected();
    const channel = pair.channel(0);
    for (let n = 0; n < 4; n++) channel.send(data);
    channel.send(cursor);
    await pair.clock.advance(10);
    expect(pair.bo.heard).toHaveLength(1);
    expect(pair.open).toEqual([true, true]);
    channel.send(data);
    await pair.clock.advance(100);
    expect(pair.open).toEqual([false, false]);
    await pair.clock.advance(60_000);
    expect(pair.open).toEqual([false, false]);
    expect(pair.bo.heard).toHaveLength(1);
  });

  test("past 100 a second is dropped, and a flood closes the channel", async () => {
    const pair = await connected();
    await pair.clock.advance(1_000);
    const channel = pair.channel(0);
    for (let n = 0; n < 90; n++) channel.send(cursor);
    await pair.clock.advance(1_500);
    for (let n = 0; n < 90; n++) channel.send(cursor);
    await pair.clock.advance(1_500);
    expect(pair.open).toEqual([true, true]);
    expect(pair.bo.heard).toHaveLength(180);
    for (let n = 0; n < 200; n++) channel.send(cursor);
    await pair.clock.advance(100);
    expect(pair.open).toEqual([false, false]);
    expect(pair.bo.heard.length).toBeLessThanOrEqual(280);
  });
});
