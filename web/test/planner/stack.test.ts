// What stands on what: SPEC section 20.

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Place } from "../../src/model/index.ts";
import { item, World } from "../fake/world.ts";
import { noKeys, Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const table = { product: "table", variant: "sand", x: 1500, y: 1500 };
const lamp = { product: "table-lamp", variant: "sand", z: 700 };
/** On the table are a lamp and a box, and on the box is a plant. */
const furnished = [
  item("table", table),
  item("lamp", { ...lamp, x: 1700, y: 1400 }),
  item("box", { product: "box", variant: "sand", x: 1400, y: 1500, z: 700 }),
  item("plant", { product: "plant", variant: "sand", x: 1300, y: 1500, z: 1400 }),
  item("sofa", { product: "sofa", variant: "sand", x: 4000, y: 1500 }),
];

async function two(...items: ReturnType<typeof item>[]) {
  const world = new World(...items);
  return { world, anna: await Someone.come(world, "Anna"), bo: await Someone.come(world, "Bo") };
}

function commands(world: World, one: Someone, action: string) {
  return world.server.heard.filter((h) => h.peer === one.person.id && h.command.action === action);
}

describe("moving a carrier", () => {
  test("ST2 moves what stands on it, at any depth, by one lock, one move and one step of undo", async () => {
    const { world, anna, bo } = await two(...furnished);
    await anna.drag("table", 500, 700);
    for (const one of [anna, bo]) {
      expect(one.place("table")).toEqual({ x: 2000, y: 2200, z: 0, rotation: 0 });
      expect(one.place("lamp")).toEqual({ x: 2200, y: 2100, z: 700, rotation: 0 });
      expect(one.place("box")).toEqual({ x: 1900, y: 2200, z: 700, rotation: 0 });
      expect(one.place("plant")).toEqual({ x: 1800, y: 2200, z: 1400, rotation: 0 });
      expect(one.place("sofa")).toMatchObject({ x: 4000, y: 1500 });
    }
    expect(commands(world, anna, "lock")).toHaveLength(1);
    expect(commands(world, anna, "move")).toHaveLength(1);
    expect(anna.planner.scene().undo.undo).toBe("moving table");
    anna.do.undo();
    await anna.rest();
    expect(bo.place("table")).toEqual({ x: 1500, y: 1500, z: 0, rotation: 0 });
    expect(bo.place("plant")).toEqual({ x: 1300, y: 1500, z: 1400, rotation: 0 });
    expect(anna.planner.scene().undo.undo).toBeUndefined();
    anna.do.redo();
    await anna.rest();
    expect(bo.place("plant")).toEqual({ x: 1800, y: 2200, z: 1400, rotation: 0 });
  });

  test("ST2 turns what stands on it around the carrier's centre, and back without a rest", async () => {
    const { anna, bo } = await two(...furnished);
    anna.do.select(["table"]);
    anna.do.turn(90);
    await anna.rest();
    expect(bo.place("table")).toEqual({ x: 1500, y: 1500, z: 0, rotation: 90 });
    expect(bo.place("lamp")).toEqual({ x: 1600, y: 1700, z: 700, rotation: 90 });
    for (let i = 0; i < 45; i++) anna.do.turn(5);
    for (let i = 0; i < 63; i++) anna.do.turn(-5);
    await anna.rest();
    expect(bo.place("lamp")).toEqual({ x: 1700, y: 1400, z: 700, rotation: 0 });
  });

  test.each([
    ["arrows", (anna: Someone) => anna.do.nudge([100, 0])],
    ["a typed position", (anna: Someone) => anna.do.place("table", { x: 1600, y: 1500, z: 0, rotation: 0 })],
    [
      "a group's move",
      (anna: Someone) => {
        anna.do.select(["table", "lamp"]);
        anna.do.nudge([100, 0]);
      },
    ],
  ])("ST2 by %s too", async (_, move) => {
    const { world, anna, bo } = await two(...furnished);
    anna.do.select(["table"]);
    move(anna);
    await anna.rest();
    expect(bo.place("table").x).toBe(1600);
    expect(bo.place("lamp").x).toBe(1800);
    expect(bo.place("plant").x).toBe(1400);
    expect(commands(world, anna, "move")).toHaveLength(1);
  });

  test("ST2 aligning moves what stands on the aligned", async () => {
    const { anna, bo } = await two(...furnished);
    anna.do.select(["table", "lamp", "sofa"]);
    anna.do.align("right");
    await anna.rest();
    expect(bo.place("table").x).toBe(4000);
    expect(bo.place("lamp").x).toBe(4200);
  });

  test("ST2 nothing moves while somebody else holds what stands on it, and the person is told who", async () => {
    const { world, anna, bo } = await two(...furnished);
    bo.do.pointerDown("plant", [1300, 1500], noKeys);
    bo.do.pointerMove([1400, 1500], noKeys);
    await world.clock.advance(500);
    await anna.drag("table", 500, 700);
    expect(anna.told).toEqual(["Bo is moving plant right now."]);
    expect(anna.place("table")).toMatchObject({ x: 1500, y: 1500 });
    expect(commands(world, anna, "lock")).toEqual([]);
  });

  test("ST2 what somebody drags away counts as standing there until it is put down elsewhere", async () => {
    const { world, anna, bo } = await two(...furnished);
    bo.do.pointerDown("lamp", [1700, 1400], noKeys);
    bo.do.pointerMove([4000, 3000], noKeys);
    await world.clock.advance(500);
    expect(anna.place("lamp").x).toBe(4000);
    await anna.drag("table", 300, 300);
    anna.do.select(["table"]);
    anna.do.remove();
    await anna.rest();
    expect(anna.told).toEqual(["Bo is moving table-lamp right now.", "Bo is moving table-lamp right now."]);
    bo.do.escape();
    await bo.rest();
    await anna.drag("table", 300, 300);
    expect(bo.place("lamp")).toMatchObject({ x: 2000, y: 1700, z: 700 });
  });

  test("ST2 who is refused by the server is told who holds which", async () => {
    const { world, anna, bo } = await two(...furnished);
    world.loseEvents(anna.person.id, "locked");
    bo.do.pointerDown("plant", [1300, 1500], noKeys);
    bo.do.pointerMove([1400, 1500], noKeys);
    await world.clock.advance(500);
    anna.do.pointerDown("table", [1500, 1500], noKeys);
    anna.do.pointerMove([2000, 1500], noKeys);
    expect(anna.place("table").x).toBe(2000);
    await anna.rest();
    expect(anna.told).toEqual(["Bo is moving plant right now."]);
    expect(anna.place("table").x).toBe(1500);
  });

  test("a carried item that was moved since by somebody else is left, and the person is told", async () => {
    const { anna, bo } = await two(...furnished);
    await anna.drag("table", 500, 0);
    await bo.drag("lamp", -100, 0);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("table")).toMatchObject({ x: 1500 });
    expect(bo.place("lamp")).toMatchObject({ x: 2100, z: 700 });
    expect(anna.told.at(-1)).toContain("table-lamp");
  });

  test("Escape puts all of it back, and lets go of all of it", async () => {
    const { world, anna, bo } = await two(...furnished);
    anna.do.pointerDown("table", [1500, 1500], noKeys);
    anna.do.pointerMove([2500, 1500], noKeys);
    await world.clock.advance(500);
    expect(bo.item("plant").lock.state).toBe("held");
    anna.do.escape();
    anna.do.pointerUp(false);
    await anna.rest();
    for (const id of ["table", "lamp", "box", "plant"])
      expect(bo.item(id)).toMatchObject({ version: 1, lock: { state: "free" } });
  });
});

describe("standing on something", () => {
  test("ST1 a lamp that is dragged over a table stands on it during the drag, and off it on the floor", async () => {
    const { anna, bo } = await two(item("table", table), item("lamp", { ...lamp, x: 4000, y: 1500, z: 0 }));
    anna.do.pointerDown("lamp", [4000, 1500], noKeys);
    anna.do.pointerMove([3000, 1500], noKeys);
    expect(anna.place("lamp").z).toBe(0);
    anna.do.pointerMove([1600, 1500], noKeys);
    expect(anna.place("lamp")).toMatchObject({ x: 1600, z: 700 });
    anna.do.pointerUp(false);
    await anna.rest();
    expect(bo.place("lamp")).toMatchObject({ x: 1600, z: 700 });
    await anna.drag("lamp", 0, 900);
    expect(bo.place("lamp").z).toBe(0);
  });

  test("furniture that stands on the floor only goes under nothing, and on nothing", async () => {
    const { anna, bo } = await two(
      item("table", table),
      item("chair", { product: "chair", variant: "sand", x: 4000 }),
    );
    await anna.drag("chair", -2500, 500);
    expect(bo.place("chair")).toMatchObject({ x: 1500, z: 0 });
  });

  test("a carried item may be moved alone", async () => {
    const { anna, bo } = await two(...furnished);
    await anna.drag("lamp", 100, 0);
    expect(bo.place("lamp")).toMatchObject({ x: 1800, z: 700 });
    expect(bo.place("table")).toMatchObject({ x: 1500 });
  });
});

describe("hanging", () => {
  const mirror = item("mirror", { product: "mirror", variant: "sand", x: 1500, y: 250, z: 900 });
  const pendant = item("pendant", { product: "ceiling-lamp", variant: "sand", x: 3000, y: 1500, z: 1800 });

  test("a wall piece is drawn to the nearest wall, turns with it, and keeps its height", async () => {
    const { anna, bo } = await two(mirror);
    anna.do.setSnapping(true);
    await anna.drag("mirror", -1000, 2000);
    expect(bo.place("mirror")).toMatchObject({ x: 250, z: 900, rotation: 270 });
    await anna.drag("mirror", 2100, 2200);
    expect(bo.place("mirror")).toMatchObject({ x: 2300, z: 900, rotation: 90 });
  });

  test("what hangs is raised and lowered, by hand and by keys, but not through the ceiling", async () => {
    const { world, anna, bo } = await two(mirror, pendant);
    world.server.table.plan = { ...world.server.table.plan, ceiling: 2500, version: 2 };
    anna.do.select(["mirror"]);
    anna.do.raise(100);
    anna.do.raise(10);
    await anna.rest();
    expect(bo.place("mirror").z).toBe(1010);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("mirror").z).toBe(900);
    anna.do.pointerDown("mirror", [1500, 250], noKeys);
    anna.do.pointerMove([1500, 250], noKeys, 300);
    anna.do.pointerUp(false);
    await anna.rest();
    expect(bo.place("mirror").z).toBe(1200);
    anna.do.select(["mirror"]);
    anna.do.raise(-5000);
    await anna.rest();
    expect(bo.place("mirror").z).toBe(0);
  });

  test("a ceiling piece follows the ceiling, unless somebody hung it lower", async () => {
    const { anna, bo } = await two(pendant);
    const { version: _, ...plan } = anna.planner.scene().plan;
    const slope = { id: "s", x: 0, y: 2400, rotation: 270, width: 4800, depth: 2000, low: 1500 };
    anna.do.setPlan({ ...plan, ceiling: 2500, slopes: [slope] });
    await anna.rest();
    await anna.drag("pendant", -1500, 0);
    // Its corner at x 1000 is under the slope: 1500 + 1000 / 2 there.
    expect(bo.place("pendant")).toMatchObject({ x: 1500, z: 1300 });
    await anna.drag("pendant", 1500, 0);
    expect(bo.place("pendant").z).toBe(1800);
    anna.do.select(["pendant"]);
    anna.do.raise(-200);
    await anna.rest();
    await anna.drag("pendant", 300, 0);
    expect(bo.place("pendant").z).toBe(1600);
  });

  describe("under a slope", () => {
    /** 1,500 mm high at the left wall, at the ceiling 2,000 mm into the room. */
    const slope = { id: "s", x: 0, y: 2400, rotation: 270, width: 4800, depth: 2000, low: 1500 };

    async function attic(...items: ReturnType<typeof item>[]) {
      const people = await two(...items);
      const { version: _, ...plan } = people.anna.planner.scene().plan;
      people.anna.do.setPlan({ ...plan, ceiling: 2500, slopes: [slope] });
      await people.anna.rest();
      return people;
    }

    test("a wall piece is lowered, and at its product's height again beside it", async () => {
      const { anna, bo } = await attic(item("mirror", { ...mirror, x: 4500, z: 1200 }));
      await anna.drag("mirror", -3500, 0);
      // Its left edge is at 500: the slope is 1,500 + 500 / 2 high there, the mirror 700.
      expect(bo.place("mirror")).toMatchObject({ x: 1000, z: 1050 });
      await anna.drag("mirror", 100, 0);
      expect(bo.place("mirror")).toMatchObject({ x: 1100, z: 1100 });
      await anna.drag("mirror", 3000, 0);
      expect(bo.place("mirror")).toMatchObject({ x: 4100, z: 1200 });
    });

    test("a wall piece that steps under it by keys, and out again, is at its height", async () => {
      const { anna, bo } = await attic(item("mirror", { ...mirror, x: 2000, z: 1200 }));
      anna.do.select(["mirror"]);
      for (let i = 0; i < 10; i++) anna.do.nudge([-100, 0]);
      expect(anna.place("mirror")).toMatchObject({ x: 1000, z: 1050 });
      for (let i = 0; i < 10; i++) anna.do.nudge([100, 0]);
      await anna.rest();
      expect(bo.place("mirror")).toMatchObject({ x: 2000, z: 1200 });
    });

    test("a wall piece that somebody hung lower stays so", async () => {
      const { anna, bo } = await attic(item("mirror", { ...mirror, x: 1000, z: 600 }));
      await anna.drag("mirror", 3000, 0);
      expect(bo.place("mirror").z).toBe(600);
    });

    test("ST5 a wall piece that is put down hangs as high as the slope permits", async () => {
      const { anna, bo } = await attic(item("mirror", { ...mirror, x: 700, y: 2400, z: 1200 }));
      anna.do.putDown("mirror");
      await anna.rest();
      // Its wall is the low one: 1,500 mm high, the mirror 700.
      expect(bo.place("mirror")).toMatchObject({ x: 250, z: 800, rotation: 270 });
    });

    test("a new wall piece hangs as high as the slope permits", async () => {
      const { anna } = await attic();
      const at = { x: 600, y: 100, z: 0, rotation: 0 };
      const id = (await anna.do.add("mirror", "sand", at)) ?? "";
      await anna.rest();
      const { x, z } = anna.place(id);
      expect(z).toBeLessThanOrEqual(1500 + (x - 500) / 2 - 700);
    });
  });

  test("a new wall piece hangs lower under a low ceiling, and fits", async () => {
    const { anna } = await two();
    const { version: _, ...plan } = anna.planner.scene().plan;
    anna.do.setPlan({ ...plan, ceiling: 1600 });
    await anna.rest();
    const id = (await anna.do.add("mirror", "sand")) ?? "";
    await anna.rest();
    expect(anna.place(id).z).toBe(900);
    expect(
      anna.planner
        .scene()
        .fit.items.get(id)
        ?.findings.map(({ code }) => code),
    ).not.toContain("ceiling");
  });

  test("what stands on the floor is not raised", async () => {
    const { world, anna } = await two(...furnished);
    anna.do.select(["table"]);
    anna.do.raise(100);
    await anna.rest();
    expect(commands(world, anna, "move")).toEqual([]);
  });
});

describe("removing a carrier", () => {
  test("ST3 puts what stood on it down in the same command, and one undo brings all of it back", async () => {
    const { world, anna, bo } = await two(...furnished);
    anna.do.select(["table"]);
    anna.do.remove();
    await anna.rest();
    expect(commands(world, anna, "edit")).toHaveLength(1);
    expect(bo.planner.scene().items.has("table")).toBe(false);
    expect(bo.place("lamp")).toMatchObject({ x: 1700, y: 1400, z: 0 });
    expect(bo.place("box").z).toBe(0);
    // It stands on the box still.
    expect(bo.place("plant").z).toBe(700);
    expect(anna.told).toEqual(["What stood on it was put down: table-lamp, box, plant."]);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("table")).toMatchObject({ x: 1500 });
    expect(bo.place("lamp").z).toBe(700);
    expect(bo.place("plant").z).toBe(1400);
    anna.do.redo();
    await anna.rest();
    expect(bo.place("plant").z).toBe(700);
  });

  test("ST3 what is removed with it does not fall, and what stood on that does", async () => {
    const { world, anna, bo } = await two(...furnished);
    anna.do.select(["table", "box"]);
    anna.do.remove();
    await anna.rest();
    expect([...bo.planner.scene().items.keys()].sort()).toEqual(["lamp", "plant", "sofa"]);
    expect(bo.place("plant").z).toBe(0);
    expect(commands(world, anna, "edit")).toHaveLength(1);
  });

  test("ST3 nothing is removed while somebody else holds what stands on it", async () => {
    const { world, anna, bo } = await two(...furnished);
    bo.do.pointerDown("lamp", [1700, 1400], noKeys);
    bo.do.pointerMove([1800, 1400], noKeys);
    await world.clock.advance(500);
    anna.do.select(["table"]);
    anna.do.remove();
    await anna.rest();
    expect(anna.told).toEqual(["Bo is moving table-lamp right now."]);
    expect(bo.planner.scene().items.has("table")).toBe(true);
  });

  test("ST3 undo leaves what somebody else has moved since", async () => {
    const { anna, bo } = await two(...furnished);
    anna.do.select(["table"]);
    anna.do.remove();
    await anna.rest();
    await bo.drag("lamp", 2000, 1500);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("table")).toMatchObject({ x: 1500 });
    expect(bo.place("lamp")).toMatchObject({ x: 3700, y: 2900, z: 0 });
    expect(bo.place("box").z).toBe(700);
  });
});

describe("a carrier that becomes higher", () => {
  test("ST4 raises what stands on it in the same command, and one undo lowers it", async () => {
    const { world, anna, bo } = await two(
      item("rack", { product: "rack", variant: "low", x: 1500, y: 1500 }),
      item("lamp", { ...lamp, x: 1500, y: 1500, z: 700 }),
      item("box", { product: "rack", variant: "low", x: 1600, y: 1500, z: 700 }),
      item("plant", { product: "plant", variant: "sand", x: 1700, y: 1500, z: 1400 }),
    );
    anna.do.select(["rack"]);
    anna.do.setVariant("high");
    await anna.rest();
    expect(commands(world, anna, "edit")).toHaveLength(1);
    expect(["rack", "lamp", "box", "plant"].map((id) => bo.place(id).z)).toEqual([0, 1100, 1100, 1800]);
    anna.do.undo();
    await anna.rest();
    expect(["rack", "lamp", "box", "plant"].map((id) => bo.place(id).z)).toEqual([0, 700, 700, 1400]);
    expect(bo.item("rack").variant).toBe("low");
    anna.do.select(["rack", "box"]);
    anna.do.setVariant("high");
    await anna.rest();
    expect(["rack", "lamp", "box", "plant"].map((id) => bo.place(id).z)).toEqual([0, 1100, 1100, 2200]);
    expect(bo.item("box").variant).toBe("high");
    anna.do.undo();
    await anna.rest();
    expect(["rack", "lamp", "box", "plant"].map((id) => bo.place(id).z)).toEqual([0, 700, 700, 1400]);
  });
});

describe("putting down", () => {
  test.each([
    ["a lamp in the air falls on the table below it", { ...lamp, x: 1500, y: 1500, z: 1200 }, { z: 700 }],
    ["a lamp beside it falls to the floor", { ...lamp, x: 3500, y: 1500, z: 700 }, { z: 0 }],
    ["furniture falls to the floor", { product: "sofa", x: 3500, y: 1500, z: 300 }, { z: 0 }],
    [
      "a mirror is hung on the nearest wall, at its height",
      { product: "mirror", x: 800, y: 2000, z: 1000 },
      { x: 250, z: 1000, rotation: 270 },
    ],
    ["a pendant goes up to the ceiling", { product: "ceiling-lamp", x: 3500, y: 1500, z: 700 }, { z: 1800 }],
  ])("ST5 %s", async (_, what, at) => {
    const { anna, bo } = await two(item("table", table), item("it", { variant: "sand", ...what }));
    anna.do.putDown("it");
    await anna.rest();
    expect(bo.place("it")).toMatchObject(at);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("it")).toMatchObject({ x: what.x, y: what.y, z: what.z });
  });
});

describe("adding", () => {
  const add = async (one: Someone, product: string, at?: Place) => {
    const id = (await one.do.add(product, "sand", at)) ?? "";
    await one.rest();
    return one.place(id);
  };

  test("a lamp goes on a table if there is one, and beside what stands there", async () => {
    const { anna } = await two(
      item("bar", { product: "long-table", variant: "sand", x: 3000, y: 1500, rotation: 90 }),
    );
    const first = await add(anna, "table-lamp");
    const second = await add(anna, "table-lamp");
    expect([first.z, second.z]).toEqual([700, 700]);
    expect(Math.abs(first.y - second.y)).toBeGreaterThanOrEqual(500);
  });

  test("a lamp goes on the floor if there is no table, or no room on it", async () => {
    const { anna } = await two(item("sofa", { product: "sofa", variant: "sand", x: 4000, y: 1500 }));
    expect((await add(anna, "table-lamp")).z).toBe(0);
  });

  test("a mirror goes on a free wall, at its height, and not over a window or another mirror", async () => {
    const { anna } = await two();
    const places = [await add(anna, "mirror"), await add(anna, "mirror"), await add(anna, "mirror")];
    for (const { x, y, z, rotation } of places) {
      expect(z).toBe(1200);
      expect([90, 180, 270, 0]).toContain(rotation);
      // No window: they are at y 0, from 900 to 2500 and from 3700 to 5300.
      if (y === 250) expect(Math.min(Math.abs(x - 1700), Math.abs(x - 4500))).toBeGreaterThanOrEqual(1300);
    }
    const far = places.flatMap((a, i) => places.slice(0, i).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    expect(Math.min(...far)).toBeGreaterThanOrEqual(500);
  });

  test("a pendant hangs over the table, and in the middle without one", async () => {
    const { anna } = await two(item("table", { ...table, x: 3500, y: 1200 }));
    expect(await add(anna, "ceiling-lamp")).toEqual({ x: 3500, y: 1200, z: 1800, rotation: 0 });
    const { anna: cleo } = await two(item("sofa", { product: "sofa", variant: "sand", x: 2900, y: 2100 }));
    const { x, y, z } = await add(cleo, "ceiling-lamp");
    expect(z).toBe(1800);
    expect(Math.hypot(x - 2900, y - 2200)).toBeLessThan(500);
  });

  test("what hangs above is in nobody's way on the floor", async () => {
    const { anna } = await two();
    const pendant = await add(anna, "ceiling-lamp");
    const below = { ...pendant, z: 0 };
    expect(await add(anna, "sofa", below)).toEqual(below);
  });

  test("a copied table takes along the copy of the lamp on it if both are chosen", async () => {
    const { anna } = await two(item("table", table), item("lamp", { ...lamp, x: 1700, y: 1400 }));
    anna.do.select(["table", "lamp"]);
    anna.do.duplicate();
    await anna.rest();
    const { items } = anna.planner.scene();
    const copies = [...items.values()].filter(({ id }) => id !== "table" && id !== "lamp");
    const copy = copies.find(({ product }) => product === "table");
    const light = copies.find(({ product }) => product === "table-lamp");
    expect(copy?.x !== 1500 || copy.y !== 1500).toBe(true);
    expect([(light?.x ?? 0) - (copy?.x ?? 0), (light?.y ?? 0) - (copy?.y ?? 0), light?.z]).toEqual([
      200, -100, 700,
    ]);
  });

  test("a copy of what hangs hangs at the same height", async () => {
    const { anna } = await two(
      item("mirror", { product: "mirror", variant: "sand", x: 3000, y: 250, z: 1000 }),
    );
    anna.do.select(["mirror"]);
    anna.do.duplicate();
    await anna.rest();
    const copy = [...anna.planner.scene().items.values()].find(({ id }) => id !== "mirror");
    expect(copy?.z).toBe(1000);
  });
});

test("mirroring changes the pieces that may be mirrored, as one step", async () => {
  const { anna, bo } = await two(
    item("corner", { product: "corner", variant: "sand" }),
    item("sofa", { product: "sofa", variant: "sand", x: 4000 }),
  );
  anna.do.select(["corner", "sofa"]);
  anna.do.mirror();
  await anna.rest();
  expect([bo.item("corner").mirrored, bo.item("sofa").mirrored ?? false]).toEqual([true, false]);
  anna.do.undo();
  await anna.rest();
  expect(bo.item("corner").mirrored ?? false).toBe(false);
});
