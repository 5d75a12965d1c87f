// A connection that looks alive and is not, as noticed by a client that only watches.

import { expect, test } from "vitest";
import { acquire } from "../../src/client/changes.ts";
import { item, type Person, World } from "../fake/world.ts";

/** Two peers, so that each compares its copy once a minute. */
async function together() {
  const world = new World(item("sofa-1"));
  const anna = await world.person("Anna", "viewer");
  const bo = await world.person("Bo");
  return { world, anna, bo };
}

/** From now on the server loses all messages from and to this person's connection. */
function silence(world: World, { id }: Person): void {
  world.server.lose = (_, peer) => peer === id;
}

const status = ({ room }: Person) => room.snapshot().status.name;
const statuses = ({ events }: Person) => events.flatMap((e) => (e.type === "status" ? [e.status.name] : []));

test("SY3 CL1 a line on which a sync stays unanswered for 10 s is dropped, also of somebody who only watches", async () => {
  const { world, anna } = await together();
  await world.clock.advance(59_000);
  silence(world, anna);
  await world.clock.advance(11_000);
  expect(status(anna)).toBe("offline");
  expect(world.server.heard.filter((h) => h.peer === anna.id)).toHaveLength(1);
  world.server.lose = () => false;
  await world.clock.advance(1_000);
  expect(status(anna)).toBe("online");
  expect(anna.network.attempts).toBe(2);
});

test("CL3 whoever points on a dead line finds out by the next sync, whatever is sent", async () => {
  const { world, bo } = await together();
  silence(world, bo);
  for (let second = 0; second < 72; second++) {
    bo.room.point(second, 0);
    await world.clock.advance(1_000);
  }
  expect(bo.network.attempts).toBe(2);
});

test("CL3 a line that is silent, though it is heard of the others, is kept", async () => {
  const { world, anna, bo } = await together();
  world.server.lose = (m, peer) => peer === anna.id && "type" in m && m.type !== "cursor";
  for (let second = 0; second < 80; second++) {
    bo.room.point(second, 0);
    await world.clock.advance(1_000);
  }
  expect(anna.network.attempts).toBe(1);
});

test("CL3 a network that is known to be gone is said at once, and nobody is online again before it is back", async () => {
  const { world, anna } = await together();
  anna.network.up = false;
  anna.room.networkOffline();
  expect(status(anna)).toBe("offline");
  await world.clock.advance(60_000);
  expect(statuses(anna).slice(2)).not.toContain("online");
});

test("CL3 an attempt that is under way when the network goes is given up at once", async () => {
  const world = new World();
  const anna = await world.open("Anna");
  anna.room.networkOffline();
  expect(status(anna)).toBe("offline");
});

test("CL3 a network that goes wakes no sleeping tab, and opens no room that was left", async () => {
  const world = new World();
  const anna = await world.person("Anna");
  await world.clock.advance(5 * 60_000 + 3_000);
  anna.room.networkOffline();
  expect(status(anna)).toBe("sleeping");
  anna.room.close();
  anna.room.networkOffline();
  expect(status(anna)).toBe("closed");
});

test("CL3 the room is current within 2 s of the network's return", async () => {
  const { world, anna } = await together();
  anna.network.up = false;
  anna.room.networkOffline();
  await world.clock.advance(3 * 60_000);
  world.server.put(item("sofa-1", { version: 9, x: 3 }));
  anna.network.up = true;
  anna.room.networkOnline();
  await world.clock.advance(2_000);
  expect(status(anna)).toBe("online");
  expect(anna.room.snapshot().items.get("sofa-1")?.x).toBe(3);
});

test.each(["network", "tab"])(
  "CL3 a dead line is found out within 2 s when the %s comes back",
  async (what) => {
    const { world, anna } = await together();
    const dead = anna.id;
    // Everything on the old connection is lost; a new one works.
    world.server.lose = (_, peer) => peer === dead && anna.network.attempts === 1;
    world.server.put(item("sofa-1", { version: 9, x: 3 }));
    if (what === "network") anna.room.networkOnline();
    else anna.room.visible(true);
    await world.clock.advance(2_000);
    expect(anna.network.attempts).toBe(2);
    expect(status(anna)).toBe("online");
    expect(anna.room.snapshot().items.get("sofa-1")?.x).toBe(3);
  },
);

test("CL3 a line that lives is probed once for all that comes back, and kept", async () => {
  const { world, anna } = await together();
  anna.room.visible(true);
  anna.room.networkOnline();
  await world.clock.advance(30_000);
  expect(world.count(anna.id, "ping")).toBe(1);
  expect(anna.network.attempts).toBe(1);
});

test("CL3 an attempt that hangs is made anew when the network is back", async () => {
  const world = new World();
  const anna = await world.open("Anna");
  await world.clock.advance(0);
  const before = anna.network.attempts;
  // This attempt is too recent to be restarted.
  anna.room.networkOnline();
  await world.clock.advance(0);
  expect(anna.network.attempts).toBe(before);
});

test("CL5 an idle line is not asked more often than every 5 min, but for the minute's sync", async () => {
  const { world, anna, bo } = await together();
  for (let minute = 0; minute < 20; minute++) {
    anna.room.touch();
    bo.room.touch();
    await world.clock.advance(60_000);
  }
  expect(world.count(anna.id, "ping")).toBe(0);
  expect(world.count(anna.id, "sync")).toBe(20);
});

test("PR7 the cursor of a peer that fell silent goes, and the others hear of it", async () => {
  const { world, anna, bo } = await together();
  bo.room.point(100, 100);
  await world.clock.advance(1_000);
  expect(anna.room.cursors()).toHaveLength(1);
  const told = anna.events.length;
  silence(world, bo);
  await world.clock.advance(5_000);
  expect(anna.room.cursors()).toEqual([]);
  expect(anna.events.slice(told)).toEqual([{ type: "cursor", peer: bo.id }]);
});

test("PR7 the cursor of a finger goes as it lifts", async () => {
  const { world, anna, bo } = await together();
  bo.room.point(100, 100);
  await world.clock.advance(1_000);
  bo.room.lift();
  await world.clock.advance(200);
  expect(anna.room.cursors()).toEqual([]);
});

test("CL6 a room that was left has no timer left, whatever was under way", async () => {
  const { world, anna, bo } = await together();
  const drag = acquire(bo.room, ["sofa-1"]);
  await world.clock.advance(200);
  // Another user has it by now: it is displayed as lost for a while.
  const expiresAt = world.clock.now() + 15_000;
  const taken = item("sofa-1", { token: 9, holder: anna.id, holderName: "Anna", expiresAt });
  world.server.broadcast({ type: "locked", peer: anna.id, items: [taken] });
  anna.room.visible(true);
  bo.room.point(1, 1);
  await world.clock.advance(200);
  expect(drag.state).toBe("lost");
  acquire(bo.room, ["sofa-1"]);
  anna.room.close();
  bo.room.close();
  // Messages under way arrive.
  await world.clock.advance(100);
  expect(world.clock.timers).toBe(0);
});
