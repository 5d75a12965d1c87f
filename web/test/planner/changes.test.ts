// What the views are told to draw anew: what is different, and nothing else.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Changes } from "../../src/planner/scene.ts";
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
  const heard: Changes[] = [];
  anna.planner.listen((changes) => heard.push(changes));
  const drawn = () => ({
    items: [...new Set(heard.flatMap((c) => [...c.items]))],
    plan: heard.some((c) => c.plan),
    rest: heard.some((c) => c.rest),
  });
  return { world, anna, heard, drawn };
}

test("PR1 who comes and goes changes no item and no plan, but who is here", async () => {
  const { world, anna, drawn } = await alone();
  const bo = await world.person("Bo");
  expect(drawn()).toEqual({ items: [], plan: false, rest: true });
  expect(anna.planner.scene().peers).toHaveLength(2);
  bo.room.close();
  await world.clock.advance(200);
  expect(anna.planner.scene().peers).toHaveLength(1);
  expect(drawn()).toEqual({ items: [], plan: false, rest: true });
});

test("PR1 who comes and holds something in a colour that is then given to another changes that item", async () => {
  const { world, anna, heard, drawn } = await alone();
  const bo = await world.person("Bo");
  const expiresAt = world.clock.now() + 15_000;
  const held = item("a", { token: 1, holder: bo.id, holderName: "Bo", expiresAt });
  world.server.broadcast({ type: "locked", peer: bo.id, items: [held] });
  await world.clock.advance(100);
  const { lock } = anna.item("a");
  heard.length = 0;
  // An earlier id with the same colour takes it.
  const colour = lock.state === "held" ? lock.colour : -1;
  const taker = { id: "0", name: "Bo", role: "editor", colour } as const;
  world.server.broadcast({ type: "joined", peer: taker });
  await world.clock.advance(100);
  expect(anna.item("a").lock).not.toEqual(lock);
  expect(drawn()).toEqual({ items: ["a"], plan: false, rest: true });
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
  expect(drawn()).toEqual({ items: [], plan: false, rest: true });
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
  const heard: Changes[] = [];
  const other = new World(item("c"));
  const bo = await other.open("Bo");
  bo.room.subscribe(
    (event) =>
      event.type === "change" &&
      heard.push({ ...event, items: new Set(event.ids), rest: false, cursors: false }),
  );
  await other.clock.advance(200);
  expect(heard.map((c) => [[...c.items], c.plan])).toEqual([[["c"], true]]);
  expect(anna.planner.scene().ready).toBe(true);
});
