import fc from "fast-check";
import { expect, test } from "vitest";
import { bounds, corners } from "../../src/geometry/index.ts";
import { alignPlaces, distributePlaces } from "../../src/snap/align.ts";
import type { Standing } from "../../src/snap/index.ts";
import { place, size } from "./arbitrary.ts";

const pieces = fc
  .array(fc.record({ place, size }), { minLength: 2, maxLength: 8 })
  .map((all) => all.map((p, i): Standing => ({ id: `${i}`, ...p })));
const side = fc.constantFrom("left", "right", "top", "bottom", "centre-x", "centre-y");

/** Returns the items with their new places. */
function moved(all: readonly Standing[], places: ReadonlyMap<string, Standing["place"]>): Standing[] {
  return all.map((p) => ({ ...p, place: places.get(p.id) ?? p.place }));
}

function box(p: Standing) {
  return bounds(corners(p.place, p.size));
}

test("aligned pieces share the line, stay within the box around all, and move along one axis only", () => {
  fc.assert(
    fc.property(pieces, side, (all, at) => {
      const places = alignPlaces(at, all);
      const whole = bounds(all.flatMap((p) => corners(p.place, p.size)));
      for (const p of moved(all, places)) {
        const b = box(p);
        const off = {
          left: b.x - whole.x,
          right: b.x + b.width - whole.x - whole.width,
          top: b.y - whole.y,
          bottom: b.y + b.height - whole.y - whole.height,
          "centre-x": b.x + b.width / 2 - whole.x - whole.width / 2,
          "centre-y": b.y + b.height / 2 - whole.y - whole.height / 2,
        }[at];
        expect(Math.abs(off)).toBeLessThanOrEqual(0.51);
        const before = all.find((q) => q.id === p.id)?.place;
        const across = at === "left" || at === "right" || at === "centre-x" ? "y" : "x";
        expect(p.place[across]).toBe(before?.[across]);
      }
    }),
  );
});

test("distributed pieces have equal gaps, the outermost stay, and their order is kept", () => {
  fc.assert(
    fc.property(pieces, fc.constantFrom("x", "y"), (all, axis) => {
      fc.pre(all.length >= 3);
      const [from, across] = axis === "x" ? (["x", "width"] as const) : (["y", "height"] as const);
      const middle = (p: Standing) => box(p)[from] + box(p)[across] / 2;
      const order = [...all].sort((a, b) => middle(a) - middle(b)).map((p) => p.id);
      const places = distributePlaces(axis, all);
      expect(places.has(order[0] ?? "") || places.has(order.at(-1) ?? "")).toBe(false);
      const after = new Map(moved(all, places).map((p) => [p.id, box(p)]));
      const gaps = order.slice(1).map((id, i) => {
        const a = after.get(order[i] ?? "");
        const b = after.get(id);
        return a && b ? b[from] - a[from] - a[across] : Number.NaN;
      });
      for (const gap of gaps) expect(Math.abs(gap - (gaps[0] ?? 0))).toBeLessThanOrEqual(2);
    }),
  );
});

test("two pieces have nothing to distribute", () => {
  fc.assert(
    fc.property(pieces, (all) => {
      expect(distributePlaces("x", all.slice(0, 2)).size).toBe(0);
    }),
  );
});
