import { describe, expect, test } from "vitest";
import { acquire as begin, edit, settled } from "../../src/client/changes.ts";
import { CommandError, type Drag } from "../../src/client/index.ts";
import { isLive } from "../../src/client/protocol.ts";
import { item, type Person, World } from "../fake/world.ts";

const place = { x: 2000, y: 1500, z: 0, rotation: 90 };

function shown({ room }: Person, id: string) {
  return room.snapshot().items.get(id);
}

function lock(person: Person, id: string) {
  return shown(person, id)?.lock;
}

function stored(world: World, id: string) {
  const row = world.server.table.rows.get(id);
  return row && isLive(row) ? row : undefined;
}

/** Starts a drag and advances the clock until the leases are granted. */
async function grab(world: World, { room }: Person, ...ids: string[]): Promise<Drag> {
  const drag = begin(room, ids);
  await world.clock.advance(100);
  return drag;
}

function update({ room }: Person, id: string, variant: string): Promise<void> {
  return settled(edit(room, [{ kind: "change", id, change: { variant } }]));
}

function remove({ room }: Person, id: string): Promise<void> {
  return settled(edit(room, [{ kind: "remove", id }]));
}

function notices({ events }: Person) {
  return events.flatMap((e) => (e.type === "notice" ? [e.notice] : []));
}

/** Returns the code with which a promise is rejected after `ms`, `none` if it is fulfilled. */
async function refusal(world: World, promise: Promise<unknown>, ms = 200): Promise<string> {
  const code = promise.then(
    () => "none",
    (e: unknown) => (e instanceof CommandError ? e.code : String(e)),
  );
  await world.clock.advance(ms);
  return code;
}

test("SY1 a room opens with its items, plan and peers", async () => {
  const world = new World(item("sofa-1"), item("lamp_2"));
  const anna = await world.person("Anna");
  const { ready, status, items, plan, you } = anna.room.snapshot();
  expect(ready).toBe(true);
  expect(status.name).toBe("online");
  expect([...items.keys()]).toEqual(["sofa-1", "lamp_2"]);
  expect(plan.name).toBe("Vardagsrum");
  expect(you?.name).toBe("Anna");
});

describe("commands", () => {
  test("CL1 an edit is shown at once", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    void update(anna, "sofa-1", "red");
    expect(shown(anna, "sofa-1")?.variant).toBe("red");
    expect(stored(world, "sofa-1")?.variant).toBe("grey");
    await world.clock.advance(200);
    expect(stored(world, "sofa-1")?.variant).toBe("red");
  });

  test("CL1 a refused edit is rolled back, and the refusal's rows are taken", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    world.server.put(item("sofa-1", { version: 7, variant: "blue" }));
    const answer = update(anna, "sofa-1", "red");
    expect(await refusal(world, answer)).toBe("conflict");
    expect(shown(anna, "sofa-1")).toMatchObject({ variant: "blue", version: 7 });
  });

  test("CL1 unanswered for 5 s, the same command goes again with the same op", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    world.loseEvents(anna.id, "ack");
    const answer = update(anna, "sofa-1", "red");
    await world.clock.advance(4_900);
    expect(world.count(anna.id, "edit")).toBe(1);
    world.server.lose = () => false;
    await world.clock.advance(200);
    await answer;
    const edits = world.server.heard.filter((h) => h.command.action === "edit");
    expect(edits).toHaveLength(2);
    expect(edits[0]?.command).toEqual(edits[1]?.command);
    expect(stored(world, "sofa-1")?.version).toBe(2);
  });

  test("CL1 a command survives a lost connection, and is carried out once", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    world.loseEvents(anna.id, "ack");
    const answer = update(anna, "sofa-1", "red");
    await world.clock.advance(50);
    world.server.cut();
    world.server.lose = () => false;
    await world.clock.advance(2_000);
    await answer;
    expect(stored(world, "sofa-1")).toMatchObject({ variant: "red", version: 2 });
  });

  test("CL1 what is asked before the first state goes when it has come", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.open("Anna");
    await grab(world, anna, "sofa-1");
    expect(stored(world, "sofa-1")?.holder).toBe(anna.id);
    expect(world.server.heard.map((h) => h.command.action)).toEqual(["sync", "lock"]);
  });

  test("CL7 commands of one item wait for each other, so that none is overtaken", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": place });
    void drag.drop();
    begin(anna.room, ["sofa-1"]);
    expect(shown(anna, "sofa-1")).toMatchObject(place);
    await world.clock.advance(200);
    expect(stored(world, "sofa-1")).toMatchObject({ ...place, token: 2, holder: anna.id });
    const kinds = world.server.heard.map((h) => h.command.action);
    expect(kinds).toEqual(["sync", "lock", "move", "lock"]);
  });

  test("ED2 an update right after an add carries the version that the add made", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    edit(anna.room, [{ kind: "add", item: { id: "rug-1", product: "rug.round", variant: "", ...place } }]);
    const id = "rug-1";
    expect(shown(anna, id)?.tentative).toBe(true);
    const updated = update(anna, id, "blue");
    await world.clock.advance(300);
    await updated;
    expect(stored(world, id)).toMatchObject({ variant: "blue", version: 2 });
  });

  test("ED2 removing what is not there is not_found, without asking", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    expect(await refusal(world, remove(anna, "ghost"))).toBe("not_found");
    expect(world.count(anna.id, "edit")).toBe(0);
  });

  test("ED4 a plan is shown at once and stored with its version", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    const { version: _, ...plan } = anna.room.snapshot().plan;
    void edit(anna.room, [{ kind: "plan", plan: { ...plan, name: "Sovrum" } }]);
    expect(anna.room.snapshot().plan.name).toBe("Sovrum");
    await world.clock.advance(200);
    expect(world.server.table.plan).toMatchObject({ name: "Sovrum", version: 2 });
  });

  test("AC7 a viewer is refused before anything is sent", async () => {
    const world = new World(item("sofa-1"));
    const vera = await world.person("Vera", "viewer");
    expect(await refusal(world, settled(begin(vera.room, ["sofa-1"])))).toBe("forbidden");
    expect(await refusal(world, remove(vera, "sofa-1"))).toBe("forbidden");
    expect(world.server.heard.map((h) => h.command.action)).toEqual(["sync"]);
  });

  test("leaving rejects what is unanswered", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const answer = update(anna, "sofa-1", "red");
    anna.room.close();
    expect(await refusal(world, answer)).toBe("closed");
    expect(anna.room.snapshot().status).toEqual({ name: "closed", reason: "left" });
  });
});

describe("drags", () => {
  test("CL6 a grabbed item is mine at once here, and held by name there", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    begin(anna.room, ["sofa-1"]);
    expect(lock(anna, "sofa-1")).toEqual({ state: "mine" });
    await world.clock.advance(100);
    expect(lock(anna, "sofa-1")).toMatchObject({ state: "mine", expiresAt: expect.any(Number) });
    expect(lock(bo, "sofa-1")).toMatchObject({ state: "held", name: "Anna", holder: anna.id });
  });

  test("LK3 a grab of what another holds is refused and names the holder", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    await grab(world, anna, "sofa-1");
    world.loseEvents(bo.id, "locked");
    expect(await refusal(world, settled(begin(bo.room, ["sofa-1"])))).toBe("held");
    expect(lock(bo, "sofa-1")).toMatchObject({ state: "held", name: "Anna" });
  });

  test("LK6 a grab of several items is all or nothing", async () => {
    const world = new World(item("a"), item("b"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    await grab(world, anna, "a");
    expect(await refusal(world, settled(begin(bo.room, ["a", "b"])))).toBe("held");
    expect(stored(world, "b")?.holder).toBeUndefined();
  });

  test("LK4 a drag is renewed every 5 s for as long as it lasts", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await grab(world, anna, "sofa-1");
    await world.clock.advance(60_000);
    expect(lock(anna, "sofa-1")?.state).toBe("mine");
    const renewals = world.server.heard.filter(({ command: c }) => c.action === "lock" && c.mode === "renew");
    expect(renewals.length).toBeGreaterThanOrEqual(11);
  });

  test("MV1 a drop stores the place and frees the item, in one command", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": { x: 2000.4, y: 1499.6, z: 0, rotation: 450 } });
    const dropped = drag.drop();
    expect(shown(anna, "sofa-1")).toMatchObject(place);
    await world.clock.advance(200);
    await dropped;
    expect(drag.state).toBe("stored");
    expect(shown(bo, "sofa-1")).toMatchObject({ ...place, lock: { state: "free" } });
    expect(world.count(anna.id, "move")).toBe(1);
  });

  test("LK5 a drag that moved nothing only releases, and makes no version", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "sofa-1");
    void drag.drop();
    await world.clock.advance(200);
    expect(stored(world, "sofa-1")).toEqual(item("sofa-1", { token: 1 }));
  });

  test("MV3 a drop of several items is one command", async () => {
    const world = new World(item("a"), item("b"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "a", "b");
    drag.to({ a: place });
    void drag.drop();
    await world.clock.advance(200);
    expect(world.count(anna.id, "move")).toBe(1);
    expect(stored(world, "a")).toMatchObject(place);
    expect(stored(world, "b")?.holder).toBeUndefined();
  });

  test("MV2 a holder that was frozen finds its write refused, and is shown lost", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": place });
    world.server.lose = (_, peer) => peer === anna.id;
    await world.clock.advance(12_000);
    anna.network.up = false;
    world.clock.freeze(4_000);
    const bo = await world.person("Bo");
    await grab(world, bo, "sofa-1");
    world.server.lose = () => false;
    anna.network.up = true;
    void drag.drop();
    expect(await refusal(world, settled(drag), 12_000)).toBe("lost");
    expect(drag.state).toBe("lost");
    expect(shown(anna, "sofa-1")).toMatchObject({ x: 1000, y: 1000 });
    expect(notices(anna)).toContainEqual({ kind: "lost", ids: ["sofa-1"], name: "Bo" });
  });

  test("CL10 every drag ends when the room is left, held or not", async () => {
    const world = new World(item("a"), item("b"), item("c"));
    const anna = await world.person("Anna");
    const held = await grab(world, anna, "a");
    const dropped = await grab(world, anna, "b");
    dropped.to({ b: place });
    void dropped.drop();
    const asked = begin(anna.room, ["c"]);
    anna.room.close();
    const late = begin(anna.room, ["a"]);
    for (const drag of [held, dropped, asked, late]) {
      expect(await drag.done).toMatchObject({ end: "lost", error: { code: "closed" } });
    }
    expect(notices(anna)).toEqual([]);
  });

  test("CL10 a lease that ended is had again, and the drop goes with it", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": place });
    world.clock.freeze(16_000);
    void drag.drop();
    await world.clock.advance(300);
    expect(await drag.done).toEqual({ end: "stored" });
    expect(stored(world, "sofa-1")).toMatchObject({ ...place, version: 2, token: 2 });
    expect(stored(world, "sofa-1")?.holder).toBeUndefined();
  });

  test("CL6 an item another took meanwhile is shown lost, and as held after a while", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    const drag = await grab(world, anna, "sofa-1");
    world.clock.freeze(16_000);
    await grab(world, bo, "sofa-1");
    expect(drag.state).toBe("lost");
    expect(lock(anna, "sofa-1")).toEqual({ state: "lost", name: "Bo" });
    await world.clock.advance(8_000);
    expect(lock(anna, "sofa-1")).toMatchObject({ state: "held", name: "Bo" });
  });

  test("CL6 a lease whose renewals do not get through is shown expiring", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await grab(world, anna, "sofa-1");
    world.server.lose = (m) => "action" in m && m.action === "lock";
    await world.clock.advance(9_800);
    expect(lock(anna, "sofa-1")?.state).toBe("mine");
    await world.clock.advance(400);
    expect(lock(anna, "sofa-1")?.state).toBe("expiring");
  });
});

describe("others", () => {
  test("PR4 a preview is believed from the holder under its token, and from nobody else", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": place });
    await world.clock.advance(300);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...place, tentative: true });
    const token = stored(world, "sofa-1")?.token ?? 0;
    const lie = { id: "sofa-1", x: 1, y: 1, z: 0, rotation: 0 };
    world.server.broadcast({ type: "cursor", peer: "p-liar", points: [], drag: [{ ...lie, token }] });
    await world.clock.advance(50);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...place, tentative: true });
    const old = { ...lie, token: token - 1 };
    world.server.broadcast({ type: "cursor", peer: anna.id, points: [], drag: [old] }, anna.id);
    await world.clock.advance(50);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...place, tentative: true });
  });

  test("PR7 a drag is played back to the others, never to who drags, and ends with the lease", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    const drag = await grab(world, anna, "sofa-1");
    const seen: number[] = [];
    for (let x = 1_000; x <= 2_000; x += 20) {
      anna.room.point(x, 1_000);
      drag.to({ "sofa-1": { x, y: 1_000, z: 0, rotation: 0 } });
      expect(anna.room.previews()).toEqual([]);
      expect(shown(anna, "sofa-1")?.x).toBe(x);
      await world.clock.advance(16);
      seen.push(...bo.room.previews().map((preview) => preview.x));
    }
    await world.clock.advance(500);
    expect(bo.room.previews()).toEqual([
      { id: "sofa-1", x: 2_000, y: 1_000, z: 0, rotation: 0, moving: false },
    ]);
    const steps = seen.slice(1).map((x, i) => x - (seen[i] ?? 0));
    expect(steps.length).toBeGreaterThan(30);
    expect(Math.max(...steps)).toBeLessThan(40);
    void drag.drop();
    await world.clock.advance(500);
    expect(bo.room.previews()).toEqual([]);
    expect(shown(bo, "sofa-1")).toMatchObject({ x: 2_000, y: 1_000 });
  });

  test("PR4 a resting hand's preview reaches who lost it, who got an older one after it, and who came later", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const drag = await grab(world, anna, "sofa-1");
    drag.to({ "sofa-1": place });
    await world.clock.advance(300);
    const bo = await world.person("Bo");
    await world.clock.advance(2_500);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...place, tentative: true });

    world.loseEvents(bo.id, "cursor");
    const further = { x: 3000, y: 2500, z: 0, rotation: 90 };
    drag.to({ "sofa-1": further });
    await world.clock.advance(300);
    expect(shown(bo, "sofa-1")).toMatchObject(place);
    world.loseEvents(bo.id);
    await world.clock.advance(2_500);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...further, tentative: true });

    const token = stored(world, "sofa-1")?.token ?? 0;
    const late = { id: "sofa-1", ...place, token };
    world.server.broadcast({ type: "cursor", peer: anna.id, points: [], drag: [late] }, anna.id);
    await world.clock.advance(50);
    expect(shown(bo, "sofa-1")).toMatchObject(place);
    await world.clock.advance(2_500);
    expect(shown(bo, "sofa-1")).toMatchObject({ ...further, tentative: true });
  });

  test("PR6 a peer alone sends no cursor; in company it sends batches", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    anna.room.point(10, 10);
    await world.clock.advance(1_000);
    expect(world.count(anna.id, "cursor")).toBe(0);
    const bo = await world.person("Bo");
    for (let i = 0; i < 60; i++) {
      anna.room.point(i * 10, 0);
      await world.clock.advance(16);
    }
    await world.clock.advance(200);
    expect(world.count(anna.id, "cursor")).toBeGreaterThanOrEqual(4);
    expect(world.count(anna.id, "cursor")).toBeLessThanOrEqual(9);
    await world.clock.advance(1_000);
    expect(bo.room.cursors()).toEqual([{ peer: anna.id, x: 590, y: 0, moving: false }]);
  });

  test("PR6 a hand that rests when presence begins to be shared is shown, a finger that was lifted is not", async () => {
    const world = new World();
    world.shares = false;
    const [anna, bo] = [await world.person("Anna"), await world.person("Bo")];
    anna.room.point(700, 300);
    bo.room.point(10, 10);
    bo.room.lift();
    world.share(anna.room);
    await world.clock.advance(500); // Anna's cursor is received before Bo's page has the code to show it
    world.share(bo.room);
    await world.clock.advance(500);
    expect(bo.room.cursors()).toEqual([{ peer: anna.id, x: 700, y: 300, moving: false }]);
    expect(anna.room.cursors()).toEqual([]);
  });

  test("PR1 people come and go, with their cursors", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna", "Bo"]);
    bo.room.point(5, 5);
    await world.clock.advance(500);
    bo.room.close();
    await world.clock.advance(100);
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna"]);
    expect(anna.room.cursors()).toEqual([]);
  });
});

describe("staying the same", () => {
  test("SY3 a lost event is made good by the next digest sync while others are present", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    world.loseEvents(bo.id, "edited");
    void update(anna, "sofa-1", "red");
    await world.clock.advance(1_000);
    expect(shown(bo, "sofa-1")?.variant).toBe("grey");
    await world.clock.advance(60_000);
    expect(shown(bo, "sofa-1")?.variant).toBe("red");
  });

  test("SY3 a peer alone asks nothing", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await world.clock.advance(4 * 60_000);
    expect(world.count(anna.id, "sync")).toBe(1);
  });

  test("SY3 an equal digest is answered by an ack, and nothing changes", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await world.person("Bo");
    const before = anna.room.snapshot().items;
    await world.clock.advance(61_000);
    expect(world.count(anna.id, "sync")).toBe(2);
    expect(anna.room.snapshot().items).toEqual(before);
  });

  test("SY3 an equal digest's ack tells who is there", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    world.loseEvents(anna.id, "left");
    const bo = await world.person("Bo");
    await world.person("Cleo");
    bo.room.close();
    await world.clock.advance(61_000);
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna", "Cleo"]);
  });

  test("SY3 a lease that ends without an event is asked about at once, and shown free", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    await grab(world, anna, "sofa-1");
    world.server.lose = (_, peer) => peer === anna.id;
    const asked = world.count(bo.id, "sync");
    await world.clock.advance(15_200);
    expect(lock(bo, "sofa-1")?.state).toBe("free");
    expect(world.count(bo.id, "sync")).toBe(asked + 1);
  });

  test("SY3 an event about an unknown item is taken, and asked about", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    await world.clock.advance(6_000);
    world.server.broadcast({ type: "moved", peer: "p-bo", items: [item("new", { version: 2 })] });
    await world.clock.advance(10);
    expect(world.count(anna.id, "sync")).toBe(1);
    await world.clock.advance(100);
    expect(world.count(anna.id, "sync")).toBe(2);
  });

  test("SY3 somebody unknown who does something is asked about", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    world.loseEvents(anna.id, "joined");
    const bo = await world.person("Bo");
    await world.clock.advance(5_000);
    expect(anna.room.snapshot().peers).toHaveLength(1);
    bo.room.point(1, 1);
    await world.clock.advance(500);
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna", "Bo"]);
  });

  test("SY3 PR6 in a crowd the unknown are not asked about, and a viewer keeps its cursor to itself", async () => {
    const world = new World();
    const vera = await world.person("Vera", "viewer");
    const anna = await world.person("Anna");
    for (let n = 0; n < 198; n++) {
      const peer = { id: `p-${n}`, name: `P${n}`, role: "viewer", colour: 0 } as const;
      world.server.broadcast({ type: "joined", peer }, peer.id);
    }
    await world.clock.advance(6_000);
    const asked = world.count(anna.id, "sync");
    world.server.broadcast({ type: "cursor", peer: "p-unlisted", points: [] });
    vera.room.point(1, 1);
    anna.room.point(1, 1);
    await world.clock.advance(3_000);
    expect(world.count(anna.id, "sync")).toBe(asked);
    expect(world.count(vera.id, "cursor")).toBe(0);
    expect(world.count(anna.id, "cursor")).toBe(1);
  });

  test("SY3 PR1 a reload whose joined overtook its left is asked about", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    world.server.broadcast({ type: "left", peer: bo.id }, bo.id);
    await world.clock.advance(100);
    expect(anna.room.snapshot().peers).toHaveLength(1);
    await world.clock.advance(5_000);
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna", "Bo"]);
  });

  test("SY3 who leaves after a while is taken at their word", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    const bo = await world.person("Bo");
    await world.clock.advance(10_000);
    bo.room.close();
    await world.clock.advance(10_000);
    expect(world.count(anna.id, "sync")).toBe(1);
    expect(anna.room.snapshot().peers.map((p) => p.name)).toEqual(["Anna"]);
  });

  test("SY6 after a reconnect the copy is the table again", async () => {
    const world = new World(item("a"), item("b"));
    const anna = await world.person("Anna");
    anna.network.up = false;
    world.server.cut();
    world.server.table.rows.delete("a");
    world.server.put(item("b", { version: 5, x: 77 }));
    world.server.put(item("c"));
    await world.clock.advance(5_000);
    anna.network.up = true;
    await world.clock.advance(11_000);
    expect([...anna.room.snapshot().items.keys()]).toEqual(["b", "c"]);
    expect(shown(anna, "b")?.x).toBe(77);
  });

  test("CL9 an unreadable row is reported, and the rest goes on", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    world.server.broadcast({ type: "edited", peer: "p", items: [item("bad", { x: 0.5 }), item("good")] });
    await world.clock.advance(100);
    expect([...anna.room.snapshot().items.keys()]).toEqual(["good"]);
    expect(notices(anna)).toMatchObject([{ kind: "unreadable", failure: { path: "items[0].x" } }]);
  });
});

describe("the connection", () => {
  test("CL1 a room that was closed knows how many changes were not stored", async () => {
    const world = new World(item("sofa"));
    const anna = await world.person("Anna");
    edit(anna.room, [{ kind: "change", id: "sofa", change: { variant: "moss" } }]);
    anna.network.up = false;
    anna.room.close();
    await world.clock.advance(1_000);
    expect(anna.room.pending).toBe(1);
    const bo = await world.person("Bo");
    await Promise.all([remove(bo, "sofa"), world.clock.advance(200)]);
    bo.room.close();
    expect(bo.room.pending).toBe(0);
  });

  test("CL1 CL2 a page that comes back sends what waited, with its own id and rising ops", async () => {
    const world = new World(item("sofa"));
    const anna = await world.person("Anna");
    const { id } = anna;
    anna.room.suspend();
    const stored = update(anna, "sofa", "moss");
    await world.clock.advance(1_000);
    expect(world.server.connections).toBe(0);
    expect(anna.room.snapshot().status.name).toBe("sleeping");
    expect(await anna.room.resume()).toBe(true);
    await Promise.all([stored, world.clock.advance(1_000)]);
    expect(anna.id).toBe(id);
    expect(world.server.table.rows.get("sofa")).toMatchObject({ variant: "moss" });
  });

  test("a room connects again under another name, as the same peer", async () => {
    const world = new World(item("sofa"));
    const anna = await world.person("Anna");
    const { id } = anna;
    const asked = world.tokensAsked;
    anna.room.renew();
    await world.clock.advance(500);
    expect(world.tokensAsked).toBe(asked + 1);
    expect(anna.room.snapshot().status.name).toBe("online");
    expect(anna.id).toBe(id);
    expect(world.server.connections).toBe(1);
  });

  test("PR2 a superseded tab closes and does not come back", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    const tab = anna.storage.getItem("homstyle.tab") ?? "";
    const claims = { sub: "anna", name: "Anna", role: "editor" } as const;
    const again = world.server.connect(claims, tab, { send: () => {}, close: () => {} });
    again.receive(JSON.stringify({ action: "sync", op: 100 }));
    await world.clock.advance(60_000);
    expect(anna.room.snapshot().status).toEqual({ name: "closed", reason: "superseded" });
    expect(world.server.connections).toBe(1);
  });

  test.each([
    ["AC11 CL3", "token_revoked", "revoked"],
    ["AC13 CL3", "client_too_old", "outdated"],
  ] as const)("%s %s ends the room for this tab, as %s", async (_, code, reason) => {
    const world = new World();
    const anna = await world.person("Anna");
    world.server.broadcast({ type: "error", op: 0, code, message: "", retry: false });
    await world.clock.advance(60_000);
    expect(anna.room.snapshot().status).toEqual({ name: "closed", reason });
    expect(notices(anna)).toEqual([]);
    expect(world.server.connections).toBe(0);
  });

  test("AC6 an ended token is replaced, and the command goes through", async () => {
    const world = new World(item("sofa-1"));
    world.tokensEnd = world.clock.now() + 10_000;
    const anna = await world.person("Anna");
    await world.clock.advance(11_000);
    world.tokensEnd = undefined;
    const answer = update(anna, "sofa-1", "red");
    await world.clock.advance(500);
    await answer;
    expect(world.tokensAsked).toBe(2);
    expect(stored(world, "sofa-1")?.variant).toBe("red");
  });

  test("CL4 a hidden tab releases what it holds, sleeps, and wakes at a touch with nothing lost", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await grab(world, anna, "sofa-1");
    anna.room.visible(false);
    await world.clock.advance(61_000);
    expect(anna.room.snapshot().status.name).toBe("sleeping");
    expect(stored(world, "sofa-1")?.holder).toBeUndefined();
    expect(world.server.connections).toBe(0);
    world.server.put(item("sofa-1", { version: 9, x: 3 }));
    anna.room.touch();
    await world.clock.advance(500);
    expect(anna.room.snapshot().status.name).toBe("online");
    expect(shown(anna, "sofa-1")?.x).toBe(3);
  });

  test("CL4 a command wakes a sleeping tab", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    await world.clock.advance(5 * 60_000 + 3_000);
    expect(anna.room.snapshot().status.name).toBe("sleeping");
    const answer = update(anna, "sofa-1", "red");
    await world.clock.advance(500);
    await answer;
    expect(stored(world, "sofa-1")?.variant).toBe("red");
  });

  test("CL5 a watched but quiet connection is pinged", async () => {
    const world = new World();
    const anna = await world.person("Anna");
    for (let minute = 0; minute < 11; minute++) {
      anna.room.touch();
      await world.clock.advance(60_000);
    }
    expect(world.count(anna.id, "ping")).toBe(2);
    expect(anna.room.snapshot().status.name).toBe("online");
  });

  test("a connection on which nothing comes back is dropped and made anew", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    world.server.lose = () => true;
    const answer = update(anna, "sofa-1", "red");
    await world.clock.advance(10_200);
    world.server.lose = () => false;
    await world.clock.advance(2_000);
    await answer;
    expect(anna.network.attempts).toBe(2);
  });

  test("CL3 a network that the browser lost is offline at once", async () => {
    const world = new World(item("sofa-1"));
    const anna = await world.person("Anna");
    anna.network.up = false;
    anna.room.networkOffline();
    expect(anna.room.snapshot().status.name).toBe("offline");
    edit(anna.room, [{ kind: "change", id: "sofa-1", change: { variant: "red" } }]);
    anna.network.up = true;
    anna.room.networkOnline();
    await world.clock.advance(200);
    expect(anna.room.snapshot().status.name).toBe("online");
    expect(stored(world, "sofa-1")?.variant).toBe("red");
  });

  test("CL8 a room that is not there is closed as refused, with a notice", async () => {
    const world = new World();
    let op = 0;
    world.server.lose = (m) => {
      if ("action" in m && m.action === "sync") op = m.op;
      return "type" in m && m.type === "state";
    };
    const anna = await world.person("Anna");
    const message = "There is no room vardagsrum.";
    world.server.broadcast({ type: "error", op, code: "not_found", message, retry: false });
    await world.clock.advance(60_000);
    expect(anna.room.snapshot().status).toEqual({ name: "closed", reason: "refused" });
    expect(notices(anna)).toMatchObject([{ kind: "refused", error: { code: "not_found" } }]);
  });

  test("QU1 CL8 a room that is full is closed as such, and not asked again", async () => {
    const world = new World();
    let op = 0;
    world.server.lose = (m) => {
      if ("action" in m && m.action === "sync") op = m.op;
      return "type" in m && m.type === "state";
    };
    const anna = await world.person("Anna");
    world.server.broadcast({ type: "error", op, code: "full", message: "The room is full.", retry: false });
    await world.clock.advance(60_000);
    expect(anna.room.snapshot().status).toEqual({ name: "closed", reason: "full" });
    expect(notices(anna)).toMatchObject([{ kind: "refused", error: { code: "full" } }]);
  });
});
