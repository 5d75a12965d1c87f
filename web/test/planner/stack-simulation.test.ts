// Several people at once on an unreliable connection, among tables with things on them: carriers are moved,
// turned, removed, replaced by higher ones and taken back, while others hold what stands on them.

import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pieceOf } from "../../src/catalog/piece.ts";
import { type Item, isLive } from "../../src/client/protocol.ts";
import { carrierOf } from "../../src/furniture/carriers.ts";
import { item, World } from "../fake/world.ts";
import { catalog, noKeys, Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const furniture = [
  item("rack", { product: "rack", variant: "low", x: 1500, y: 1500 }),
  item("table", { product: "long-table", variant: "sand", x: 3500, y: 2200 }),
  item("box", { product: "box", variant: "sand", x: 1400, y: 1500, z: 700 }),
  item("plant", { product: "pot", variant: "sand", x: 1400, y: 1450, z: 1400 }),
  item("lamp", { product: "light", variant: "sand", x: 1750, y: 1600, z: 700 }),
  item("other", { product: "light", variant: "sand", x: 3000, y: 2200, z: 700 }),
];
const carriers = ["rack", "table", "box"] as const;
const ids = furniture.map(({ id }) => id);

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom("move", "hold", "let go", "turn", "remove", "variant", "undo", "redo", "cut", "wait"),
  id: fc.constantFrom(...ids),
  dx: fc.integer({ min: -1500, max: 1500 }),
  dy: fc.integer({ min: -1500, max: 1500 }),
  ms: fc.integer({ min: 0, max: 6000 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(world: World, one: Someone, { what, id, dx, dy, ms }: Step): Promise<void> {
  const there = one.planner.scene().items.get(id);
  switch (what) {
    case "move":
    case "hold":
      one.do.pointerUp(false);
      if (!there) return;
      one.do.pointerDown(id, [there.x, there.y], noKeys);
      one.do.pointerMove([there.x + dx, there.y + dy], noKeys);
      if (what === "move") one.do.pointerUp(false);
      return;
    case "let go":
      return one.do.pointerUp(ms % 3 === 0);
    case "turn":
      one.do.select([id]);
      return one.do.turn(dx % 180);
    case "remove":
      one.do.select([id]);
      return one.do.remove();
    case "variant":
      one.do.select(["rack"]);
      return one.do.setVariant(ms % 2 === 0 ? "high" : "low");
    case "undo":
      return one.do.undo();
    case "redo":
      return one.do.redo();
    case "cut":
      return world.server.cut();
    case "wait":
      await vi.advanceTimersByTimeAsync(ms);
      await world.clock.advance(ms);
  }
}

async function settle(world: World, people: readonly Someone[]): Promise<void> {
  world.server.lose = () => false;
  await world.clock.advance(15_000);
  for (const one of people) {
    one.do.pointerUp(false);
    await one.rest();
  }
  // A client that missed a `joined` learns of the peer by its first event; a digest each minute mends the rest.
  for (const { person } of people) person.room.point(1, 1);
  await vi.advanceTimersByTimeAsync(5_000);
  await world.clock.advance(150_000);
}

const shape = ({ id, version, variant, x, y, z, rotation }: Item) => [
  id,
  version,
  variant,
  x,
  y,
  z,
  rotation,
];
const rowsOf = (world: World) => [...world.server.table.rows.values()].filter(isLive);

function endsEqual(world: World, people: readonly Someone[]): void {
  const table = rowsOf(world).map(shape).sort();
  for (const { planner } of people) {
    const { items } = planner.room.snapshot();
    expect([...items.values()].map((view) => shape({ ...view, token: 0 })).sort()).toEqual(table);
    expect([...items.values()].filter(({ lock }) => lock.state !== "free" && lock.state !== "lost")).toEqual(
      [],
    );
    expect(planner.scene().pendingChanges).toBe(0);
  }
  const held = rowsOf(world).filter(
    (row) => row.holder !== undefined && (row.expiresAt ?? 0) > world.clock.now(),
  );
  expect(held).toEqual([]);
}

/** Returns the items above the floor that stand on nothing. */
function floating(world: World): string[] {
  const find = pieceOf(catalog, "en");
  const items = rowsOf(world).map((row) => ({ id: row.id, place: row, piece: find(row) }));
  return items.filter((one) => one.place.z > 0 && carrierOf(one, items) === undefined).map(({ id }) => id);
}

test("ST2 ST3 ST4 SY6 all end with the table and without locks, whoever moves carriers while others hold what is on them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 16 }),
      fc.infiniteStream(fc.nat(3)),
      async (steps, losses) => {
        const world = new World(...furniture);
        const people: Someone[] = [];
        for (const name of ["Anna", "Bo", "Cleo"]) people.push(await Someone.come(world, name));
        // A quarter of the events and answers is lost, and frames overtake others.
        world.server.lose = (m) => "type" in m && m.type !== "state" && losses.next().value === 0;
        for (const { person } of people) person.network.late = () => 60 * (losses.next().value ?? 0);
        for (const each of steps) {
          const one = people[each.who];
          if (one) await play(world, one, each);
          await world.clock.advance(30);
        }
        await settle(world, people);
        endsEqual(world, people);
        for (const { planner } of people) planner.close();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test("ST2 ST3 ST4 nothing floats if one person moves, turns, removes and replaces carriers, whatever others hold", async () => {
  const one = fc.record({
    ...{ who: fc.constant(0), id: fc.constantFrom(...carriers, "lamp", "plant") },
    what: fc.constantFrom("move", "turn", "remove", "variant", "undo", "redo", "cut"),
    dx: fc.integer({ min: -1500, max: 1500 }),
    dy: fc.integer({ min: -1500, max: 1500 }),
    ms: fc.integer({ min: 0, max: 3000 }),
  });
  const holding = fc.record({
    id: fc.constantFrom(...ids),
    steps: fc.array(one as typeof step, { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(holding, { maxLength: 4 }), async (rounds) => {
      const world = new World(...furniture);
      const anna = await Someone.come(world, "Anna");
      const bo = await Someone.come(world, "Bo");
      for (const { id, steps } of rounds) {
        const there = bo.planner.scene().items.get(id);
        // Bo takes something in the hand, and puts it back.
        if (there) bo.do.pointerDown(id, [there.x, there.y], noKeys);
        if (there) bo.do.pointerMove([there.x + 60, there.y], noKeys);
        await world.clock.advance(100);
        for (const each of steps) {
          await play(world, anna, each);
          await anna.rest();
        }
        bo.do.escape();
        bo.do.pointerUp(true);
        await bo.rest();
      }
      await settle(world, [anna, bo]);
      endsEqual(world, [anna, bo]);
      expect(floating(world)).toEqual([]);
      for (const { planner } of [anna, bo]) planner.close();
    }),
    { numRuns: 40 },
  );
}, 60_000);
