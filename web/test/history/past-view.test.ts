import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fold } from "../../src/history/fold.ts";
import { nothingYet } from "../../src/history/past.ts";
import { PastView, type Shown } from "../../src/history/past-view.ts";
import { readOnlyInPast } from "../../src/history/read-only.ts";
import type { Actions } from "../../src/planner/scene.ts";
import { item, World } from "../fake/world.ts";
import { noKeys, Someone } from "../planner/harness.ts";
import { placed, plan, start } from "./life-fixture.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const past: Shown = { ...fold(nothingYet, [placed("a", 1, start, 700)]), plan: plan(1) };

async function looking() {
  const world = new World(item("a", { x: 2000 }), item("b"));
  const anna = await Someone.come(world, "Anna");
  const pastView = new PastView();
  const refused = vi.fn();
  return { world, anna, pastView, refused, stage: readOnlyInPast(pastView, anna.work, refused) };
}

test("without a past, everything is as it is", async () => {
  const { anna, stage, pastView } = await looking();
  expect(stage.scene()).toBe(anna.work.scene());
  expect(pastView.source(anna.planner).scene()).toBe(anna.planner.scene());
});

test("the past is shown in place of the room, and the room goes on behind it", async () => {
  const { anna, pastView, stage } = await looking();
  pastView.show(past);
  const scene = stage.scene();
  expect([...scene.items.keys()]).toEqual(["a"]);
  expect(scene.items.get("a")).toMatchObject({ x: 700, lock: { state: "free" } });
  expect(scene).toMatchObject({ editable: false, tool: "select", plan: past.plan });
  expect(stage.scene()).toBe(scene);
  await anna.drag("b", 500, 0);
  expect(anna.item("b").x).toBe(1500);
  expect([...stage.scene().items.keys()]).toEqual(["a"]);
  pastView.show(undefined);
  expect(stage.scene().items.get("b")).toMatchObject({ x: 1500 });
});

test("nothing can be done in the past, and nobody sees where one points", async () => {
  const { world, anna, pastView, stage, refused } = await looking();
  pastView.show(past);
  const { actions } = stage;
  await world.person("Bo");
  actions.pointerDown("a", [700, 0], noKeys);
  actions.pointerMove([1200, 0], noKeys);
  actions.pointerUp(false);
  expect(refused).not.toHaveBeenCalled();
  const edits: ((a: Actions) => void)[] = [
    (a) => a.turn(90),
    (a) => a.nudge([10, 0]),
    (a) => a.place("a", { x: 1, y: 1, z: 0, rotation: 0 }),
    (a) => a.align("left"),
    (a) => a.distribute("x"),
    (a) => a.remove(),
    (a) => a.duplicate(),
    (a) => a.setVariant("moss"),
    (a) => a.add("sofa", "sand"),
    (a) => a.undo(),
    (a) => a.redo(),
    (a) => a.setPlan(plan(2)),
    (a) => a.setTool("room"),
  ];
  for (const edit of edits) edit(actions);
  expect(refused).toHaveBeenCalledTimes(edits.length);
  await anna.rest();
  const sent = world.server.heard.filter((h) => h.peer === anna.person.id).map((h) => h.command.action);
  expect(sent.filter((action) => action !== "sync" && action !== "ping")).toEqual([]);
  expect(anna.item("a").x).toBe(2000);
});

test("what is selected in the past is selected there alone", async () => {
  const { anna, pastView, stage } = await looking();
  anna.do.select(["b"]);
  const changed = vi.fn();
  pastView.show(past, changed);
  stage.actions.pointerDown("a", [700, 0], noKeys);
  expect([...stage.scene().selection]).toEqual(["a"]);
  expect(changed).toHaveBeenCalled();
  pastView.show(undefined);
  expect([...stage.scene().selection]).toEqual(["b"]);
});
