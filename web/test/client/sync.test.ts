import { expect, test, vi } from "vitest";
import type { Peer, StateEvent } from "../../src/client/protocol.ts";
import { Sync } from "../../src/client/sync.ts";
import { FakeClock } from "../fake/clock.ts";
import { item } from "../fake/world.ts";

function setup() {
  const clock = new FakeClock();
  const sent: { op: number; digest?: number }[] = [];
  const room = { accompanied: true, heardAt: clock.now() };
  const started = vi.fn();
  const suspect = vi.fn();
  let op = 0;
  const sync = new Sync({
    clock,
    random: () => 0.5,
    nextOp: () => ++op,
    send: (frame) => sent.push(JSON.parse(frame)) > 0,
    hasPeers: () => room.accompanied,
    digest: () => 7,
    period: () => 60_000,
    started,
    lastReceivedAt: () => room.heardAt,
    onStalled: suspect,
  });
  return { clock, sync, sent, room, started, suspect };
}

const you = { id: "me", name: "Me", role: "editor", colour: 1 } as const;
const limits = { messagesPerSecond: 100, leaseMs: 15_000 };
const part = (n: number, id: string): StateEvent => ({
  type: "state",
  op: 1,
  part: n,
  parts: 3,
  at: 5,
  room: "r",
  ...(n === 1 ? { you, peers: [you], limits } : {}),
  items: [item(id)],
});

test("WR8 a state is whole when all parts have come, in whatever order, doubled or not", () => {
  const { sync } = setup();
  sync.full();
  expect(sync.part(part(3, "c"))).toBeUndefined();
  expect(sync.part(part(1, "a"))).toBeUndefined();
  expect(sync.part(part(3, "c"))).toBeUndefined();
  expect(sync.part(part(2, "b"))?.items.map((i) => i.id)).toEqual(["a", "b", "c"]);
});

test("WR8 parts of another answer do not count", () => {
  const { sync } = setup();
  sync.full();
  expect(sync.part({ ...part(1, "a"), op: 9, parts: 1 })).toBeUndefined();
});

test("CL8 SY3 the first sync asks for all, the later ones send a digest, a minute after the answer", async () => {
  const { clock, sync, sent, started } = setup();
  sync.full();
  sync.answered();
  await clock.advance(60_000);
  expect(sent).toEqual([
    { action: "sync", op: 1 },
    { action: "sync", op: 2, digest: 7 },
  ]);
  expect(started).toHaveBeenCalledTimes(2);
});

test("SY3 nobody there, nothing asked", async () => {
  const { clock, sync, sent, room } = setup();
  sync.full();
  sync.answered();
  room.accompanied = false;
  await clock.advance(600_000);
  expect(sent).toHaveLength(1);
  room.accompanied = true;
  await clock.advance(60_000);
  expect(sent).toHaveLength(2);
});

test("CL8 SY3 what was to be asked at once is asked after 5 s, also by somebody alone", async () => {
  const { clock, sync, sent, room } = setup();
  sync.full();
  sync.answered();
  room.accompanied = false;
  sync.request();
  expect(sent).toHaveLength(1);
  await clock.advance(5_000);
  expect(sent).toHaveLength(2);
  sync.answered();
  await clock.advance(600_000);
  expect(sent).toHaveLength(2);
});

test("CL8 SY3 at once means at once, but not while one is under way, nor twice in 5 s", async () => {
  const { clock, sync, sent } = setup();
  sync.full();
  sync.request();
  expect(sent).toHaveLength(1);
  sync.answered();
  await clock.advance(5_000);
  sync.request();
  expect(sent).toHaveLength(2);
  sync.answered();
  sync.request();
  expect(sent).toHaveLength(2);
  await clock.advance(5_000);
  expect(sent).toHaveLength(3);
});

test("CL1 an unanswered sync goes again with its op; unanswered twice, with nothing heard, it makes the line suspect", async () => {
  const { clock, sync, sent, suspect } = setup();
  suspect.mockImplementation(() => sync.stop());
  sync.full();
  await clock.advance(9_999);
  expect(sent.map((s) => s.op)).toEqual([1, 1]);
  expect(suspect).not.toHaveBeenCalled();
  await clock.advance(60_000);
  expect(sent).toHaveLength(2);
  expect(suspect).toHaveBeenCalledOnce();
});

test("CL1 a sync is asked again on a line that is heard", async () => {
  const { clock, sync, sent, room, suspect } = setup();
  sync.full();
  for (let second = 0; second < 20; second++) {
    room.heardAt = clock.now();
    await clock.advance(1_000);
  }
  expect(sent.map((s) => s.op)).toEqual([1, 1, 1, 1, 1]);
  expect(suspect).not.toHaveBeenCalled();
});

/** Returns a whole state for a peer of that role, in a room of that many. */
const among = (people: number, role: Peer["role"], op: number): StateEvent => {
  const me = { ...you, role };
  const others = Array.from({ length: people - 1 }, (_, n) => ({ ...you, id: `p${n}` }));
  return { ...part(1, "a"), op, parts: 1, you: me, peers: [me, ...others] };
};

test.each(["viewer", "editor"] as const)(
  "SY3 a %s in a crowd compares 8 to 12 s after its first state, then each minute",
  async (role) => {
    const { clock, sync, sent } = setup();
    sync.full();
    sync.part(among(200, role, 1));
    await clock.advance(9_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent[1]).toEqual({ action: "sync", op: 2, digest: 7 });
    sync.part(among(200, role, 2));
    await clock.advance(59_999);
    expect(sent).toHaveLength(2);
    await clock.advance(1);
    expect(sent).toHaveLength(3);
    sync.stop();
    sync.full();
    sync.part(among(200, role, 4));
    await clock.advance(10_000);
    expect(sent).toHaveLength(5);
  },
);

test("SY3 among 199 a client compares after a minute", async () => {
  const { clock, sync, sent } = setup();
  sync.full();
  sync.part(among(199, "viewer", 1));
  await clock.advance(59_999);
  expect(sent).toHaveLength(1);
  await clock.advance(1);
  expect(sent).toHaveLength(2);
});
