import { expect, test } from "vitest";
import { CursorSender, serverPace, type Watch } from "../../src/client/cursor-sender.ts";
import { Listeners } from "../../src/client/events.ts";
import type { CursorCommand, Preview } from "../../src/client/protocol.ts";
import { FakeClock } from "../fake/clock.ts";

function setup(peers = 2) {
  const clock = new FakeClock();
  const sent: (CursorCommand & { at: number })[] = [];
  const state: { previews: Preview[]; online: boolean; watch: Watch } = {
    previews: [],
    online: true,
    watch: {},
  };
  const pointer = new CursorSender({
    clock,
    pace: () => serverPace(peers, 100),
    planWidth: () => 5_000,
    previews: () => state.previews,
    watch: () => state.watch,
    send: (command) => {
      if (state.online) sent.push({ ...command, at: clock.now() });
      return state.online;
    },
  });
  /** Moves the hand to `way(ms)` every 16 ms. */
  const move = async (ms: number, way: (ms: number) => [number, number]) => {
    for (let now = 0; now < ms; now += 16) {
      pointer.point(...way(now));
      await clock.advance(16);
    }
  };
  return { clock, pointer, sent, state, move };
}

const preview: Preview = { id: "a", x: 1, y: 2, z: 0, rotation: 3, token: 4 };

test("PR6 points leave in one batch, and none when nothing moved", async () => {
  const { clock, pointer, sent } = setup();
  pointer.point(1, 1);
  await clock.advance(50);
  pointer.point(2, 2);
  await clock.advance(75);
  expect(sent.map(({ points }) => points)).toEqual([
    [
      [1, 1, 0],
      [2, 2, 50],
      [2, 2, 75],
    ],
  ]);
  await clock.advance(10_000);
  expect(sent).toHaveLength(1);
});

test("PR6 a movement as predicted is not sent again; one that is off is, and once more when it ends", async () => {
  const { clock, sent, move } = setup();
  await move(150, () => [0, 0]);
  expect(sent).toHaveLength(1);
  // At 0.3 mm/ms the hand is off by 100 mm after 333 ms of what was predicted to stand still.
  await move(320, (ms) => [ms * 0.3, 0]);
  expect(sent).toHaveLength(1);
  await move(32, (ms) => [96 + ms * 0.3, 0]);
  expect(sent).toHaveLength(2);
  await clock.advance(1_000);
  expect(sent).toHaveLength(3);
  expect(sent[2]?.points.at(-1)?.slice(0, 2)).toEqual([101, 0]);
});

test.each([
  [2, 125],
  [5, 200],
  [10, 900],
])(
  "PR6 among %d peers a hand that is never as predicted sends at most one batch in %d ms",
  async (peers, gap) => {
    const { sent, move } = setup(peers);
    await move(6_000, (ms) => [2_000 * Math.sin(ms / 50), 2_000 * Math.cos(ms / 70)]);
    const gaps = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
    expect(sent.length).toBeGreaterThan(3);
  },
);

test("PR6 the bound grows as the room fills", async () => {
  const count = async (peers: number) => {
    const { sent, move } = setup(peers);
    // Off by 112 mm at most: more than 100, less than 160.
    for (let i = 0; i < 5; i++) {
      await move(160, (ms) => [ms * 0.35, 0]);
      await move(160, (ms) => [56 - ms * 0.35, 0]);
      await move(160, (ms) => [-ms * 0.35, 0]);
      await move(160, (ms) => [-56 + ms * 0.35, 0]);
    }
    return sent.length;
  };
  expect(await count(2)).toBeGreaterThan(await count(5));
});

test("PR6 a hand that trembles at rest sends next to nothing, and its cursor stays", async () => {
  const { sent, move } = setup();
  await move(20_000, (ms) => [(ms / 16) % 2 < 1 ? 0 : 7, 0]);
  const gaps = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
  expect(sent.length).toBeLessThan(8);
  expect(Math.max(...gaps)).toBeLessThan(5_000);
});

test("PR6 what is dragged may be 50 mm off, and no more", async () => {
  const { clock, pointer, sent, state } = setup();
  const drag = async (x: number) => {
    state.previews = [{ ...preview, x }];
    pointer.dragged();
    await clock.advance(50);
  };
  await drag(0);
  await clock.advance(300);
  sent.length = 0;
  await drag(25);
  await drag(50);
  expect(sent).toEqual([]);
  await drag(51);
  expect(sent.map((s) => s.drag)).toEqual([[{ ...preview, x: 51 }]]);
});

test("PR6 where an item rests is told exactly, and so is its turn", async () => {
  const { clock, pointer, sent, state } = setup();
  for (const place of [preview, { ...preview, x: 3 }, { ...preview, x: 3, rotation: 4 }]) {
    state.previews = [place];
    pointer.dragged();
    await clock.advance(300);
    expect(sent.at(-1)?.drag).toEqual([place]);
  }
  expect(sent).toHaveLength(3);
});

test("PR6 an item that the pointer carries is predicted with the pointer's velocity", async () => {
  const { clock, pointer, sent, state } = setup();
  const drag = async (from: number, to: number) => {
    for (let x = from; x < to; x += 8) {
      pointer.point(x, 0);
      state.previews = [{ ...preview, x: x + 300, y: 0 }];
      pointer.dragged();
      await clock.advance(16);
    }
  };
  await drag(0, 320);
  const before = sent.length;
  // The prediction slows down; 50 mm behind after another 220 ms.
  await drag(320, 400);
  expect(sent.length - before).toBeLessThanOrEqual(1);
  await clock.advance(500);
  expect(sent.at(-1)?.drag).toEqual([{ ...preview, x: 692, y: 0 }]);
});

test("PR6 a batch for the cursor takes the previews with it, though they are within their bound", async () => {
  const { clock, pointer, sent, state } = setup();
  pointer.point(0, 0);
  state.previews = [preview];
  pointer.dragged();
  await clock.advance(1_000);
  sent.length = 0;
  state.previews = [{ ...preview, x: 30 }];
  pointer.dragged();
  pointer.point(200, 0);
  await clock.advance(130);
  expect(sent[0]?.drag).toEqual(state.previews);
});

test("PR6 previews ride on the same message, once each", async () => {
  const { clock, pointer, sent, state } = setup();
  state.previews = [preview];
  pointer.dragged();
  await clock.advance(125);
  pointer.point(5, 5);
  await clock.advance(250);
  expect(sent.map(({ points, drag }) => ({ points, drag }))).toEqual([
    { points: [], drag: [preview] },
    {
      points: [
        [5, 5, 0],
        [5, 5, 125],
      ],
      drag: undefined,
    },
  ]);
});

test("PR4 WR3 of fifty items each preview is sent, 25 in a batch, and all of them again every 2 s", async () => {
  const { clock, pointer, sent, state } = setup();
  const fifty = Array.from({ length: 50 }, (_, i) => ({ ...preview, id: `item-${i}` }));
  state.previews = fifty;
  pointer.dragged();
  for (let round = 1; round <= 3; round++) {
    await clock.advance(round === 1 ? 1_000 : 2_000);
    const drags = sent.splice(0).map(({ drag }) => drag ?? []);
    expect(drags.map((drag) => drag.length)).toEqual([25, 25]);
    expect(new Set(drags.flat().map(({ id }) => id)).size).toBe(50);
  }
  // While they move, none has to wait for another.
  for (let x = 100; x <= 400; x += 100) {
    state.previews = fifty.map((each) => ({ ...each, x }));
    pointer.dragged();
    await clock.advance(125);
  }
  const counts = new Map<string, number>();
  for (const { id } of sent.flatMap(({ drag }) => drag ?? [])) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(counts.size).toBe(50);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
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
  expect(new Set(sent.map(({ points, drag }) => JSON.stringify([points, drag]))).size).toBe(1);
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
  expect(sent.map((s) => s.points.map(([x, y]) => [x, y]))).toEqual([
    [
      [1, 1],
      [1, 1],
    ],
    [],
  ]);
  pointer.point(3, 3);
  await clock.advance(125);
  pointer.lift();
  pointer.point(4, 4);
  await clock.advance(1_000);
  expect(sent.slice(2).map((s) => s.points[0])).toEqual([
    [3, 3, 0],
    [4, 4, 0],
  ]);
});

test("PR7 a tap that nobody was told of is taken back before it is told", async () => {
  const { clock, pointer, sent } = setup();
  pointer.point(1, 1);
  await clock.advance(100);
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

test("a listener that leaves hears nothing more", () => {
  const listeners = new Listeners();
  const heard: string[] = [];
  const leave = listeners.add((e) => heard.push(e.type));
  listeners.emit({ type: "peers" });
  leave();
  listeners.emit({ type: "peers" });
  expect(heard).toEqual(["peers"]);
});

const flat = (x: number) => ({ mode: "2d", x, y: 0, width: 4_000, height: 3_000 }) as const;

test("PR9 a view that changes is sent at the pace of cursors, exactly when it rests, and then once more", async () => {
  const { clock, pointer, sent, state } = setup();
  for (let x = 1; x <= 60; x++) {
    state.watch = { view: flat(x) };
    pointer.watched();
    await clock.advance(16);
  }
  const gaps = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(125);
  expect(sent.length).toBeGreaterThan(6);
  await clock.advance(125);
  const moved = sent.length;
  expect(sent.at(-1)).toMatchObject({ points: [], view: flat(60) });
  await clock.advance(60_000);
  expect(sent.slice(moved)).toMatchObject([{ points: [], view: flat(60) }]);
});

test("PR9 a change of the view does not remove the cursor of a pointer at rest, and each batch has the view", async () => {
  const { clock, pointer, sent, state } = setup();
  pointer.point(7, 8);
  await clock.advance(1_000);
  sent.length = 0;
  state.watch = { view: flat(1) };
  pointer.watched();
  await clock.advance(1_000);
  expect(sent).toMatchObject([{ points: [[7, 8, expect.any(Number)]], view: flat(1) }]);
  pointer.point(500, 8);
  await clock.advance(500);
  expect(sent.at(-1)).toMatchObject({ view: flat(1) });
  pointer.lift();
  await clock.advance(500);
  expect(sent.at(-1)).toMatchObject({ points: [], view: flat(1) });
});

test("PR9 who no longer follows says so, twice; who never did sends nothing", async () => {
  const { clock, pointer, sent, state } = setup();
  pointer.watched();
  pointer.again();
  await clock.advance(10_000);
  expect(sent).toEqual([]);
  state.watch = { follows: "bo" };
  pointer.watched();
  await clock.advance(10_000);
  state.watch = {};
  pointer.watched();
  await clock.advance(10_000);
  expect(sent.map(({ follows }) => follows)).toEqual(["bo", "bo", undefined, undefined]);
});

test("PR9 what is followed is sent again on a new connection, and to new recipients", async () => {
  const { clock, pointer, sent, state } = setup();
  state.watch = { follows: "bo" };
  pointer.watched();
  await clock.advance(10_000);
  sent.length = 0;
  pointer.again();
  await clock.advance(10_000);
  pointer.stop();
  pointer.watched();
  await clock.advance(1_000);
  expect(sent.map(({ follows }) => follows)).toEqual(["bo", "bo"]);
});
