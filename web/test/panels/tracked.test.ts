import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadPageTexts } from "../../src/i18n/index.ts";
import { bar } from "../../src/panels/bar.ts";
import { Context, type ContextParts } from "../../src/panels/context.ts";
import type { PanelHost } from "../../src/panels/host.ts";
import { inspector } from "../../src/panels/inspector.ts";
import type { Template } from "../../src/panels/memo-view.ts";
import { tabBar } from "../../src/panels/tab-bar.ts";
import { derived, Memo, trackedFields, untracked } from "../../src/panels/tracked.ts";
import { item, World } from "../fake/world.ts";
import { Someone } from "../planner/harness.ts";

await loadPageTexts("en");

describe("Memo", () => {
  function counting<T extends object>(first: T, compute: (fields: T) => unknown) {
    let now = first;
    let computed = 0;
    const fields = trackedFields(() => now);
    const memo = new Memo(() => {
      computed += 1;
      return compute(fields);
    });
    const set = (change: Partial<T>) => {
      now = { ...now, ...change };
    };
    const times = () => {
      void memo.value;
      return computed;
    };
    return { memo, set, times };
  }

  test("keeps its value until a field that it read is another", () => {
    const { memo, set, times } = counting({ a: 1, b: 1 }, ({ a }) => ({ a }));
    const { value } = memo;
    set({ b: 2 });
    expect(memo.value).toBe(value);
    set({ a: 2 });
    expect(memo.value).toEqual({ a: 2 });
    expect(times()).toBe(2);
  });

  test("depends on what it read the last time alone", () => {
    const { set, times } = counting({ on: true, a: 1 }, (f) => (f.on ? f.a : 0));
    expect(times()).toBe(1);
    set({ on: false });
    expect(times()).toBe(2);
    set({ a: 2 });
    expect(times()).toBe(2);
    set({ on: true });
    expect(times()).toBe(3);
  });

  test("depends on what is derived, not on what that is derived from", () => {
    const { memo, set, times } = counting({ n: 1 }, ({ ...f }) => f);
    expect([memo.value, times()]).toEqual([{ n: 1 }, 1]);
    const parity = counting({ n: 1 }, (f) => derived(() => f.n % 2));
    expect(parity.times()).toBe(1);
    parity.set({ n: 3 });
    expect(parity.times()).toBe(1);
    parity.set({ n: 4 });
    expect([parity.times(), parity.memo.value]).toEqual([2, 0]);
    set({ n: 2 });
    expect(memo.value).toEqual({ n: 2 });
  });

  test("depends on nothing that it read untracked", () => {
    const { set, times } = counting({ a: 1, b: 1 }, (f) => f.a + untracked(() => f.b));
    expect(times()).toBe(1);
    set({ b: 2 });
    expect(times()).toBe(1);
  });

  test("computes again after an error, which notes nothing for anybody else", () => {
    const { memo, set } = counting({ a: 0 }, ({ a }) => {
      if (a === 0) throw new Error("zero");
      return a;
    });
    expect(() => memo.value).toThrow("zero");
    const other = counting({ b: 1 }, () => 1);
    expect(other.times()).toBe(1);
    set({ a: 1 });
    expect(memo.value).toBe(1);
  });
});

describe("what a part of the panels depends on", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.stubGlobal("navigator", { platform: "Linux" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function seen() {
    const world = new World(item("a"), item("b"));
    const anna = await Someone.come(world, "Anna");
    await anna.rest();
    const unused = () => {
      throw new Error("Nothing is pressed here.");
    };
    const host = { history: undefined, named: true } as Partial<PanelHost> as PanelHost;
    const parts: ContextParts = {
      stage: anna.work,
      host,
      narrow: () => false,
      openDialog: unused,
      tell: unused,
      changed: () => {},
    };
    const context = new Context(parts);
    /** Returns a function that reports whether the part was computed again since its last call. */
    const watch = (template: Template) => {
      const memo = new Memo(() => template(context));
      let last = memo.value;
      return () => {
        const before = last;
        last = memo.value;
        return before !== last;
      };
    };
    const held = (name: string) => {
      const expiresAt = world.clock.now() + 15_000;
      const one = item("a", { token: 1, holder: `peer of ${name}`, holderName: name, expiresAt });
      world.server.broadcast({ type: "locked", peer: `peer of ${name}`, items: [one] });
      return world.clock.advance(100);
    };
    return { world, anna, context, watch, held };
  }

  test("nothing is made anew while nothing changes, or for a cursor", async () => {
    const { world, watch } = await seen();
    const bo = await world.person("Bo");
    const parts = [bar, tabBar, inspector].map(watch);
    bo.room.point(100, 100);
    await world.clock.advance(500);
    expect(parts.map((changed) => changed())).toEqual([false, false, false]);
  });

  test("a move is shown by the inspector of what moves, and by no bar", async () => {
    const { anna, watch } = await seen();
    anna.do.select(["a"]);
    const [above, tabs, chosen] = [bar, tabBar, inspector].map(watch);
    anna.do.nudge([50, 0]);
    expect(chosen?.()).toBe(true);
    expect(tabs?.()).toBe(false);
    await anna.rest();
    expect(above?.()).toBe(true); // The undo button has a label now.
    anna.do.select(["b"]);
    void chosen?.();
    anna.do.select(["a"]);
    expect(chosen?.()).toBe(true);
  });

  test("a check that finds the same draws nothing; another verdict, its inspector and the tab that counts", async () => {
    const { anna, watch } = await seen();
    const { fit } = anna.work.scene();
    expect(fit.items.get("a")?.verdict).toBe("blocked"); // Both items have the same place.
    anna.do.select(["a"]);
    const [tabs, chosen] = [tabBar, inspector].map(watch);
    anna.work.checkNow();
    expect(anna.work.scene().fit).not.toBe(fit);
    expect([tabs?.(), chosen?.()]).toEqual([false, false]);
    anna.do.place("b", { x: 0, y: 0, z: 0, rotation: 0 });
    anna.work.checkNow();
    expect(anna.work.scene().fit.items.get("a")?.verdict).toBe("tight");
    expect([tabs?.(), chosen?.()]).toEqual([true, true]);
  });

  test("the inspector of several pieces follows who holds one of them", async () => {
    const { anna, watch, held } = await seen();
    anna.do.select(["a", "b"]);
    const changed = watch(inspector);
    await held("Bo");
    expect(changed()).toBe(true);
    await held("Cy");
    expect(changed()).toBe(true);
    expect(changed()).toBe(false);
  });

  test("who comes changes the bar and the people's tab, and what the panels know themselves their part", async () => {
    const { world, context, watch } = await seen();
    const [above, tabs, chosen] = [bar, tabBar, inspector].map(watch);
    await world.person("Bo");
    expect([above?.(), tabs?.(), chosen?.()]).toEqual([true, true, false]);
    context.set({ tab: "cart" });
    expect([above?.(), tabs?.(), chosen?.()]).toEqual([false, true, false]);
  });
});
