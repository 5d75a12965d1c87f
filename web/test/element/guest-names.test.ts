import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, type Room } from "../../src/client/index.ts";
import { memoryStorage } from "../../src/client/tab-identity.ts";
import { keepNameUnique } from "../../src/element/guest-names.ts";
import { identity, nameIn, nameOf, rename } from "../../src/element/shop.ts";
import { fakeToken, fakeWebSocket } from "../fake/socket.ts";
import { World } from "../fake/world.ts";

const guests = ["Guest Fir", "Guest Elm"];

/** Storage of the arriving guest's browser: each browser has its own. */
let kept = new Map<string, string>();
beforeEach(() => {
  kept = new Map([["homstyle.guest", "Guest Fir"]]);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Connects a guest with the name that the browser remembers. */
async function guest(world: World, known?: string, roomId = "vardagsrum"): Promise<Room> {
  const name = () => nameIn(roomId, identity(known ?? nameOf(), guests).name);
  const room = await connect({
    url: "wss://rooms.example/prod",
    room: "vardagsrum",
    getToken: async () => fakeToken({ sub: "guest", role: "editor", name: name() }),
    WebSocket: fakeWebSocket(world.server, world.clock, { up: true, attempts: 0 }),
    storage: memoryStorage(),
    clock: world.clock,
  });
  await world.clock.advance(200);
  const chosen = () => (known ? undefined : nameOf());
  keepNameUnique(room, { roomId, guests, chosen });
  await world.clock.advance(1_000);
  return room;
}

const names = (room: Room) => room.snapshot().peers.map((p) => p.name);

test("AC9 a guest who finds another of the same name takes one that is free, and keeps it", async () => {
  const world = new World();
  const anna = await world.person("Guest Fir");
  const room = await guest(world);
  expect(names(room)).toEqual(["Guest Elm", "Guest Fir"]);
  expect(names(anna.room)).toEqual(["Guest Fir", "Guest Elm"]);
  expect(identity(undefined, guests).name).toBe("Guest Elm");
  expect(world.server.connections).toBe(2);
});

test("AC9 where all guests' names are taken, they are numbered", async () => {
  const world = new World();
  for (const name of guests) await world.person(name);
  const [own = ""] = names(await guest(world));
  expect(["Guest Fir 2", "Guest Elm 2"]).toContain(own);
});

test("AC9 who was here before keeps the name", async () => {
  const world = new World();
  const room = await guest(world);
  await world.clock.advance(10_000);
  await world.person("Guest Fir");
  await world.clock.advance(1_000);
  expect(room.snapshot().you?.name).toBe("Guest Fir");
});

test("AC9 who comes back to find another under their name takes another", async () => {
  const world = new World();
  const room = await guest(world);
  await world.clock.advance(6 * 60_000);
  expect(room.snapshot().status.name).toBe("sleeping");
  await world.person("Guest Fir");
  room.touch();
  await world.clock.advance(1_000);
  expect(names(room)).toEqual(["Guest Elm", "Guest Fir"]);
});

test("AC9 a name that the page sets is kept, whoever else has it", async () => {
  const world = new World();
  await world.person("Anna");
  const room = await guest(world, "Anna");
  expect(names(room)).toEqual(["Anna", "Anna"]);
  expect(kept.get("homstyle.guest")).toBe("Guest Fir");
});

test("AC9 of two people who chose the same name, the later one has a number, in this room alone", async () => {
  const world = new World();
  await world.person("Anna");
  rename("", "Anna");
  expect(names(await guest(world, undefined, "room-1"))).toEqual(["Anna 2", "Anna"]);
  expect(nameOf()).toBe("Anna");
  expect(nameIn("room-2", "Anna")).toBe("Anna");
});

test("AC9 a third Anna is the third", async () => {
  const world = new World();
  for (const name of ["Anna", "Anna 2"]) await world.person(name);
  rename("", "Anna");
  const [own] = names(await guest(world, undefined, "room-3"));
  expect(own).toBe("Anna 3");
});

test("AC9 who is here keeps a chosen name when another comes with it right away", async () => {
  const world = new World();
  rename("", "Anna");
  const room = await guest(world, undefined, "room-4");
  await world.person("Anna");
  await world.clock.advance(1_000);
  expect(room.snapshot().you?.name).toBe("Anna");
});
