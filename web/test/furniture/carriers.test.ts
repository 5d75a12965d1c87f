import { describe, expect, test } from "vitest";
import { carrierOf, dropHeight, ridersOf, type Standing } from "../../src/furniture/carriers.ts";
import type { Mount } from "../../src/model/index.ts";
import { type Parts, small, standing, table } from "./standing.ts";

const shelf = { kind: "wall-shelf", size: [900, 250, 30], mount: "wall" } satisfies Parts;

describe("ST1 the carrier", () => {
  test.each<[string, Standing, string | undefined]>([
    ["has the item's z as its top", standing("lamp", 1000, 1000, 740, small), "table"],
    ["is met up to 5 mm above", standing("lamp", 1000, 1000, 745, small), "table"],
    ["is met up to 5 mm below", standing("lamp", 1000, 1000, 735, small), "table"],
    ["is not met from 6 mm above", standing("lamp", 1000, 1000, 746, small), undefined],
    ["is not met from 6 mm below", standing("lamp", 1000, 1000, 734, small), undefined],
    ["has the item's centre near its edge", standing("lamp", 1599, 1299, 740, small), "table"],
    ["does not have it beyond its edge", standing("lamp", 1601, 1000, 740, small), undefined],
    ["does not have it on the floor", standing("lamp", 1000, 1000, 0, small), undefined],
  ])("%s", (_, lamp, expected) => {
    expect(carrierOf(lamp, [table, lamp])).toBe(expected);
  });

  test("must carry", () => {
    const lamp = standing("lamp", 1000, 1000, 740, small);
    expect(carrierOf(lamp, [standing("sofa", 1000, 1000, 0, { carries: false }), lamp])).toBeUndefined();
  });

  test("is a turned one as it is turned, and a round one as it is round", () => {
    const turned = standing("turned", 1000, 1000, 0, { rotation: 90 });
    const round = standing("round", 1000, 1000, 0, { kind: "round-table", size: [1000, 1000, 740] });
    const at = (x: number, y: number, below: Standing) =>
      carrierOf(standing("lamp", x, y, 740, small), [below]);
    expect([at(1000, 1599, turned), at(1400, 1000, turned)]).toEqual(["turned", undefined]);
    expect([at(1480, 1000, round), at(1400, 1400, round)]).toEqual(["round", undefined]);
  });

  test("is the one with the nearest centre, in any order; the first by id of equal ones", () => {
    const lamp = standing("lamp", 1000, 1000, 740, small);
    const far = standing("far", 1300, 1000, 0);
    const near = standing("near", 900, 1000, 0);
    const same = standing("again", 1100, 1000, 0);
    for (const items of [
      [far, near],
      [near, far],
    ])
      expect(carrierOf(lamp, items)).toBe("near");
    for (const items of [
      [same, near],
      [near, same],
    ])
      expect(carrierOf(lamp, items)).toBe("again");
  });

  test("is never an item of the same height, however thin", () => {
    const a = standing("a", 1000, 1000, 740, { size: [300, 300, 2] });
    const b = standing("b", 1000, 1000, 740, { size: [300, 300, 2] });
    expect([carrierOf(a, [a, b]), carrierOf(b, [a, b])]).toEqual([undefined, undefined]);
  });
});

describe("dropHeight", () => {
  const above = standing("shelf", 1000, 800, 1500, shelf);
  const room = [table, above];
  test.each<[string, Mount, number, number, number, number]>([
    ["is the top under the centre", "top", 1000, 1200, Infinity, 740],
    ["is the highest of several", "top", 1000, 800, Infinity, 1530],
    ["is the highest that is not above a height", "top", 1000, 800, 1000, 740],
    ["is the floor beside all", "top", 2000, 1200, Infinity, 0],
    ["is a top for what stands on both", "floor-or-top", 1000, 1200, Infinity, 740],
    ["is the floor for what stands on floors only", "floor", 1000, 1200, Infinity, 0],
  ])("%s", (_, mount, x, y, atMost, expected) => {
    const { piece } = standing("new", x, y, 0, { ...small, mount });
    expect(dropHeight({ x, y, rotation: 0 }, piece, room, atMost)).toBe(expected);
  });

  test("puts a piece where its carrier is found", () => {
    const z = dropHeight({ x: 1000, y: 1200, rotation: 0 }, standing("new", 0, 0, 0, small).piece, room);
    expect(carrierOf(standing("new", 1000, 1200, z, small), room)).toBe("table");
  });
});

test("ST2 what stands on an item is found at every height, and nothing else", () => {
  const tray = standing("tray", 1000, 1000, 740, { size: [400, 300, 30] });
  const lamp = standing("lamp", 1000, 1000, 770, small);
  const vase = standing("vase", 1400, 1000, 740, small);
  const beside = standing("beside", 3000, 1000, 0);
  const items = [lamp, vase, beside, table, tray];
  const riders = (id: string) =>
    ridersOf(id, items)
      .map((item) => item.id)
      .sort();
  expect(riders("table")).toEqual(["lamp", "tray", "vase"]);
  expect(riders("tray")).toEqual(["lamp"]);
  expect(riders("beside")).toEqual([]);
});
