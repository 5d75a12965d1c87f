import { expect, test } from "vitest";
import { emptyReplica, mergeRows } from "../../src/client/replica.ts";
import { itemViews, nextChange, planView, reuseViews, type ViewInput } from "../../src/client/view.ts";
import { item } from "../fake/world.ts";

const now = 100_000;
const held = (holder: string, left: number) => ({
  holder,
  holderName: holder.toUpperCase(),
  expiresAt: now + left,
});

function input(rows: Parameters<typeof mergeRows>[1], more: Partial<ViewInput> = {}): ViewInput {
  return {
    replica: mergeRows(emptyReplica, rows),
    overlays: [],
    you: "me",
    now,
    dragged: () => undefined,
    preview: () => undefined,
    lost: new Map(),
    colourOf: () => 4,
    ...more,
  };
}

function lockOf(input: ViewInput) {
  return itemViews(input).get("a")?.lock;
}

test("CL6 free, mine, expiring, held and lost", () => {
  expect(lockOf(input([item("a")]))).toEqual({ state: "free" });
  const mine = { state: "mine", expiresAt: now + 5_001 };
  expect(lockOf(input([item("a", held("me", 5_001))]))).toEqual(mine);
  const expiring = { state: "expiring", expiresAt: now + 5_000 };
  expect(lockOf(input([item("a", held("me", 5_000))]))).toEqual(expiring);
  const theirs = { state: "held", holder: "bo", name: "BO", colour: 4 };
  expect(lockOf(input([item("a", held("bo", 1))]))).toEqual(theirs);
  const lost = new Map([["a", "Bo"]]);
  expect(lockOf(input([item("a", held("bo", 1))], { lost }))).toEqual({ state: "lost", name: "Bo" });
});

test("LK7 a lease that has ended is free, unless it is dragged here: then only the server can say", () => {
  expect(lockOf(input([item("a", held("bo", 0))]))).toEqual({ state: "free" });
  expect(lockOf(input([item("a", held("me", 0))]))).toEqual({ state: "free" });
  const dragged = () => ({ x: 1, y: 1, z: 0, rotation: 0 });
  expect(lockOf(input([item("a", held("me", 0))], { dragged }))?.state).toBe("expiring");
});

test("PR4 a preview counts only for its holder, its token and its time", () => {
  const row = item("a", { ...held("bo", 1_000), token: 3 });
  const preview = { id: "a", x: 9, y: 9, z: 0, rotation: 9, token: 3 };
  const x = (peer: string, token: number, at = now) =>
    itemViews(input([row], { now: at, preview: () => ({ peer, preview: { ...preview, token } }) })).get("a")
      ?.x;
  expect(x("bo", 3)).toBe(9);
  expect(x("eve", 3)).toBe(1000);
  expect(x("bo", 2)).toBe(1000);
  expect(x("bo", 3, now + 1_000)).toBe(1000);
});

test("CL1 overlays lie in the order of their ops", () => {
  const place = { x: 1, y: 2, z: 0, rotation: 3 };
  const views = itemViews(
    input([item("a"), item("b")], {
      overlays: [
        { kind: "place", id: "a", place },
        { kind: "change", id: "a", change: { variant: "red" } },
        { kind: "remove", id: "b" },
        { kind: "add", item: item("c") },
        { kind: "change", id: "c", change: { variant: "blue" } },
        { kind: "lock", id: "c" },
        { kind: "change", id: "gone", change: { variant: "blue" } },
      ],
    }),
  );
  expect([...views.keys()]).toEqual(["a", "c"]);
  expect(views.get("a")).toMatchObject({ ...place, variant: "red", tentative: true });
  expect(views.get("c")).toMatchObject({ variant: "blue", lock: { state: "mine" } });
});

test("ED4 the plan that was asked last is shown", () => {
  const { version: _, ...plan } = emptyReplica.plan;
  const overlay = (name: string) => ({ kind: "plan", plan: { ...plan, name } }) as const;
  expect(planView(emptyReplica, [overlay("one"), overlay("two")]).name).toBe("two");
});

test("CL6 the next change by time alone is known", () => {
  expect(nextChange(input([item("a")]))).toBeUndefined();
  expect(nextChange(input([item("a", held("me", 9_000)), item("b", held("bo", 6_000))]))).toBe(now + 4_000);
  expect(nextChange(input([item("a", held("me", 3_000))]))).toBe(now + 3_000);
});

test("only what is shown differently is told, and all else keeps its identity", () => {
  const before = itemViews(input([item("a"), item("b"), item("c")]));
  const after = itemViews(input([item("a"), item("b", { version: 2, x: 5 }), item("d")]));
  expect(reuseViews(before, after).sort()).toEqual(["b", "c", "d"]);
  expect(after.get("a")).toBe(before.get("a"));
  expect(after.get("b")).not.toBe(before.get("b"));
});
