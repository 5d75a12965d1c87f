import { describe, expect, test, vi } from "vitest";
import { BundlePlayback } from "../../src/client/bundle-playback.ts";
import type { BundledEvent, Peer } from "../../src/client/protocol.ts";
import { FakeClock, settled } from "../fake/clock.ts";
import { item, type Person, World } from "../fake/world.ts";

/** A move, whose item is named by its time. */
function moved(at: number): BundledEvent {
  return { at, event: { type: "moved", peer: "anna", items: [item(`at-${at}`)] } };
}

function cursor(at: number, peer = "anna"): BundledEvent {
  return { at, event: { type: "cursor", peer, points: [[at, 0, 0]] } };
}

function setup() {
  const clock = new FakeClock();
  const began = clock.now();
  const applied: string[] = [];
  const playback = new BundlePlayback(clock, (event) => {
    const what = event.type === "cursor" ? event.points[0]?.[0] : "items" in event && event.items[0]?.id;
    applied.push(`${clock.now() - began} ${event.type} ${what}`);
  });
  return { clock, playback, applied };
}

describe("CL11 bundles", () => {
  test("events are applied in their order and at their intervals", async () => {
    const { clock, playback, applied } = setup();
    playback.play([cursor(5_000), moved(5_900), cursor(5_800), moved(7_900)]);
    expect(applied).toEqual(["0 cursor 5000"]);
    await clock.advance(10_000);
    expect(applied.slice(1)).toEqual(["900 moved at-5900", "900 cursor 5800", "2900 moved at-7900"]);
    expect(clock.timers).toBe(0);
  });

  test("a bundle that arrives before the last one has ended is played after it", async () => {
    const { clock, playback, applied } = setup();
    playback.play([moved(1_000), moved(3_000)]);
    await clock.advance(500);
    playback.play([moved(4_000), moved(4_100), moved(6_000)]);
    await clock.advance(10_000);
    expect(applied).toEqual([
      "0 moved at-1000",
      "2000 moved at-3000",
      "2000 moved at-4000",
      "2000 moved at-4100",
      "2500 moved at-6000",
    ]);
  });

  test("a time that a clock can't mean delays by 30 s at most", async () => {
    const { clock, playback, applied } = setup();
    playback.play([moved(1_000), moved(9_000_000), moved(500)]);
    await clock.advance(30_000);
    expect(applied).toEqual(["0 moved at-1000", "30000 moved at-9000000", "30000 moved at-500"]);
  });

  test("what waits is applied at once without its cursors, and only once", async () => {
    const { clock, playback, applied } = setup();
    playback.play([moved(1_000), cursor(1_500), moved(2_000), moved(3_000)]);
    playback.catchUp();
    playback.catchUp();
    await clock.advance(10_000);
    expect(applied).toEqual(["0 moved at-1000", "0 moved at-2000", "0 moved at-3000"]);
  });

  test("nothing is applied after stop", async () => {
    const { clock, playback, applied } = setup();
    playback.play([moved(1_000), moved(2_000)]);
    playback.stop();
    await clock.advance(10_000);
    expect(applied).toEqual(["0 moved at-1000"]);
  });
});

test("BC9 a cursor batch that comes twice or late is played once; each peer has its own", async () => {
  const { clock, playback, applied } = setup();
  const bundle = [cursor(1_000), cursor(2_000), cursor(1_500, "bo")];
  playback.play(bundle);
  await clock.advance(5_000);
  playback.play(bundle);
  playback.play([cursor(1_999), cursor(1_501, "bo")]);
  await clock.advance(5_000);
  expect(applied.map((a) => a.split(" ")[2])).toEqual(["1000", "2000", "1500", "1501"]);
});

/** Lets so many viewers join whose events nobody looks at. */
function crowd(world: World, viewers: number): void {
  for (let n = 0; n < viewers; n++) {
    const claims = { sub: `viewer${n}`, name: "V", role: "viewer" } as const;
    const member = world.server.connect(claims, `t${n}`, { send: () => {}, close: () => {} });
    member.receive(JSON.stringify({ action: "sync", op: 1 }));
  }
}

function place({ room }: Person, id = "sofa-1") {
  return room.snapshot().items.get(id)?.x;
}

const anna: Peer = { id: "anna", name: "Anna", role: "editor", colour: 0 };

describe("a viewer in a crowd", () => {
  test("CL11 shows the moves and the cursor of a bundle over their own times", async () => {
    const world = new World(item("sofa-1"));
    const vera = await world.person("Vera", "viewer");
    world.server.broadcast({ type: "joined", peer: anna });
    // The first bundle loads the module, and is applied at once.
    world.server.broadcast({ type: "bundle", events: [moved(1)] });
    await world.clock.advance(100);
    await vi.waitFor(() => settled());
    const bundle: BundledEvent[] = [
      { at: 10_000, event: { type: "cursor", peer: "anna", points: [[10, 20, 0]] } },
      {
        at: 11_000,
        event: { type: "moved", peer: "anna", items: [item("sofa-1", { version: 2, x: 2000 })] },
      },
      {
        at: 12_000,
        event: { type: "moved", peer: "anna", items: [item("sofa-1", { version: 3, x: 3000 })] },
      },
    ];
    world.server.broadcast({ type: "bundle", events: bundle });
    await world.clock.advance(500);
    expect(vera.room.cursors()).toMatchObject([{ peer: "anna", x: 10, y: 20 }]);
    expect(place(vera)).toBe(1000);
    await world.clock.advance(1_000);
    expect(place(vera)).toBe(2000);
    await world.clock.advance(1_000);
    expect(place(vera)).toBe(3000);
    world.server.broadcast({ type: "bundle", events: bundle }); // again: nothing falls back
    await world.clock.advance(5_000);
    expect(place(vera)).toBe(3000);
  });

  test("CL11 compares what it knows, not what it has shown", async () => {
    const world = new World(item("sofa-1"));
    const vera = await world.person("Vera", "viewer");
    world.server.broadcast({ type: "joined", peer: anna });
    world.server.broadcast({ type: "bundle", events: [] });
    await vi.waitFor(() => settled());
    await world.clock.advance(59_000);
    const row = item("sofa-1", { version: 2, x: 2000 });
    world.server.put(row);
    world.server.broadcast({
      type: "bundle",
      events: [
        { at: 1_000, event: { type: "left", peer: "nobody" } },
        { at: 9_000, event: { type: "moved", peer: "anna", items: [row] } },
      ],
    });
    await world.clock.advance(500);
    expect(place(vera)).toBe(1000);
    await world.clock.advance(1_500); // its sync, a minute after the first
    expect(world.count(vera.id, "sync")).toBe(2);
    expect(place(vera)).toBe(2000);
    const states = vera.events.filter((e) => e.type === "stored" && e.by === undefined);
    expect(states).toHaveLength(1); // the first state alone: the digest was equal
  });

  test("SY3 compares every 5 min, and an editor every minute", async () => {
    const world = new World(item("sofa-1"));
    crowd(world, 199);
    const vera = await world.person("Vera", "viewer");
    const bo = await world.person("Bo");
    await world.clock.advance(20_000); // the first comparison in a crowd, after 8 to 12 s
    const counts = () => [world.count(vera.id, "sync"), world.count(bo.id, "sync")];
    expect(counts()).toEqual([2, 2]);
    await world.clock.advance(4 * 60_000);
    expect(counts()).toEqual([2, 6]);
    world.server.broadcast({ type: "cursor", peer: "anna", points: [] }); // else the tabs fall asleep (CL4)
    await world.clock.advance(60_000);
    expect(counts()).toEqual([3, 7]);
  });

  test("SY3 does not ask when a lease ends, and an editor does", async () => {
    const world = new World(item("sofa-1"));
    crowd(world, 199);
    const vera = await world.person("Vera", "viewer");
    const bo = await world.person("Bo");
    await world.clock.advance(20_000);
    const before = [world.count(vera.id, "sync"), world.count(bo.id, "sync")];
    const held = item("sofa-1", {
      version: 2,
      token: 1,
      holder: "anna",
      holderName: "Anna",
      expiresAt: world.clock.now() + 15_000,
    });
    world.server.broadcast({ type: "moved", peer: "anna", items: [held] });
    await world.clock.advance(16_000);
    expect([world.count(vera.id, "sync"), world.count(bo.id, "sync")]).toEqual([
      before[0],
      (before[1] ?? 0) + 1,
    ]);
    expect(vera.room.snapshot().items.get("sofa-1")?.lock.state).toBe("free");
  });
});
