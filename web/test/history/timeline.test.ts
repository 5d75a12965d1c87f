import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { digest } from "../../src/client/digest.ts";
import { HistoryError } from "../../src/history/client.ts";
import type { Change } from "../../src/history/past.ts";
import { PastView } from "../../src/history/past-view.ts";
import { type Copier, Timeline } from "../../src/history/timeline.ts";
import { changedItems } from "../../src/planner/changed-items.ts";
import type { Scene } from "../../src/planner/scene.ts";
import { settled } from "../fake/clock.ts";
import { item, World } from "../fake/world.ts";
import { Someone } from "../planner/harness.ts";
import { Archive } from "./archive-fixture.ts";
import { placed, planned, start } from "./life-fixture.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

/** Returns changes in which Anna and Bo move a sofa in turns: 100 mm a minute, Bo in odd minutes. */
function moves(count: number): Change[] {
  const life = [planned(start)];
  for (let n = 1; n <= count; n++) {
    life.push(placed("a", n, start + n * minute, n * 100, n % 2 === 1 ? "Bo" : "Anna"));
  }
  return life;
}

async function opened(life = moves(5), prepare: (archive: Archive) => void = () => {}, copier?: Copier) {
  const world = new World(item("a", { product: "sofa", variant: "sand", x: 500, y: 0, version: 5 }));
  const anna = await Someone.come(world, "Anna", "owner");
  const archive = new Archive(life);
  prepare(archive);
  const pastView = new PastView();
  const source = pastView.source(anna.work);
  const seen = () => source.scene();
  const shown: Scene[] = [];
  const timeline = new Timeline({
    client: archive.client,
    copier,
    pastView,
    room: anna.person.room,
    scene: () => anna.work.scene(),
    shown: () => shown.push(seen()),
    changed: () => {},
  });
  await timeline.open();
  /** Returns the displayed `x` of the sofa. */
  const x = () => seen().items.get("a")?.x;
  return { world, anna, archive, pastView, shown, seen, timeline, x };
}

/** Advances the clock by five minutes, with the requests and answers in them. */
async function pass(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await vi.advanceTimersByTimeAsync(30_000);
    await settled();
  }
}

describe("cost", () => {
  test("US4 an owner is told what the room costs, and misses nothing where that can't be had", async () => {
    const { timeline } = await opened();
    expect(timeline.cost).toBe(0.25);
    const { timeline: without, archive } = await opened(moves(1), (a) => {
      a.usd = Number.NaN;
    });
    expect(without.cost).toBeUndefined();
    expect(archive.asked.some((a) => a.startsWith("GET use?days=30"))).toBe(true);
    expect(without.knob).toBe(2);
  });
});

describe("looking", () => {
  test("it opens at now, and the knob goes over all steps to the first", async () => {
    const { timeline, x, pastView } = await opened();
    expect(timeline.knob).toBe(6);
    expect(pastView.past).toBeUndefined();
    timeline.go(0);
    expect(x()).toBeUndefined();
    timeline.by(2);
    expect(x()).toBe(200);
    timeline.now();
    expect(x()).toBe(500);
    expect(timeline.knob).toBe(6);
  });

  test("only what differs is drawn", async () => {
    const { timeline, shown, seen } = await opened();
    timeline.go(3);
    const third = seen();
    timeline.go(4);
    const fourth = seen();
    expect([changedItems(third, fourth), fourth.plan]).toEqual([new Set(["a"]), third.plan]);
    timeline.go(4);
    expect(shown.at(-1)).toBe(seen());
    expect(changedItems(fourth, seen())).toEqual(new Set());
  });

  test("a scrub asks nobody", async () => {
    const { timeline, archive } = await opened();
    const before = archive.asked.length;
    for (let knob = 0; knob <= 6; knob++) timeline.go(knob);
    expect(archive.asked).toHaveLength(before);
  });

  test("what the others do meanwhile is counted, and moves nothing", async () => {
    const { world, timeline, x } = await opened();
    timeline.go(2);
    const bo = await Someone.come(world, "Bo");
    await bo.drag("a", 700, 0);
    expect(timeline.meanwhile).toBe(1);
    expect(x()).toBe(200);
    timeline.now();
    expect(timeline.meanwhile).toBe(0);
    expect(x()).toBe(1200);
  });

  test("what was done since comes to the log when the archive has it", async () => {
    const { world, timeline, archive } = await opened();
    timeline.go(2);
    const bo = await Someone.come(world, "Bo");
    await bo.drag("a", 700, 0);
    expect(timeline.stops).toHaveLength(6);
    archive.life.push(placed("a", 6, start + 9 * minute, 1200, "Bo"));
    await pass();
    expect(timeline.stops).toHaveLength(7);
    expect(timeline.knob).toBe(2);
  });
});

describe("stretches", () => {
  test("the newest is fetched first, older ones when somebody goes there", async () => {
    const life = moves(120);
    const { timeline, archive, x } = await opened(life, ({ snapshots }) => {
      snapshots.push(start + 30 * minute, start + 60 * minute);
    });
    expect(timeline.stops).toHaveLength(60);
    expect(timeline.more).toBe(true);
    timeline.go(0);
    expect(x()).toBe(6_100);
    timeline.by(-1);
    await vi.waitFor(() => expect(timeline.doing).toBeUndefined());
    expect(x()).toBe(6_000);
    expect(archive.asked.some((a) => a.startsWith(`GET at?time=${start + 30 * minute}`))).toBe(true);
    await timeline.earlier();
    expect(timeline.more).toBe(false);
    timeline.go(0);
    expect(timeline.step?.at).toBe(start);
  });
});

describe("filters", () => {
  test("a person's steps alone can be gone to, and show all that was there", async () => {
    const { timeline, x } = await opened();
    expect(timeline.names).toEqual(["Anna", "Bo"]);
    timeline.setFilter({ name: "Bo", item: undefined });
    expect(timeline.stops.map((s) => (s.at - start) / minute)).toEqual([1, 3, 5]);
    timeline.go(1);
    expect(x()).toBe(300);
  });

  test("so can an item's; the knob goes to the nearest step before", async () => {
    const life = [...moves(4), placed("b", 1, start + 90_000, 0)];
    const { timeline } = await opened(life);
    timeline.go(2);
    timeline.setFilter({ name: undefined, item: "a" });
    expect(timeline.stops).toHaveLength(4);
    expect(timeline.step?.at).toBe(start + minute);
  });
});

describe("playing", () => {
  test("it plays from the beginning to now, and stops", async () => {
    const { timeline, x } = await opened();
    timeline.play();
    expect(timeline.knob).toBe(0);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(x()).toBe(100);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(timeline.playing).toBe(false);
    expect(timeline.step).toBeUndefined();
  });

  test("a hand on the knob stops it", async () => {
    const { timeline } = await opened();
    timeline.play();
    timeline.held(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(timeline.knob).toBe(0);
  });
});

describe("restoring", () => {
  test("HS4 the moment that is shown is restored, and the one before the restore takes it back", async () => {
    const { timeline, archive, pastView } = await opened();
    archive.restored = { changed: 1, kept: [{ item: "a", code: "held", detail: "Bo holds a." }], undo: 77 };
    timeline.go(2);
    await timeline.restore();
    expect(archive.asked.at(-1)).toContain(`POST restore {"at":${start + 2 * minute}}`);
    expect(pastView.past).toBeUndefined();
    expect(timeline.outcome).toMatchObject({ kind: "restored", back: false, result: { undo: 77 } });
    await timeline.unrestore();
    expect(archive.asked.at(-1)).toContain('POST restore {"at":77}');
    expect(timeline.outcome).toMatchObject({ kind: "restored", back: true });
  });

  test("one that is refused says why, and leaves everything as it is", async () => {
    const { timeline, archive, x } = await opened();
    timeline.go(2);
    archive.refuse(403, "forbidden");
    await timeline.restore();
    expect(timeline.outcome).toEqual({ kind: "failed", code: "forbidden" });
    expect(x()).toBe(200);
  });

  test("what it would do is known before", async () => {
    const { timeline } = await opened();
    timeline.go(0);
    expect(timeline.difference).toMatchObject({ removed: [{ x: 500 }], added: [], moved: [] });
    timeline.go(1);
    expect(timeline.difference).toMatchObject({ moved: [{ x: 100 }], removed: [] });
  });
});

test("HS5 a moment that is named lies where it was", async () => {
  const { timeline } = await opened();
  timeline.go(3);
  await timeline.name("before the rug");
  const [moment] = timeline.moments;
  expect(moment).toMatchObject({ name: "before the rug", at: start + 3 * minute });
  expect(timeline.stopAt(moment?.at ?? 0)).toBe(3);
});

test("closed, the room is as it is, and nothing is asked any more", async () => {
  const { world, timeline, archive, pastView } = await opened();
  timeline.go(1);
  timeline.close();
  expect(pastView.past).toBeUndefined();
  const asked = archive.asked.length;
  const bo = await Someone.come(world, "Bo");
  await bo.drag("a", 700, 0);
  await pass();
  expect(archive.asked).toHaveLength(asked);
});

describe("copying", () => {
  test("RM6 the displayed moment is copied under its digest, and in the present that of the last step", async () => {
    const asked: object[] = [];
    const { timeline } = await opened(moves(5), undefined, async (state) => {
      asked.push(state);
      return "https://shop.example/?room=copy";
    });
    expect(timeline.copies).toBe(true);
    await timeline.copy();
    timeline.go(2);
    await timeline.copy();
    const named = (moved: number) => ({
      at: start + moved * minute,
      digest: digest(1, [{ id: "a", version: moved }]),
    });
    expect(asked).toEqual([named(5), named(2)]);
    const link = "https://shop.example/?room=copy";
    expect(timeline.outcome).toEqual({ kind: "copied", at: start + 2 * minute, link });
    expect(timeline.step?.at).toBe(start + 2 * minute);
  });

  test("a copy that the shop refuses is told, and nothing is copied where the page can't", async () => {
    const { timeline } = await opened(moves(2), undefined, async () => {
      throw new HistoryError("not_copied", "403");
    });
    await timeline.copy();
    expect(timeline.outcome).toEqual({ kind: "failed", code: "not_copied" });
    expect(timeline.doing).toBeUndefined();
    const { timeline: without } = await opened();
    expect(without.copies).toBe(false);
    await without.copy();
    expect(without.outcome).toBeUndefined();
  });
});
