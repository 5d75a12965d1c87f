import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { en } from "../../src/i18n/en.ts";
import type { PlanBody } from "../../src/model/index.ts";
import { Editor } from "../../src/planner/editor.ts";
import { Planner } from "../../src/planner/planner.ts";
import { item, World } from "../fake/world.ts";
import { catalog, noKeys, Someone } from "./harness.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const sofa = { product: "sofa", variant: "sand" };

async function two(...items: Parameters<typeof item>[]) {
  const world = new World(...items.map(([id, more]) => item(id, { ...sofa, ...more })));
  return { world, anna: await Someone.come(world, "Anna"), bo: await Someone.come(world, "Bo") };
}

/** Disconnects a user. */
async function goOffline(world: World, one: Someone) {
  one.person.network.up = false;
  world.server.cut();
  await world.clock.advance(100);
}

async function goOnline(world: World, one: Someone) {
  one.person.network.up = true;
  await world.clock.advance(12_000);
  await one.rest();
}

/** Disconnects a user for so long, then reconnects. */
async function cutLine(world: World, one: Someone, ms: number, meanwhile = async () => {}) {
  await goOffline(world, one);
  await world.clock.advance(ms);
  await meanwhile();
  await goOnline(world, one);
}

/** Drags as `Someone.drag` does, without waiting. */
function dragNow(one: Someone, id: string, dx: number, dy: number) {
  const { x, y } = one.place(id);
  one.do.pointerDown(id, [x, y], noKeys);
  one.do.pointerMove([x + dx, y + dy], noKeys);
  one.do.pointerUp(false);
}

describe("the picture under the plan", () => {
  const under = (url: string) => ({ url, x: 0, y: 0, mmPerPixel: 10, width: 100, height: 100, opacity: 0.5 });

  test("is given back when another comes, when it goes, and when the room is left", async () => {
    const { anna } = await two(["a", {}]);
    const gone: string[] = [];
    const revoke = vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void gone.push(url));
    anna.do.setReferenceImage(under("blob:1"));
    anna.do.setReferenceImage({ ...under("blob:1"), opacity: 0.8 });
    expect(gone).toEqual([]);
    anna.do.setReferenceImage(under("blob:2"));
    expect(gone).toEqual(["blob:1"]);
    anna.do.setReferenceImage(undefined);
    anna.do.setReferenceImage(under("blob:3"));
    anna.planner.close();
    expect(gone).toEqual(["blob:1", "blob:2", "blob:3"]);
    revoke.mockRestore();
  });
});

describe("dragging", () => {
  test("a drag is shown at once, stored when let go, and seen by the others", async () => {
    const { anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2100], noKeys);
    expect(anna.place("a")).toEqual({ x: 2500, y: 2100, z: 0, rotation: 0 });
    expect(anna.item("a").tentative).toBe(true);
    anna.do.pointerUp(false);
    await anna.rest();
    for (const one of [anna, bo]) {
      expect(one.place("a")).toEqual({ x: 2500, y: 2100, z: 0, rotation: 0 });
      expect(one.item("a").lock.state).toBe("free");
    }
    expect(anna.item("a").tentative).toBe(false);
    expect(bo.said).toEqual(["Anna moved sofa."]);
  });

  test("a pointer that hardly moves is a click: it selects, and moves nothing", async () => {
    const { world, anna } = await two(["a", {}], ["b", { x: 3000 }]);
    anna.do.select(["a", "b"]);
    anna.do.pointerDown("a", [1000, 1000], noKeys);
    anna.do.pointerMove([1010, 1005], noKeys);
    anna.do.pointerUp(false);
    await anna.rest();
    expect([...anna.planner.scene().selection]).toEqual(["a"]);
    expect(world.count(anna.person.id, "lock")).toBe(0);
  });

  test("several selected pieces move together, all or none", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }], ["b", { x: 3000, y: 1500 }]);
    anna.do.select(["a", "b"]);
    await anna.drag("a", 200, 300);
    for (const one of [anna, bo]) {
      expect(one.place("a")).toMatchObject({ x: 1700, y: 1800 });
      expect(one.place("b")).toMatchObject({ x: 3200, y: 1800 });
    }
  });

  test("a group that meets the wall stays together", async () => {
    const { anna } = await two(["a", { x: 1500, y: 1500 }], ["b", { x: 3000, y: 1500 }]);
    anna.do.select(["a", "b"]);
    await anna.drag("a", 9000, 0);
    expect(anna.place("b").x - anna.place("a").x).toBe(1500);
    const right = Math.max(...anna.planner.scene().plan.outline.map(([x]) => x));
    expect(anna.place("b").x).toBe(right - 500);
  });

  test("Escape in mid-drag puts it back, and lets go", async () => {
    const { world, anna, bo } = await two(["a", {}]);
    anna.do.pointerDown("a", [1000, 1000], noKeys);
    anna.do.pointerMove([2000, 2000], noKeys);
    await world.clock.advance(500);
    anna.do.escape();
    anna.do.pointerUp(false);
    await anna.rest();
    for (const one of [anna, bo]) expect(one.item("a")).toMatchObject({ x: 1000, y: 1000, version: 1 });
    expect(anna.planner.scene().undo.undo).toBeUndefined();
  });

  test("what somebody holds is not dragged, and says whose it is", async () => {
    const { world, anna, bo } = await two(["a", {}]);
    bo.do.pointerDown("a", [1000, 1000], noKeys);
    bo.do.pointerMove([1500, 1500], noKeys);
    await world.clock.advance(500);
    await anna.drag("a", 500, 500);
    expect(anna.told).toEqual(["Bo is moving sofa right now."]);
    expect(world.count(anna.person.id, "lock")).toBe(0);
  });
});

describe("a drag always ends", () => {
  test("MV2 LK1 a piece whose lease was lost is where it was put, and can be moved again", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(500);
    await cutLine(world, anna, 16_000, () => bo.drag("a", 0, 500));
    anna.do.pointerMove([2600, 2000], noKeys);
    anna.do.pointerUp(false);
    await anna.rest();
    for (const one of [anna, bo]) expect(one.place("a")).toMatchObject({ x: 2000, y: 2500 });
    expect(anna.planner.scene().undo.undo).toBeUndefined();
    await anna.drag("a", 300, 0);
    for (const one of [anna, bo]) expect(one.place("a")).toMatchObject({ x: 2300, y: 2500 });
    expect(anna.planner.scene().undo.undo).toBe("moving sofa");
  });

  test("MV2 after a loss keys and typed places move the piece again as well", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(500);
    await cutLine(world, anna, 16_000, () => bo.drag("a", 0, 500));
    anna.do.pointerUp(false);
    anna.do.select(["a"]);
    anna.do.nudge([10, 0]);
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2010, y: 2500 });
    anna.do.place("a", { x: 1500, y: 1500, z: 0, rotation: 90 });
    await anna.rest();
    expect(bo.place("a")).toEqual({ x: 1500, y: 1500, z: 0, rotation: 90 });
  });

  test("CL4 a drag that falling asleep let go leaves nothing to take back", async () => {
    const { world, anna } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(500);
    anna.person.room.visible(false);
    await world.clock.advance(63_000);
    anna.person.room.visible(true);
    await world.clock.advance(500);
    anna.do.pointerMove([2600, 2000], noKeys);
    anna.do.pointerUp(false);
    await anna.rest();
    expect(anna.place("a")).toMatchObject({ x: 2000, y: 2000 });
    expect(anna.planner.scene().undo.undo).toBeUndefined();
    await anna.drag("a", 300, 0);
    expect(anna.item("a")).toMatchObject({ x: 2300, version: 2, lock: { state: "free" } });
  });
});

describe("undo of what waits", () => {
  test("UN1 undo right after a step takes back the step, not the change before", async () => {
    const { anna, bo } = await two(["chair", { x: 800, y: 3200 }], ["a", { x: 2500, y: 2000 }]);
    await anna.drag("chair", 100, 0);
    anna.do.select(["a"]);
    anna.do.nudge([10, 0]);
    anna.do.nudge([10, 0]);
    anna.do.undo();
    expect(anna.place("a")).toMatchObject({ x: 2500 });
    await anna.rest();
    for (const one of [anna, bo]) {
      expect(one.place("a")).toMatchObject({ x: 2500 });
      expect(one.place("chair")).toMatchObject({ x: 900 });
    }
    expect(anna.planner.scene().undo).toEqual({ undo: "moving sofa", redo: "moving sofa", waits: false });
    expect(anna.said).toContain("Took back moving sofa.");
  });

  test("UN4 a drop that waits for its lock is called off, without a move, and redo does it", async () => {
    const { world, anna, bo } = await two(["a", { x: 2500, y: 2000 }]);
    dragNow(anna, "a", 300, 0);
    expect(anna.planner.scene().undo).toEqual({ undo: "moving sofa", redo: undefined, waits: true });
    anna.do.undo();
    await anna.rest();
    expect(world.count(anna.person.id, "move")).toBe(0);
    expect(anna.planner.scene().undo).toEqual({ undo: undefined, redo: "moving sofa", waits: false });
    expect(bo.item("a")).toMatchObject({ x: 2500, version: 1, lock: { state: "free" } });
    anna.do.redo();
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2800 });
    expect(anna.planner.scene().undo).toMatchObject({ undo: "moving sofa", redo: undefined });
  });

  test("UN1 a drop that was sent and not answered goes back", async () => {
    const { world, anna, bo } = await two(["a", { x: 2500, y: 2000 }]);
    dragNow(anna, "a", 300, 0);
    await world.clock.advance(50);
    expect(anna.planner.scene().undo.waits).toBe(false);
    anna.do.undo();
    expect(anna.place("a")).toMatchObject({ x: 2500 });
    await anna.rest();
    expect(bo.item("a")).toMatchObject({ x: 2500, version: 3 });
  });

  test("UN1 UN4 what was done offline is taken back in its order, and nothing of it is sent", async () => {
    const { world, anna, bo } = await two(["a", { x: 2500, y: 2000 }]);
    await goOffline(world, anna);
    anna.do.add("armchair", "");
    const [chair = ""] = anna.planner.scene().selection;
    const before = anna.place(chair);
    await anna.drag(chair, 200, 300);
    await anna.drag("a", 300, 0);
    anna.do.undo();
    expect(anna.place("a")).toMatchObject({ x: 2500 });
    anna.do.undo();
    expect(anna.place(chair)).toEqual(before);
    anna.do.undo();
    expect([...anna.planner.scene().items.keys()]).toEqual(["a"]);
    expect(anna.planner.scene().pendingChanges).toBe(0);
    await goOnline(world, anna);
    expect([...bo.planner.scene().items.keys()]).toEqual(["a"]);
    for (const action of ["lock", "move", "edit"]) expect(world.count(anna.person.id, action)).toBe(0);
    expect(anna.told).toEqual([]);
  });

  test("UN1 in mid-drag undo calls off the drag", async () => {
    const { anna } = await two(["chair", { x: 800, y: 3200 }], ["a", { x: 2500, y: 2000 }]);
    await anna.drag("chair", 100, 0);
    anna.do.pointerDown("a", [2500, 2000], noKeys);
    anna.do.pointerMove([2900, 2000], noKeys);
    anna.do.undo();
    anna.do.pointerUp(false);
    await anna.rest();
    expect(anna.place("a")).toMatchObject({ x: 2500 });
    expect(anna.place("chair")).toMatchObject({ x: 900 });
  });
});

describe("what waits for the line", () => {
  test("CL10 a drag made offline is stored on return, if nobody else moved the piece", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    await goOffline(world, anna);
    await anna.drag("a", 500, 0);
    anna.do.turn(90);
    await anna.rest();
    expect(anna.place("a")).toEqual({ x: 2500, y: 2000, z: 0, rotation: 90 });
    expect(anna.planner.scene().pendingChanges).toBe(2);
    bo.do.select(["a"]);
    bo.do.setVariant("moss");
    await world.clock.advance(20_000);
    await goOnline(world, anna);
    for (const one of [anna, bo]) {
      expect(one.item("a")).toMatchObject({
        x: 2500,
        rotation: 90,
        variant: "moss",
        lock: { state: "free" },
      });
    }
    expect(anna.told).toEqual([]);
  });

  test.each([
    ["before the drop", 500],
    ["while the lock is on its way", 30],
  ])("CL10 a line that breaks %s stores the drop on return, though the lease ended", async (_, ms) => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(ms);
    await goOffline(world, anna);
    anna.do.pointerUp(false);
    await world.clock.advance(20_000);
    expect(anna.item("a")).toMatchObject({ x: 2500, tentative: true });
    await anna.drag("a", 0, 300);
    await goOnline(world, anna);
    for (const one of [anna, bo]) expect(one.place("a")).toMatchObject({ x: 2500, y: 2300 });
    expect(anna.told).toEqual([]);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2500, y: 2000 });
    anna.do.undo();
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2000, y: 2000 });
  });

  test("CL10 a hand that holds on through a cut line drops where it is", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(500);
    await cutLine(world, anna, 20_000);
    anna.do.pointerMove([2600, 2100], noKeys);
    anna.do.pointerUp(false);
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2600, y: 2100 });
    expect(anna.told).toEqual([]);
  });

  test("CL10 a drag made offline is lost when somebody moved the piece, and told by the piece's name", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    await goOffline(world, anna);
    await anna.drag("a", 500, 0);
    await bo.drag("a", 0, 500);
    await goOnline(world, anna);
    for (const one of [anna, bo]) {
      expect(one.item("a")).toMatchObject({ x: 2000, y: 2500, version: 2 });
      expect(one.planner.scene().undo.undo).toBe(one === bo ? "moving sofa" : undefined);
    }
    expect(anna.told).toEqual(["Somebody else moved sofa meanwhile. It stands where they put it."]);
  });

  test("CL10 LK3 a drag made offline of what somebody holds on return is lost to them, by name", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    await goOffline(world, anna);
    await anna.drag("a", 500, 0);
    bo.do.pointerDown("a", [2000, 2000], noKeys);
    bo.do.pointerMove([2000, 2300], noKeys);
    await world.clock.advance(200);
    await goOnline(world, anna);
    expect(anna.told).toEqual(["Bo has taken sofa while you were away."]);
    expect(anna.item("a")).toMatchObject({ x: 2000, lock: { state: "held", name: "Bo" } });
    bo.do.pointerUp(false);
    await bo.rest();
    expect(anna.place("a")).toMatchObject({ x: 2000, y: 2300 });
    expect(anna.planner.scene().undo.undo).toBeUndefined();
  });

  test("CL10 a drag of what somebody took away is lost, and told by the piece's name", async () => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    await goOffline(world, anna);
    await anna.drag("a", 500, 0);
    bo.do.select(["a"]);
    bo.do.remove();
    await bo.rest();
    await goOnline(world, anna);
    expect(anna.planner.scene().items.size).toBe(0);
    expect(anna.told).toEqual(["Somebody else took sofa away meanwhile."]);
  });

  test.each([
    ["offline", true],
    ["online, at once", false],
  ])("CL10 a piece that is dragged and deleted %s goes without a word", async (_, offline) => {
    const { world, anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    if (offline) await goOffline(world, anna);
    dragNow(anna, "a", 500, 0);
    anna.do.remove();
    if (offline) await world.clock.advance(20_000);
    await goOnline(world, anna);
    expect(bo.planner.scene().items.size).toBe(0);
    expect(anna.told).toEqual([]);
    anna.do.undo();
    await anna.rest();
    expect(bo.place("a")).toMatchObject({ x: 2500, y: 2000 });
  });

  test("a piece that is deleted in the hand goes without a word", async () => {
    const { world, anna } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2000], noKeys);
    await world.clock.advance(500);
    anna.do.remove();
    anna.do.pointerUp(false);
    await world.clock.advance(12_000);
    await anna.rest();
    expect(anna.planner.scene().items.size).toBe(0);
    expect(anna.told).toEqual([]);
  });

  test("what is added or copied while a drop waits keeps clear of where the piece was dropped", async () => {
    const { world, anna } = await two(["a", { x: 1000, y: 1000 }]);
    await goOffline(world, anna);
    anna.do.select(["a"]);
    dragNow(anna, "a", 2200, 1700);
    anna.do.duplicate();
    const [copy = ""] = anna.planner.scene().selection;
    const was = anna.place("a");
    const is = anna.place(copy);
    expect(was).toMatchObject({ x: 3200, y: 2700 });
    expect(Math.hypot(is.x - was.x, is.y - was.y)).toBeLessThan(1_500);
    for (let i = 0; i < 6; i++) anna.do.add("side-table", "");
    anna.work.checkNow();
    const { items } = anna.planner.scene().fit;
    const overlaps = [...items.values()].flatMap((f) => f.findings.filter((one) => one.code === "overlap"));
    expect(overlaps).toEqual([]);
  });
});

describe("keys", () => {
  test("steps and turns that follow each other are one move, and one undo", async () => {
    const { world, anna } = await two(["a", {}]);
    anna.do.select(["a"]);
    for (let i = 0; i < 5; i++) anna.do.nudge([10, 0]);
    anna.do.turn(45);
    await anna.rest();
    expect(anna.place("a")).toEqual({ x: 1050, y: 1000, z: 0, rotation: 45 });
    expect(world.count(anna.person.id, "move")).toBe(1);
    anna.do.undo();
    await anna.rest();
    expect(anna.place("a")).toEqual({ x: 1000, y: 1000, z: 0, rotation: 0 });
    anna.do.redo();
    await anna.rest();
    expect(anna.place("a")).toEqual({ x: 1050, y: 1000, z: 0, rotation: 45 });
  });

  test("steps that did not come to rest are stored when the planner is closed", async () => {
    const { world, anna, bo } = await two(["a", {}]);
    anna.do.select(["a"]);
    anna.do.nudge([10, 0]);
    await world.clock.advance(100);
    anna.planner.close();
    await bo.rest();
    expect(bo.item("a")).toMatchObject({ x: 1010, lock: { state: "free" } });
  });

  test("a burst of steps and turns is told once, with the place that it ends at", async () => {
    const { anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.select(["a"]);
    for (let i = 0; i < 5; i++) anna.do.nudge([10, 0]);
    anna.do.turn(90);
    await anna.rest();
    expect(anna.said).toHaveLength(1);
    expect(anna.said[0]).toMatch(/^sofa: .+ from the left, .+ from the top, turned 90 degrees\.$/);
    expect(bo.said).toEqual(["Anna moved sofa."]);
  });

  test("a turn under a hand is one move, however long the hand rests", async () => {
    const { world, anna } = await two(["a", {}]);
    anna.do.pointerDown("a", [1000, 1000], { ...noKeys, alt: true });
    anna.do.turn(15);
    await world.clock.advance(2000);
    anna.do.turn(30);
    anna.do.pointerUp(false);
    await anna.rest();
    expect(anna.place("a")).toEqual({ x: 1000, y: 1000, z: 0, rotation: 45 });
    expect(world.count(anna.person.id, "move")).toBe(1);
  });

  test("a typed place, aligning and distributing are moves as well", async () => {
    const { anna, bo } = await two(
      ["a", { x: 1000, y: 1000 }],
      ["b", { x: 2000, y: 2000 }],
      ["c", { x: 4000, y: 3000 }],
    );
    anna.do.place("a", { x: 1200, y: 1100, z: 0, rotation: 90 });
    await anna.rest();
    expect(bo.place("a")).toEqual({ x: 1200, y: 1100, z: 0, rotation: 90 });
    anna.do.place("a", { x: 1000, y: 1100, z: 0, rotation: 0 });
    await anna.rest();
    anna.do.select(["a", "b", "c"]);
    anna.do.distribute("x");
    await anna.rest();
    expect(["a", "b", "c"].map((id) => bo.place(id).x)).toEqual([1000, 2500, 4000]);
    anna.do.align("top");
    await anna.rest();
    expect(new Set(["a", "b", "c"].map((id) => bo.place(id).y))).toEqual(new Set([1100]));
  });
});

describe("edits", () => {
  test("what is added stands in the room, is selected, and can be taken back", async () => {
    const { anna, bo } = await two();
    anna.do.add("armchair", "");
    await anna.rest();
    const [id = ""] = anna.planner.scene().items.keys();
    expect(bo.item(id)).toMatchObject({ product: "armchair", variant: "sand" });
    expect([...anna.planner.scene().selection]).toEqual([id]);
    anna.do.undo();
    await anna.rest();
    expect(bo.planner.scene().items.size).toBe(0);
    expect(anna.planner.scene().selection.size).toBe(0);
  });

  test("an action before the code of edits is loaded concerns what was selected then", async () => {
    const { anna, bo } = await two(["a", {}], ["b", { x: 3000 }]);
    const parts = { planner: anna.planner, texts: en, tell: () => {}, say: () => {}, focus: () => {} };
    const editor = new Editor(parts);
    editor.actions.select(["a"]);
    editor.actions.remove();
    editor.actions.select(["b"]);
    await editor.withEdits(() => {});
    await anna.rest();
    expect([...bo.planner.scene().items.keys()]).toEqual(["b"]);
  });

  test("copies stand beside the originals, in their colour and turn", async () => {
    const { anna, bo } = await two(["a", { rotation: 90, variant: "moss" }]);
    anna.do.select(["a"]);
    anna.do.duplicate();
    await anna.rest();
    const copies = [...bo.planner.scene().items.values()].filter((i) => i.id !== "a");
    expect(copies).toHaveLength(1);
    expect(copies[0]).toMatchObject({ product: "sofa", variant: "moss", rotation: 90 });
    expect(copies[0]).not.toMatchObject({ x: 1000, y: 1000 });
  });

  test("colours and removals reach the others, and undo brings all back", async () => {
    const { anna, bo } = await two(["a", {}], ["b", { x: 3000 }]);
    anna.do.select(["a", "b"]);
    anna.do.setVariant("moss");
    await anna.rest();
    expect(bo.item("a").variant).toBe("moss");
    anna.do.remove();
    await anna.rest();
    expect(bo.planner.scene().items.size).toBe(0);
    anna.do.undo();
    await anna.rest();
    expect(bo.item("b")).toMatchObject({ variant: "moss", x: 3000 });
    anna.do.undo();
    await anna.rest();
    expect(bo.item("b").variant).toBe("sand");
    expect(bo.said.at(-1)).toBe("Anna changed sofa.");
  });

  test("a plan is stored as one undoable change, with ceiling and way in", async () => {
    const { anna, bo } = await two();
    const { version: _, ...plan } = anna.planner.scene().plan;
    const next: PlanBody = {
      ...plan,
      name: "Loft",
      ceiling: 2600,
      delivery: { door: { width: 900, height: 2000 } },
    };
    anna.do.setPlan(next);
    await anna.rest();
    expect(bo.planner.scene().plan).toMatchObject({
      name: "Loft",
      ceiling: 2600,
      delivery: { door: { width: 900 } },
    });
    anna.do.undo();
    await anna.rest();
    expect(bo.planner.scene().plan.name).toBe(plan.name);
    expect(bo.planner.scene().plan.ceiling).toBeUndefined();
  });

  test("changes of the plan that follow each other at once keep each other's values", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }]);
    const plan = () => anna.planner.scene().plan;
    anna.do.setPlan({ ...plan(), ceiling: 2700 });
    anna.do.setPlan({ ...plan(), name: "Attic" });
    await anna.rest();
    expect(bo.planner.scene().plan).toMatchObject({ ceiling: 2700, name: "Attic" });
  });

  test("UN1 replacing the room and adding 60 own pieces is one step, undone and redone as one", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }]);
    const { version: _, ...plan } = anna.planner.scene().plan;
    const own = { kind: "chair", name: "Chair", colour: "#8d7b68", width: 400, depth: 400, height: 800 };
    const pieces = Array.from({ length: 60 }, (__, i) => ({ x: 50 * i, y: 500, z: 0, rotation: 90, own }));
    anna.do.replaceRoom({ ...plan, ceiling: 2700 }, pieces, "opening a scan");
    await anna.rest();
    const there = () => [...bo.planner.scene().items.values()].filter((item) => item.own);
    expect(there()).toHaveLength(60);
    expect(there()[0]).toMatchObject({ product: "", own, rotation: 90 });
    expect(bo.planner.scene().plan.ceiling).toBe(2700);
    anna.do.undo();
    await anna.rest();
    expect([...bo.planner.scene().items.keys()]).toEqual(["a"]);
    expect(bo.planner.scene().plan.ceiling).toBeUndefined();
    anna.do.redo();
    await anna.rest();
    expect(there()).toHaveLength(60);
    expect(bo.planner.scene().plan.ceiling).toBe(2700);
  });

  test("UN1 adding several products to a room whose plan stays is one step, and stores no plan", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }]);
    const { version } = bo.planner.scene().plan;
    const pieces = [500, 900].map((x) => ({ x, y: 500, z: 0, rotation: 90, product: "p", variant: "v" }));
    anna.do.replaceRoom(anna.planner.scene().plan, pieces, "placing the suggestion");
    await anna.rest();
    expect([...bo.planner.scene().items.values()].filter((item) => item.product === "p")).toHaveLength(2);
    expect(bo.planner.scene().plan.version).toBe(version);
    anna.do.undo();
    await anna.rest();
    expect([...bo.planner.scene().items.keys()]).toEqual(["a"]);
  });

  test("a room of more pieces than a room may have is not replaced", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }]);
    const { version: _, ...plan } = anna.planner.scene().plan;
    const own = { kind: "chair", name: "Chair", colour: "#8d7b68", width: 400, depth: 400, height: 800 };
    const pieces = Array.from({ length: 500 }, () => ({ x: 0, y: 0, z: 0, rotation: 0, own }));
    anna.do.replaceRoom({ ...plan, ceiling: 2700 }, pieces, "opening a scan");
    await anna.rest();
    expect(anna.told.at(-1)).toContain("500");
    expect(bo.planner.scene().items.size).toBe(1);
    expect(bo.planner.scene().plan.ceiling).toBeUndefined();
  });
});

describe("together", () => {
  test("PR9 who is followed already can be followed again: nothing changes", async () => {
    const { anna } = await two();
    anna.do.follow("bo");
    const before = anna.planner.scene();
    expect(before.followedPeer).toBe("bo");
    anna.do.follow("bo");
    expect(anna.planner.scene()).toBe(before);
  });

  test("UN2 undo leaves alone what somebody changed since, and says so", async () => {
    const { anna, bo } = await two(["a", { x: 1500, y: 1500 }]);
    await anna.drag("a", 500, 0);
    await bo.drag("a", 0, 500);
    anna.do.undo();
    await anna.rest();
    expect(anna.place("a")).toMatchObject({ x: 2000, y: 2000 });
    expect(anna.told.at(-1)).toContain("Somebody else has changed that since");
  });

  test("what a viewer tries is refused with a word, and nothing is sent", async () => {
    const world = new World(item("a", sofa));
    const cleo = await Someone.come(world, "Cleo", "viewer");
    cleo.do.select(["a"]);
    await cleo.drag("a", 500, 500);
    cleo.do.nudge([10, 0]);
    cleo.do.remove();
    cleo.do.add("lamp", "");
    await cleo.rest();
    expect(new Set(cleo.told).size).toBe(1);
    expect(cleo.told).toHaveLength(4);
    for (const action of ["lock", "move", "edit"]) expect(world.count(cleo.person.id, action)).toBe(0);
    expect(cleo.planner.scene().editable).toBe(false);
  });

  test("offline, changes are shown and counted; online again, they are stored", async () => {
    const { world, anna, bo } = await two(["a", {}]);
    anna.person.network.up = false;
    world.server.cut();
    await world.clock.advance(100);
    anna.do.add("lamp", "");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(anna.planner.scene().pendingChanges).toBe(1);
    expect(anna.planner.scene().items.size).toBe(2);
    anna.person.network.up = true;
    await world.clock.advance(30_000);
    expect(anna.planner.scene().pendingChanges).toBe(0);
    expect(bo.planner.scene().items.size).toBe(2);
  });

  test("a change is on its way until it is stored, and only for whose it is", async () => {
    const { anna, bo } = await two(["a", { x: 2000, y: 2000 }]);
    anna.do.add("lamp", "");
    await vi.advanceTimersByTimeAsync(0);
    expect([anna, bo].map((who) => who.planner.scene().pendingChanges)).toEqual([1, 0]);
    await anna.rest();
    expect([anna, bo].map((who) => who.planner.scene().pendingChanges)).toEqual([0, 0]);
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    anna.do.pointerMove([2500, 2100], noKeys);
    await anna.rest();
    expect(bo.item("a").tentative).toBe(true);
    expect([anna, bo].map((who) => who.planner.scene().pendingChanges)).toEqual([0, 0]);
    anna.do.pointerUp(false);
    await anna.rest();
  });

  test("news tell who did what, newest first", async () => {
    const { anna, bo } = await two(["a", {}]);
    await bo.drag("a", 500, 0);
    bo.do.remove();
    await bo.rest();
    expect(anna.planner.scene().activity.map((n) => n.text)).toEqual(["Bo removed sofa.", "Bo moved sofa."]);
  });

  test("news tell of what is raised and what is mirrored, as of any other move and change", async () => {
    const { anna, bo } = await two(
      ["mirror", { product: "mirror", z: 900 }],
      ["corner", { product: "corner", x: 2000, y: 2000 }],
    );
    bo.do.select(["mirror"]);
    bo.do.raise(100);
    await bo.rest();
    bo.do.select(["corner"]);
    bo.do.mirror();
    await bo.rest();
    expect(anna.planner.scene().activity.map((n) => n.text)).toEqual([
      "Bo changed corner.",
      "Bo moved mirror.",
    ]);
  });
});

describe("fit", () => {
  /** Returns the items that an item overlaps, in a user's scene. */
  const overlapped = (one: Someone, id: string) =>
    (one.planner.scene().fit.items.get(id)?.findings ?? []).flatMap((f) =>
      f.code === "overlap" ? [f.with] : [],
    );

  test("a piece dragged into another is blocked in the same frame, as is the other, and both are free after", async () => {
    const { anna } = await two(["a", { x: 1000, y: 1000 }], ["b", { x: 3000, y: 3000 }]);
    await anna.rest();
    anna.do.pointerDown("a", [1000, 1000], noKeys);
    anna.do.pointerMove([2900, 2900], noKeys);
    expect(anna.planner.scene().fit.items.get("a")).toMatchObject({ verdict: "blocked" });
    expect(anna.planner.scene().fit.items.get("b")).toMatchObject({ verdict: "blocked" });
    anna.do.pointerMove([1000, 1100], noKeys);
    for (const id of ["a", "b"]) expect(overlapped(anna, id)).toEqual([]);
    anna.do.pointerUp(true);
    await anna.rest();
  });

  test("while a piece is dragged nothing says that it fits, into a door's swing or elsewhere", async () => {
    const { anna } = await two(["a", { x: 2000, y: 2000 }]);
    await anna.rest();
    expect(anna.planner.scene().fit.items.get("a")?.verdict).toBe("fits");
    anna.do.pointerDown("a", [2000, 2000], noKeys);
    // The door d1 swings in over this point.
    anna.do.pointerMove([1200, 4300], noKeys);
    expect(anna.planner.scene().fit.items.get("a")).toBeUndefined();
    anna.do.pointerUp(false);
    await anna.rest();
    expect(anna.planner.scene().fit.items.get("a")?.verdict).toBe("blocked");
  });

  test("the counts are those of the list, also while somebody else drags", async () => {
    const { world, anna, bo } = await two(["a", { x: 1000, y: 1000 }], ["b", { x: 3000, y: 2500 }]);
    await bo.rest();
    anna.do.pointerDown("a", [1000, 1000], noKeys);
    anna.do.pointerMove([2900, 2400], noKeys);
    await world.clock.advance(1_000);
    for (const one of [anna, bo]) {
      const { verdict, counts } = one.planner.scene().fit;
      expect([verdict, counts]).toEqual(["blocked", { fits: 0, tight: 0, blocked: 2 }]);
    }
    anna.do.pointerUp(true);
    await anna.rest();
  });

  test("who watches a drag sees what it bumps into, and what it leaves", async () => {
    const { world, anna, bo } = await two(["a", { x: 1000, y: 1000 }], ["b", { x: 3000, y: 3000 }]);
    await bo.rest();
    anna.do.pointerDown("a", [1000, 1000], noKeys);
    for (const [to, marks] of [
      [
        [2900, 2900],
        [["b"], ["a"]],
      ],
      [
        [1000, 1500],
        [[], []],
      ],
    ] as const) {
      anna.do.pointerMove([...to], noKeys);
      await world.clock.advance(1_000);
      expect([overlapped(bo, "a"), overlapped(bo, "b")]).toEqual(marks);
    }
    anna.do.pointerUp(false);
    await bo.rest();
    expect(bo.item("a").lock.state).toBe("free");
  });

  test("the whole room is checked when it comes to rest, though another drags on", async () => {
    const { world, anna, bo } = await two(["a", { x: 1000, y: 1000 }], ["b", { x: 1100, y: 1000 }]);
    anna.do.pointerDown("b", [1100, 1000], noKeys);
    anna.do.pointerMove([3000, 3000], noKeys);
    await world.clock.advance(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...bo.planner.scene().fit.items.keys()]).toEqual(["a", "b"]);
    expect(overlapped(bo, "a")).toEqual([]);
    anna.do.pointerUp(true);
    await anna.rest();
  });
});

describe("a room that is only seen", () => {
  test("has all that stands in it, and can be worked in later", async () => {
    const world = new World(item("a", sofa));
    const { room } = await world.open("Anna");
    const parts = {
      room,
      catalog,
      texts: en,
      lang: "en",
      currency: "SEK",
      units: "cm",
      reducedMotion: true,
    } as const;
    const planner = new Planner(parts);
    await world.clock.advance(200);
    const [before] = planner.scene().items.values();
    expect(planner.scene()).toMatchObject({ ready: true, editable: true, undo: {}, activity: [] });
    planner.select(["a"]);
    const work = new Editor({ planner, texts: en, tell: () => {}, say: () => {}, focus: () => {} });
    work.actions.nudge([10, 0]);
    await vi.advanceTimersByTimeAsync(1_000);
    await world.clock.advance(200);
    expect(planner.scene().items.get("a")?.x).toBe((before?.x ?? 0) + 10);
    expect(planner.scene().undo.undo).toBe("moving sofa");
  });
});

describe("UN5 more pieces than one command may carry", () => {
  const many = 60;
  const crowd = Array.from(
    { length: many },
    (_, i): Parameters<typeof item> => [
      `p${i}`,
      { x: 1000 + (i % 10) * 200, y: 1000 + Math.floor(i / 10) * 200 },
    ],
  );
  const ids = crowd.map(([id]) => id);
  const places = (one: Someone) => ids.map((id) => one.place(id));
  const shifted = (all: { x: number }[], dx: number) => all.map((place) => ({ ...place, x: place.x + dx }));

  async function crowded() {
    const came = await two(...crowd);
    came.anna.do.select(ids);
    return came;
  }

  test("are dragged together, shown so to the others, and undone by one step", async () => {
    const { world, anna, bo } = await crowded();
    const before = places(anna);
    anna.do.pointerDown("p0", [1000, 1000], noKeys);
    for (let step = 1; step <= 10; step++) {
      anna.do.pointerMove([1000 + step * 10, 1000], noKeys);
      await world.clock.advance(300);
    }
    expect(places(anna)).toEqual(shifted(before, 100));
    const told = anna.person.events.length;
    anna.do.pointerMove([1_110, 1000], noKeys);
    const changes = anna.person.events.slice(told).filter((e) => e.type === "change");
    expect(changes.map((e) => e.ids.length)).toEqual([many]);
    anna.do.pointerMove([1_100, 1000], noKeys);
    expect(places(bo).every(({ x }, i) => x > (before[i]?.x ?? 0))).toBe(true);
    anna.do.pointerUp(false);
    await anna.rest();
    expect(places(bo)).toEqual(shifted(before, 100));
    expect(bo.item("p59")).toMatchObject({ version: 2, lock: { state: "free" } });
    anna.do.undo();
    await anna.rest();
    expect(places(bo)).toEqual(before);
    anna.do.redo();
    await anna.rest();
    expect(places(bo)).toEqual(shifted(before, 100));
    expect(anna.told).toEqual([]);
  });

  test("stay where they are if somebody takes one while they are grabbed", async () => {
    const { world, anna, bo } = await crowded();
    const before = places(anna);
    dragNow(bo, "p30", 100, 0);
    anna.do.pointerDown("p0", [1000, 1000], noKeys);
    anna.do.pointerMove([1500, 1000], noKeys);
    await world.clock.advance(1_000);
    anna.do.pointerMove([1600, 1000], noKeys);
    anna.do.pointerUp(false);
    await anna.rest();
    const moved = before.map((place, i) => (i === 30 ? { ...place, x: place.x + 100 } : place));
    expect(places(anna)).toEqual(moved);
    expect(places(bo)).toEqual(moved);
    expect(anna.told.length).toBeGreaterThan(0);
  });

  test("are stepped, turned and aligned by keys", async () => {
    const { anna, bo } = await crowded();
    const before = places(anna);
    anna.do.nudge([10, 0]);
    await anna.rest();
    expect(places(bo)).toEqual(shifted(before, 10));
    anna.do.align("left");
    await anna.rest();
    expect(new Set(places(bo).map(({ x }) => x)).size).toBe(1);
    anna.do.undo();
    anna.do.undo();
    await anna.rest();
    expect(places(bo)).toEqual(before);
  });

  test("are recoloured, duplicated and removed, each undone by one step", async () => {
    const { anna, bo } = await crowded();
    const count = () => bo.planner.scene().items.size;
    anna.do.setVariant("moss");
    await anna.rest();
    expect(ids.every((id) => bo.item(id).variant === "moss")).toBe(true);
    anna.do.duplicate();
    await anna.rest();
    expect(count()).toBe(2 * many);
    expect(anna.planner.selection.size).toBe(many);
    anna.do.remove();
    await anna.rest();
    expect(count()).toBe(many);
    for (const left of [2 * many, many]) {
      anna.do.undo();
      await anna.rest();
      expect(count()).toBe(left);
    }
    anna.do.undo();
    await anna.rest();
    expect(ids.every((id) => bo.item(id).variant === "sand")).toBe(true);
    expect(anna.told).toEqual([]);
  });

  test("are undone as far as they were stored, when a part of them was refused", async () => {
    const { world, anna, bo } = await crowded();
    anna.do.nudge([10, 0]);
    await anna.rest();
    await goOffline(world, anna);
    anna.do.remove();
    // Bo, who was disconnected too, is back, and holds an item of the second of three commands.
    await world.clock.advance(12_000);
    bo.do.pointerDown("p30", [1000, 1600], noKeys);
    bo.do.pointerMove([1000, 1700], noKeys);
    await world.clock.advance(500);
    await goOnline(world, anna);
    expect(bo.planner.scene().items.size).toBe(25);
    expect(anna.told).toContain("Bo is moving sofa right now.");
    bo.do.pointerUp(true);
    anna.do.undo();
    await anna.rest();
    expect(bo.planner.scene().items.size).toBe(many);
    expect(anna.work.history.redoes).toBeDefined();
  });
});
