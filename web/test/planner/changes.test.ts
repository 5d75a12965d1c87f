// Tests that views are notified to redraw what changed, and nothing else.

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { changedItems } from "../../src/planner/changed-items.ts";
import type { BaseScene } from "../../src/planner/scene.ts";
import { item, World } from "../fake/world.ts";
import { Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function alone() {
  const world = new World(item("a"), item("b"));
  const anna = await Someone.come(world, "Anna");
  await anna.rest();
  const heard: BaseScene[] = [];
  let before = anna.planner.scene();
  anna.planner.listen(() => heard.push(anna.planner.scene()));
  /** Returns what a view must draw that last drew when this was called. */
  const drawn = () => {
    const [was, now] = [before, anna.planner.scene()];
    before = now;
    return { items: [...changedItems(was, now)], plan: was.plan !== now.plan, scene: was !== now };
  };
  return { world, anna, heard, drawn };
}

test("PR1 who comes and goes changes no item and no plan, but who is here", async () => {
  const { world, anna, drawn } = await alone();
  const bo = await world.person("Bo");
  expect(drawn()).toEqual({ items: [], plan: false, scene: true });
  expect(anna.planner.scene().peers).toHaveLength(2);
  bo.room.close();
  await world.clock.advance(200);
  expect(anna.planner.scene().peers).toHaveLength(1);
  expect(drawn()).toEqual({ items: [], plan: false, scene: true });
});

test("PR1 who comes and holds something in a colour that is then given to another changes that item", async () => {
  const { world, anna, drawn } = await alone();
  const bo = await world.person("Bo");
  const expiresAt = world.clock.now() + 15_000;
  const held = item("a", { token: 1, holder: bo.id, holderName: "Bo", expiresAt });
  world.server.broadcast({ type: "locked", peer: bo.id, items: [held] });
  await world.clock.advance(100);
  const { lock } = anna.item("a");
  drawn();
  // A peer with an earlier id and the same colour takes it.
  const colour = lock.state === "held" ? lock.colour : -1;
  const taker = { id: "0", name: "Bo", role: "editor", colour } as const;
  world.server.broadcast({ type: "joined", peer: taker });
  await world.clock.advance(100);
  expect(anna.item("a").lock).not.toEqual(lock);
  expect(drawn()).toEqual({ items: ["a"], plan: false, scene: true });
});

test("CL3 a line that goes and comes back changes no item and no plan", async () => {
  const { world, anna, heard, drawn } = await alone();
  anna.person.network.up = false;
  anna.person.room.networkOffline();
  await world.clock.advance(1_000);
  anna.person.network.up = true;
  anna.person.room.networkOnline();
  await world.clock.advance(500);
  expect(anna.planner.scene().status.name).toBe("online");
  expect(heard.length).toBeGreaterThan(0);
  expect(drawn()).toEqual({ items: [], plan: false, scene: true });
});

test("SY3 the minute's sync, when all is the same, tells nobody anything", async () => {
  const { world, heard, anna } = await alone();
  const bo = await world.person("Bo");
  heard.length = 0;
  const events = bo.events.length;
  await world.clock.advance(61_000);
  expect(world.count(anna.person.id, "sync")).toBe(2);
  expect(heard).toEqual([]);
  expect(bo.events.slice(events)).toEqual([]);
});

test("PR1 a `joined` of somebody who is here already tells nobody anything", async () => {
  const { world, heard, anna } = await alone();
  await world.person("Bo");
  heard.length = 0;
  const bo = anna.planner.scene().peers.find((p) => !p.you);
  if (!bo) throw new Error("Bo is not there.");
  const { you: _, ...peer } = bo;
  world.server.broadcast({ type: "joined", peer });
  await world.clock.advance(100);
  expect(heard).toEqual([]);
});

test("the first state of a room is all of it", async () => {
  const world = new World(item("a"), item("b"));
  const anna = await Someone.come(world, "Anna");
  const heard: { ids: readonly string[]; plan: boolean }[] = [];
  const other = new World(item("c"));
  const bo = await other.open("Bo");
  bo.room.subscribe((event) => event.type === "change" && heard.push(event));
  await other.clock.advance(200);
  expect(heard.map(({ ids, plan }) => [ids, plan])).toEqual([[["c"], true]]);
  expect(anna.planner.scene().ready).toBe(true);
});

test("a cursor tells the views, and changes nothing of the scene", async () => {
  const { world, anna, heard, drawn } = await alone();
  const bo = await world.person("Bo");
  drawn();
  heard.length = 0;
  bo.room.point(100, 100);
  await world.clock.advance(500);
  expect(heard.length).toBeGreaterThan(0);
  expect(drawn()).toEqual({ items: [], plan: false, scene: false });
  expect(anna.planner.cursors()).toHaveLength(1);
});

describe("changedItems", () => {
  test("what is selected, and what no longer is", async () => {
    const { anna, drawn } = await alone();
    anna.planner.select(["a"]);
    expect(drawn().items).toEqual(["a"]);
    anna.planner.select(["b"]);
    expect(new Set(drawn().items)).toEqual(new Set(["a", "b"]));
    anna.planner.select(["b"]);
    expect(drawn()).toEqual({ items: [], plan: false, scene: false });
  });

  test("whose verdict is another; not who is as before", async () => {
    const { anna, drawn } = await alone();
    anna.work.checkNow();
    drawn();
    anna.work.checkNow();
    expect(drawn().items).toEqual([]);
  });

  test("what came and what went", async () => {
    const { anna } = await alone();
    const scene = anna.planner.scene();
    const [a, b] = [scene.items.get("a"), scene.items.get("b")];
    if (!a || !b) throw new Error("They are not there.");
    const went = { ...scene, items: new Map([["b", b]]) };
    expect([...changedItems(scene, went)]).toEqual(["a"]);
    expect([...changedItems(went, scene)]).toEqual(["a"]);
    expect([
      ...changedItems(scene, {
        ...scene,
        items: new Map([
          ["a", { ...a, x: 1 }],
          ["b", b],
        ]),
      }),
    ]).toEqual(["a"]);
  });

  test("all, when it is another catalogue or language, and at first", async () => {
    const { anna } = await alone();
    const scene = anna.planner.scene();
    const named = { ...scene, pieceOf: (item: { product: string; variant: string }) => scene.pieceOf(item) };
    expect(changedItems(scene, named)).toEqual(new Set(["a", "b"]));
    expect(changedItems(undefined, scene)).toEqual(new Set(["a", "b"]));
  });
});
