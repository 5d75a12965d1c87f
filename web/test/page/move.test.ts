import { expect, test } from "vitest";
import type { Place } from "../../src/client/index.ts";
import { isLive } from "../../src/client/protocol.ts";
import { Move } from "../../src/page/move.ts";
import { item, type Person, World } from "../fake/world.ts";

const there = { x: 3000, y: 2000, rotation: 45 };

function begin({ room }: Person) {
  const previews: (Place | undefined)[] = [];
  const failures: string[] = [];
  const move = new Move(
    room,
    "sofa-1",
    { x: 1000, y: 1000, rotation: 0 },
    {
      preview: (place) => previews.push(place),
      failed: (error) => failures.push("code" in error ? error.code : String(error)),
    },
  );
  return { move, previews, failures };
}

function stored(world: World) {
  const row = world.server.table.rows.get("sofa-1");
  return row && isLive(row) ? row : undefined;
}

test("CL1 the hand does not wait: a place is shown before the lease is granted, and stored after", async () => {
  const world = new World(item("sofa-1"));
  const anna = await world.person("Anna");
  const { move, previews } = begin(anna);
  move.to(there);
  expect(previews).toEqual([there]);
  move.drop();
  await world.clock.advance(300);
  expect(previews.at(-1)).toBeUndefined();
  expect(stored(world)).toMatchObject(there);
  expect(stored(world)?.holder).toBeUndefined();
});

test("LK5 a move that is called off before it was granted still releases", async () => {
  const world = new World(item("sofa-1"));
  const anna = await world.person("Anna");
  const { move } = begin(anna);
  move.to(there);
  move.cancel();
  await world.clock.advance(300);
  expect(stored(world)).toEqual(item("sofa-1", { token: 1 }));
});

test("LK3 a refused grab takes the preview back and says why", async () => {
  const world = new World(item("sofa-1"));
  const anna = await world.person("Anna");
  const bo = await world.person("Bo");
  begin(anna);
  await world.clock.advance(100);
  const { move, previews, failures } = begin(bo);
  move.to(there);
  await world.clock.advance(100);
  expect(previews.at(-1)).toBeUndefined();
  expect(failures).toEqual(["held"]);
  expect(move.over).toBe(true);
});
