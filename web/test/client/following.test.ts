// One peer follows what another sees.

import { expect, test } from "vitest";
import type { SharedView } from "../../src/client/protocol.ts";
import { sharedView } from "../../src/client/shared-view.ts";
import { type Person, World } from "../fake/world.ts";

const flat = (x: number): SharedView => ({ mode: "2d", x, y: 0, width: 4_000, height: 3_000 });
const orbit: SharedView = {
  mode: "3d",
  eye: [1_000, 6_000, 4_000],
  target: [2_000, 2_000, 500],
  width: 5_000,
  height: 3_000,
};

/** From now on this person sees a view. */
function see({ shared }: Person, view: SharedView): void {
  if (shared) shared.view = () => view;
  shared?.looked();
}

const follow = (person: Person, peer: Person | undefined) => person.shared?.follow(peer?.id);
const seen = (person: Person) => person.shared?.followedView;
const cursors = (world: World, person: Person) => world.count(person.id, "cursor");

async function three() {
  const world = new World();
  const [anna, bo, cleo] = [
    await world.person("Anna"),
    await world.person("Bo"),
    await world.person("Cleo", "viewer"),
  ];
  for (const [person, x] of [
    [anna, 1],
    [bo, 2],
    [cleo, 3],
  ] as const)
    see(person, flat(x));
  await world.clock.advance(5_000);
  return { world, anna, bo, cleo };
}

test("PR9 nobody tells what is seen until somebody follows, and nobody does any more when all stopped", async () => {
  const { world, anna, bo } = await three();
  expect(world.server.heard.filter(({ command }) => command.action === "cursor")).toEqual([]);
  follow(bo, anna);
  await world.clock.advance(1_000);
  expect(seen(bo)).toEqual(flat(1));
  expect(anna.shared?.followers).toEqual([bo.id]);
  see(anna, orbit);
  await world.clock.advance(1_000);
  expect(seen(bo)).toEqual(orbit);
  follow(bo, undefined);
  await world.clock.advance(5_000);
  expect(seen(bo)).toBeUndefined();
  expect(anna.shared?.followers).toEqual([]);
  const before = cursors(world, anna);
  see(anna, flat(9));
  await world.clock.advance(60_000);
  expect(cursors(world, anna)).toBe(before);
});

test("PR9 nothing is sent while followers and followed rest", async () => {
  const { world, anna, bo } = await three();
  follow(bo, anna);
  await world.clock.advance(10_000);
  const before = world.server.heard.length;
  await world.clock.advance(40_000);
  const sent = world.server.heard.slice(before).filter(({ command }) => command.action === "cursor");
  expect(sent).toEqual([]);
});

test.each(["follower", "followed"] as const)("PR9 one lost batch of the %s does no harm", async (who) => {
  const { world, anna, bo } = await three();
  world.loseEvents(who === "follower" ? anna.id : bo.id, "cursor");
  follow(bo, anna);
  await world.clock.advance(1_000);
  expect(seen(bo)).toBeUndefined();
  world.server.lose = () => false;
  await world.clock.advance(3_000);
  expect(seen(bo)).toEqual(flat(1));
});

test("PR9 a second follower is told as well, whatever it missed", async () => {
  const { world, anna, bo, cleo } = await three();
  world.loseEvents(cleo.id, "cursor");
  follow(bo, anna);
  await world.clock.advance(5_000);
  world.server.lose = () => false;
  follow(cleo, anna);
  await world.clock.advance(1_000);
  expect(seen(cleo)).toEqual(flat(1));
});

test("PR9 whoever follows a follower is shown the view at the end of the chain", async () => {
  const { world, anna, bo, cleo } = await three();
  follow(bo, anna);
  follow(cleo, bo);
  await world.clock.advance(5_000);
  expect(seen(cleo)).toEqual(flat(1));
  follow(bo, undefined);
  await world.clock.advance(5_000);
  expect(seen(cleo)).toEqual(flat(2));
});

test("PR9 two who follow each other have no view, until one moves on", async () => {
  const { world, anna, bo } = await three();
  follow(bo, anna);
  await world.clock.advance(1_000);
  follow(anna, bo);
  await world.clock.advance(5_000);
  expect([seen(anna), seen(bo)]).toEqual([undefined, undefined]);
  follow(anna, undefined);
  await world.clock.advance(5_000);
  expect(seen(bo)).toEqual(flat(1));
});

test("PR9 the view comes again when the followed peer has left and returned", async () => {
  const { world, anna, bo } = await three();
  follow(bo, anna);
  await world.clock.advance(5_000);
  const { storage } = anna;
  anna.room.suspend();
  await world.clock.advance(1_000);
  expect(seen(bo)).toBeUndefined();
  const returned = await world.person("Anna", "editor", storage);
  expect(returned.id).toBe(anna.id);
  see(returned, flat(7));
  await world.clock.advance(3_000);
  expect(seen(bo)).toEqual(flat(7));
});

test("PR9 nobody is told any more when the only follower has left", async () => {
  const { world, anna, bo } = await three();
  follow(bo, anna);
  await world.clock.advance(5_000);
  bo.room.close();
  await world.clock.advance(5_000);
  expect(anna.shared?.followers).toEqual([]);
  const before = cursors(world, anna);
  see(anna, flat(9));
  await world.clock.advance(5_000);
  expect(cursors(world, anna)).toBe(before);
});

test("PR9 a server of an earlier version refuses a view once; cursors go on without", async () => {
  const { world, anna, bo } = await three();
  world.server.unknownFields = ["follows", "view"];
  follow(bo, anna);
  await world.clock.advance(20_000);
  const asked = world.server.heard.filter(({ command }) => "follows" in command);
  expect(asked).toHaveLength(1);
  bo.room.point(500, 0);
  await world.clock.advance(500);
  expect(anna.room.cursors()).toMatchObject([{ peer: bo.id }]);
  expect(bo.events.filter((e) => e.type === "notice")).toEqual([]);
});

test.each<[string, unknown]>([
  ["no mode", { x: 0, y: 0, width: 1, height: 1 }],
  ["an unknown mode", { ...flat(1), mode: "vr" }],
  ["a size of 0", { ...flat(1), width: 0 }],
  ["a place out of bounds", { ...flat(1), x: 1_000_001 }],
  ["a fraction", { ...flat(1), y: 0.5 }],
  ["an eye of two", { ...orbit, eye: [1, 2] }],
  ["an eye at its target", { ...orbit, eye: [1, 2, 3], target: [1, 2, 3] }],
  ["no camera", { mode: "walk" }],
  ["a text", "2d"],
  ["null", null],
])("WR13 a view with %s is none", (_, view) => {
  expect(sharedView(view)).toBeUndefined();
});

test("WR13 a view is taken without other fields", () => {
  expect(sharedView({ ...orbit, more: 1 })).toEqual(orbit);
});
