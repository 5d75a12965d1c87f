import { describe, expect, test } from "vitest";
import { Bench, noKeys, pressOn } from "./fixture.ts";

const shift = { shift: true, alt: false, ctrl: false };

describe("the furniture's tool", () => {
  test("carries what is pressed", () => {
    const bench = new Bench("select");
    bench.drag({ item: "sofa-1" }, [5, 5], [50, 5]);
    expect(bench.log[0]).toBe(`pointerDown "sofa-1" [5,5] ${JSON.stringify(noKeys)}`);
    expect(bench.log.at(-1)).toBe("pointerUp false");
  });

  test("only selects for who may not edit, and moves the view", () => {
    const bench = new Bench("select", { editable: false });
    bench.drag({ item: "sofa-1" }, [5, 5], [50, 5]);
    expect(bench.log).toEqual(["pan"]);
    bench.drag({ item: "sofa-1" }, [5, 5]);
    expect(bench.log.slice(1)).toEqual([
      `pointerDown "sofa-1" [5,5] ${JSON.stringify(noKeys)}`,
      "pointerUp false",
    ]);
  });

  test("leaves the floor to the view; a tap there selects nothing", () => {
    const bench = new Bench("select");
    expect(bench.tools.press(pressOn({}, [0, 0]), [0, 0])).toBeUndefined();
    bench.tap([1, 2]);
    expect(bench.log[0]).toMatch(/^pointerDown {2}\[1,2\]/);
  });

  test("draws a box with Shift, and for a finger that rests", () => {
    const bench = new Bench("select");
    bench.drag({}, [-10, -10], [10, 10], shift);
    expect(bench.log).toEqual(["box", "no box", 'select ["sofa-1"] "add"']);
    expect(bench.tools.hold(pressOn({}, [0, 0]))).toBeDefined();
    expect(bench.tools.hold(pressOn({ item: "sofa-1" }, [0, 0]))).toBeUndefined();
    expect(bench.tools.hold(pressOn({ turn: "" }, [0, 0]))).toBeUndefined();
  });

  test("turns by the handle", () => {
    const bench = new Bench("select");
    bench.drag({ turn: "" }, [100, 0], [0, 100]);
    expect(bench.log.map((line) => line.split(" ")[0])).toEqual(["pointerDown", "turn", "pointerUp"]);
  });

  describe("where several pieces are", () => {
    const sizes: Record<string, { width: number; depth: number; height: number }> = {
      shelf: { width: 800, depth: 200, height: 40 },
      lamp: { width: 150, depth: 150, height: 400 },
      sofa: { width: 2000, depth: 1000, height: 800 },
    };
    const at = { variant: "", x: 0, y: 0, rotation: 0 };
    const items = new Map(
      [
        { id: "shelf", product: "shelf", ...at, z: 1500 },
        { id: "sofa", product: "sofa", ...at, z: 0 },
        { id: "lamp", product: "lamp", ...at, z: 1540 },
        { id: "far", product: "sofa", ...at, x: 5000, z: 0 },
      ].map((item) => [item.id, item]),
    );
    const pieceOf = ({ product }: { product: string }) => ({ kind: product, size: sizes[product] });

    const benchWith = (more: object = {}) => {
      const bench = new Bench("select", { items, pieceOf, selection: new Set(), ...more } as never);
      const tap = (spot: [number, number] = [5, 5], top = "lamp") => {
        bench.log.length = 0;
        bench.drag({ item: top }, spot);
        const chosen = bench.log.filter((line) => line.startsWith("select")).at(-1);
        const id = chosen ? JSON.parse(chosen.split(" ")[1] ?? "[]")[0] : top;
        bench.scene.selection = new Set([id]);
        return id;
      };
      return { bench, tap };
    };

    test("each tap selects the one below, and after the lowest the topmost", () => {
      const { tap } = benchWith();
      expect([tap(), tap(), tap(), tap(), tap()]).toEqual(["lamp", "shelf", "sofa", "lamp", "shelf"]);
    });

    test("a tap elsewhere selects what is topmost there", () => {
      const { tap } = benchWith();
      tap();
      tap();
      expect(tap([5005, 5], "far")).toBe("far");
    });

    test("a drag moves the topmost, or the one that taps have reached", () => {
      const { bench, tap } = benchWith();
      tap();
      bench.log.length = 0;
      bench.drag({ item: "lamp" }, [5, 5], [50, 5]);
      expect(bench.log[0]).toMatch(/^pointerDown "lamp"/);
      tap();
      tap();
      bench.log.length = 0;
      bench.drag({ item: "lamp" }, [5, 5], [50, 5]);
      expect(bench.log[0]).toMatch(/^pointerDown "sofa"/);
      expect(bench.log.at(-1)).toBe("pointerUp false");
    });

    test("a selection made elsewhere does not change what a drag moves", () => {
      const { bench } = benchWith({ selection: new Set(["sofa"]) });
      bench.drag({ item: "lamp" }, [5, 5], [50, 5]);
      expect(bench.log[0]).toMatch(/^pointerDown "lamp"/);
    });

    test("who may not edit reaches what is below, too", () => {
      const { tap } = benchWith({ editable: false });
      expect([tap(), tap(), tap()]).toEqual(["lamp", "shelf", "sofa"]);
    });

    test("Shift adds the topmost", () => {
      const { bench, tap } = benchWith();
      tap();
      bench.log.length = 0;
      bench.drag({ item: "lamp" }, [5, 5], [5, 5], shift);
      expect(bench.log.filter((line) => line.startsWith("select"))).toEqual([]);
    });
  });

  test("has no step back, no bar and no question", () => {
    const bench = new Bench("select");
    expect([bench.tools.escape(), bench.said, bench.asked]).toEqual([false, "", ""]);
  });
});
