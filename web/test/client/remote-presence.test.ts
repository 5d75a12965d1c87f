import { expect, test } from "vitest";
import type { CursorCommand, Preview } from "../../src/client/protocol.ts";
import { RemotePresence } from "../../src/client/remote-presence.ts";
import { FakeClock } from "../fake/clock.ts";

function setup(holds: (peer: string, preview: Preview) => boolean = () => true) {
  const clock = new FakeClock();
  const gone: string[] = [];
  const remote = new RemotePresence({
    clock,
    gone: (peer) => gone.push(peer),
    holds,
    placeOf: () => ({ x: 0, y: 2, z: 0, rotation: 0 }),
  });
  const take = (peer: string, points: CursorCommand["points"], ...drag: Preview[]) =>
    remote.take({ type: "cursor", peer, points, ...(drag.length > 0 ? { drag } : {}) }, 125);
  return { clock, gone, remote, take };
}

const preview: Preview = { id: "a", x: 1, y: 2, z: 0, rotation: 3, token: 4 };

test("PR7 cursors are played back, and forgotten with their peers", async () => {
  const { clock, remote, take } = setup();
  take(
    "bo",
    [
      [0, 0, 0],
      [100, 0, 100],
    ],
    preview,
  );
  // The last point is displayed 70 ms after its receipt.
  await clock.advance(20);
  expect(remote.cursors()).toEqual([{ peer: "bo", x: 50, y: 0, moving: true }]);
  expect(remote.preview("a")).toMatchObject({ peer: "bo", preview });
  remote.keep((peer) => peer !== "bo");
  expect(remote.cursors()).toEqual([]);
  expect(remote.preview("a")).toBeUndefined();
  expect(remote.previews()).toEqual([]);
});

test("PR7 each cursor goes 5 s after its last point, and it is told when", async () => {
  const { clock, gone, remote, take } = setup();
  const here = () => remote.cursors().map((c) => c.peer);
  take("bo", [[0, 0, 0]]);
  await clock.advance(3_000);
  take("cy", [[0, 0, 0]]);
  await clock.advance(2_069);
  expect(here()).toEqual(["bo", "cy"]);
  await clock.advance(1);
  expect([here(), gone]).toEqual([["cy"], ["bo"]]);
  await clock.advance(2_000);
  take("bo", [[0, 0, 0]]);
  await clock.advance(1_000);
  expect([here(), gone]).toEqual([["bo"], ["bo", "cy"]]);
  remote.stop();
  await clock.advance(60_000);
  expect(gone).toEqual(["bo", "cy"]);
});

test("PR7 a batch without points ends the cursor, unless it tells of a drag", () => {
  const { remote, take } = setup();
  take("bo", [[0, 0, 0]]);
  take("bo", [], preview);
  expect(remote.cursors()).toHaveLength(1);
  take("bo", []);
  expect(remote.cursors()).toEqual([]);
});

test("PR7 a preview is played back along the pointer's path, from where the item is to where it ends", async () => {
  const { clock, remote, take } = setup();
  take("bo", [[-100, 0, 0]]);
  await clock.advance(2_000);
  const xs = [0];
  const step = async (ms: number) => {
    for (let i = 0; i < ms; i++) {
      await clock.advance(1);
      xs.push(remote.previews()[0]?.x ?? Number.NaN);
    }
  };
  for (let at = 0; at < 1_000; at += 125) {
    const points = [25, 50, 75, 100, 125].map((ms): [number, number, number] => [at + ms - 100, 0, 25]);
    take("bo", points, { ...preview, x: at + 125 });
    await step(125);
  }
  take("bo", [[900, 0, 125]], { ...preview, x: 1_000 });
  await step(400);
  const steps = xs.slice(1).map((x, i) => x - (xs[i] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(3);
  expect(Math.min(...steps)).toBeGreaterThan(-2);
  expect(remote.previews()).toEqual([{ id: "a", x: 1_000, y: 2, z: 0, rotation: 3, moving: false }]);
});

test("PR7 a preview without the pointer glides to its place", async () => {
  const { clock, remote, take } = setup();
  take("bo", [], { ...preview, x: 100 });
  expect(remote.previews()).toEqual([{ id: "a", x: 0, y: 2, z: 0, rotation: 3, moving: true }]);
  await clock.advance(50);
  expect(remote.previews()[0]?.x).toBeCloseTo(50);
  await clock.advance(50);
  expect(remote.previews()).toEqual([{ id: "a", x: 100, y: 2, z: 0, rotation: 3, moving: false }]);
});

test("PR4 only the holder's previews are taken, whoever sends last, and shown while it holds the item", () => {
  let holder = "bo";
  const { remote, take } = setup((peer, { id, token }) => peer === holder && id === "a" && token === 4);
  take("bo", [], preview);
  take("mallory", [], { ...preview, x: 99 });
  take("bo", [], { ...preview, x: 77, token: 3 });
  expect(remote.preview("a")).toMatchObject({ peer: "bo", preview });
  take("bo", [], { ...preview, x: 5 }, { ...preview, id: "made-up" });
  expect(remote.preview("a")?.preview.x).toBe(5);
  expect(remote.preview("made-up")).toBeUndefined();
  expect(remote.previews()).toHaveLength(1);
  holder = "cy";
  expect(remote.previews()).toEqual([]);
});
