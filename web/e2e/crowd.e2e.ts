// A room of more than 200 people: the viewers get bundles.

import { expect, onTestFinished } from "vitest";
import { fill } from "./crowd.ts";
import { House, type Piece, test } from "./fixture.ts";

const sofa: Piece = ["sofa.klinte", { x: 1500, y: 1000, z: 0, rotation: 0 }];

test("BC8 CL11 each of 200 viewers sees what one person does, and no lock", async ({ browserPath }) => {
  // A stack of its own: when all leave at once, it is busy for seconds.
  const house = await House.open(browserPath);
  onTestFinished(() => house.close());
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const watchers = await fill(house, room, 200);
  const anna = await house.visit(room, "Anna");
  const bo = await house.visit(room, "Bo");
  const vera = await house.visit(room, "Vera", { role: "viewer" });
  for (const { heard } of watchers) heard.clear();

  await anna.grab(id);
  await expect.poll(() => bo.lock(id)).toBe("held by Anna");
  await anna.point([3000, 2600]);
  await expect.poll(async () => (await vera.cursor())?.name).toBe("Anna");
  expect(await vera.lock(id)).toBe("free");
  await anna.drop();
  const dropped = await anna.place(id);
  expect(dropped).not.toEqual(sofa[1]);
  for (const other of [bo, vera]) await expect.poll(() => other.place(id)).toEqual(dropped);

  const seen = (type: string) => watchers.filter(({ heard }) => heard.has(type)).length;
  await expect.poll(() => seen("bundled moved")).toBe(watchers.length);
  expect(seen("bundled cursor")).toBe(watchers.length);
  for (const type of ["moved", "cursor", "locked", "unlocked", "bundled locked", "bundled unlocked"]) {
    expect([type, seen(type)]).toEqual([type, 0]);
  }
  expect((await house.stack.stored(room)).get(id)).toMatchObject(dropped ?? {});
});
