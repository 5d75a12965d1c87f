import { expect, test } from "vitest";
import { CursorSender } from "../../src/client/cursor-sender.ts";
import { Listeners } from "../../src/client/events.ts";
import type { CursorCommand, Preview } from "../../src/client/protocol.ts";
import { RemotePresence } from "../../src/client/remote-presence.ts";
import { FakeClock } from "../fake/clock.ts";

function setup(peers = 2) {
  const clock = new FakeClock();
  const sent: CursorCommand[] = [];
  const state: { previews: Preview[]; online: boolean } = { previews: [], online: true };
  const pointer = new CursorSender({
    clock,
    peers: () => peers,
    messagesPerSecond: () => 100,
    previews: () => state.previews,
    send: (frame) => {
      if (state.online) sent.push(JSON.parse(frame));
      return state.online;
    },
  });
  return { clock, pointer, sent, state };
}

const preview: Preview = { id: "a", x: 1, y: 2, rotation: 3, token: 4 };

test("PR6 points leave in one batch an interval, and none when nothing moved", async () => {
  const { clock, pointer, sent } = setup();
  pointer.point(1, 1);
  await clock.advance(50);
  pointer.point(2, 2);
  await clock.advance(75);
  expect(sent).toEqual([
    {
      action: "cursor",
      points: [
        [1, 1, 0],
        [2, 2, 50],
      ],
    },
  ]);
  await clock.advance(10_000);
  expect(sent).toHaveLength(1);
});

test("PR6 previews ride on the same message, once each", async () => {
  const { clock, pointer, sent, state } = setup();
  state.previews = [preview];
  pointer.dragged();
  await clock.advance(125);
  pointer.point(5, 5);
  await clock.advance(125);
  expect(sent).toEqual([
    { action: "cursor", points: [], drag: [preview] },
    { action: "cursor", points: [[5, 5, 0]] },
  ]);
});

test("PR4 the preview of a resting hand is sent again every 2 s, also over a cut line, until it is let go", async () => {
  const { clock, pointer, sent, state } = setup();
  state.previews = [preview];
  pointer.dragged();
  await clock.advance(125);
  expect(sent).toHaveLength(1);
  await clock.advance(2_000);
  expect(sent).toHaveLength(2);
  state.online = false;
  pointer.stop();
  await clock.advance(4_000);
  expect(sent).toHaveLength(2);
  state.online = true;
  await clock.advance(2_200);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map((command) => JSON.stringify(command))).size).toBe(1);
  state.previews = [];
  await clock.advance(10_000);
  expect(sent).toHaveLength(3);
});

test("PR7 who lifts the finger says so once, in the next batch, and no later point is lost", async () => {
  const { clock, pointer, sent } = setup();
  pointer.lift();
  await clock.advance(1_000);
  pointer.point(1, 1);
  await clock.advance(125);
  pointer.point(2, 2);
  pointer.lift();
  pointer.lift();
  await clock.advance(1_000);
  pointer.lift();
  await clock.advance(1_000);
  expect(sent.map((s) => s.points)).toEqual([[[1, 1, 0]], []]);
  pointer.point(3, 3);
  await clock.advance(125);
  pointer.lift();
  pointer.point(4, 4);
  await clock.advance(1_000);
  expect(sent.slice(2).map((s) => s.points)).toEqual([[[3, 3, 0]], [[4, 4, 0]]]);
});

test("PR7 a tap that nobody was told of is taken back before it is told", async () => {
  const { clock, pointer, sent } = setup();
  pointer.point(1, 1);
  pointer.lift();
  await clock.advance(1_000);
  expect(sent).toEqual([]);
});

test("PR5 what can't be sent is dropped", async () => {
  const { clock, pointer, sent, state } = setup();
  state.online = false;
  pointer.point(1, 1);
  await clock.advance(125);
  state.online = true;
  await clock.advance(1_000);
  expect(sent).toEqual([]);
});

test("PR7 cursors are played back, and forgotten with their peers", async () => {
  const clock = new FakeClock();
  const remote = new RemotePresence(clock, () => {});
  const points: CursorCommand["points"] = [
    [0, 0, 0],
    [100, 0, 100],
  ];
  remote.take({ type: "cursor", peer: "bo", points, drag: [preview] }, () => true);
  await clock.advance(50);
  expect(remote.cursors()).toEqual([{ peer: "bo", x: 50, y: 0, moving: true }]);
  expect(remote.preview("a")).toEqual({ peer: "bo", preview });
  remote.keep((peer) => peer !== "bo");
  expect(remote.cursors()).toEqual([]);
  expect(remote.preview("a")).toBeUndefined();
});

test("PR7 each cursor goes 5 s after its last point, and it is told when", async () => {
  const clock = new FakeClock();
  const gone: string[] = [];
  const remote = new RemotePresence(clock, (peer) => gone.push(peer));
  const take = (peer: string) => remote.take({ type: "cursor", peer, points: [[0, 0, 0]] }, () => false);
  const here = () => remote.cursors().map((c) => c.peer);
  take("bo");
  await clock.advance(3_000);
  take("cy");
  await clock.advance(1_999);
  expect(here()).toEqual(["bo", "cy"]);
  await clock.advance(1);
  expect([here(), gone]).toEqual([["cy"], ["bo"]]);
  await clock.advance(2_000);
  take("bo");
  await clock.advance(1_000);
  expect([here(), gone]).toEqual([["bo"], ["bo", "cy"]]);
  remote.stop();
  await clock.advance(60_000);
  expect(gone).toEqual(["bo", "cy"]);
});

test("PR7 a batch without points ends the cursor, unless it tells of a drag", () => {
  const remote = new RemotePresence(new FakeClock(), () => {});
  remote.take({ type: "cursor", peer: "bo", points: [[0, 0, 0]] }, () => false);
  remote.take({ type: "cursor", peer: "bo", points: [], drag: [preview] }, () => false);
  expect(remote.cursors()).toHaveLength(1);
  remote.take({ type: "cursor", peer: "bo", points: [] }, () => false);
  expect(remote.cursors()).toEqual([]);
});

test("PR4 only the holder's previews are taken, whoever sends last", () => {
  const remote = new RemotePresence(new FakeClock(), () => {});
  const holds = (peer: string, { id, token }: Preview) => peer === "bo" && id === "a" && token === 4;
  const take = (peer: string, ...drag: Preview[]) =>
    remote.take({ type: "cursor", peer, points: [], drag }, holds);
  take("bo", preview);
  take("mallory", { ...preview, x: 99 });
  take("bo", { ...preview, x: 77, token: 3 });
  expect(remote.preview("a")).toEqual({ peer: "bo", preview });
  take("bo", { ...preview, x: 5 }, { ...preview, id: "made-up" });
  expect(remote.preview("a")?.preview.x).toBe(5);
  expect(remote.preview("made-up")).toBeUndefined();
});

test("a listener that leaves hears nothing more", () => {
  const listeners = new Listeners();
  const heard: string[] = [];
  const leave = listeners.add((e) => heard.push(e.type));
  listeners.emit({ type: "peers" });
  leave();
  listeners.emit({ type: "peers" });
  expect(heard).toEqual(["peers"]);
});
