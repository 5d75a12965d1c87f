import fc from "fast-check";
import { Box3 } from "three";
import { expect, test } from "vitest";
import { kinds, type Size } from "../../src/model/index.ts";
import { type Body, bodyKey, bodyOf } from "../../src/view3d/furniture/index.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);
const kind = fc.constantFrom(...kinds);
const size: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 40, max: 4000 }),
  depth: fc.integer({ min: 20, max: 4000 }),
  height: fc.integer({ min: 5, max: 2600 }),
});

/** Time limit: bodies have many vertices, and the machine may be busy. */
const patienceMs = 30_000;

function boxOfBody(body: Body): Box3 {
  const box = new Box3();
  for (const geometry of body.values()) {
    geometry.computeBoundingBox();
    if (geometry.boundingBox) box.union(geometry.boundingBox);
  }
  return box;
}

test(
  "a body of any kind is as large as its piece, stands on the floor, in the middle",
  () => {
    fc.assert(
      fc.property(kind, size, colour, (k, s, c) => {
        const { min, max } = boxOfBody(bodyOf({ kind: k, known: true, size: s, colour: c }));
        const found = [min.x, max.x, min.y, max.y, min.z, max.z].map((metres) => metres * 1000);
        const wanted = [-s.width / 2, s.width / 2, 0, s.height, -s.depth / 2, s.depth / 2];
        for (const [i, mm] of found.entries()) expect(Math.abs(mm - (wanted[i] ?? 0))).toBeLessThan(1);
      }),
      { numRuns: 88 },
    );
  },
  patienceMs,
);

test(
  "bodies of every kind have finite corners, normals of length 1, and few enough triangles",
  () => {
    fc.assert(
      fc.property(kind, size, (k, s) => {
        let triangles = 0;
        for (const geometry of bodyOf({ kind: k, known: true, size: s, colour: "#a08060" }).values()) {
          const position = geometry.getAttribute("position");
          const normal = geometry.getAttribute("normal");
          triangles += position.count / 3;
          let worst = 0;
          for (let i = 0; i < position.count; i++) {
            const length = Math.hypot(normal.getX(i), normal.getY(i), normal.getZ(i));
            worst = Math.max(worst, Math.abs(length - 1));
          }
          expect(worst).toBeLessThan(0.01);
          expect(position.array.every(Number.isFinite)).toBe(true);
        }
        expect(triangles).toBeLessThan(30_000);
      }),
      { numRuns: 50 },
    );
  },
  patienceMs,
);

test("a wider sofa has more seats, not wider arms", () => {
  const cornersOf = (width: number) => {
    const body = bodyOf({
      kind: "sofa",
      known: true,
      size: { width, depth: 930, height: 830 },
      colour: "#888888",
    });
    return body.get("fabric")?.getAttribute("position").count ?? 0;
  };
  expect(cornersOf(2400)).toBeGreaterThan(cornersOf(1700));
});

test("a product that the shop doesn't have is a plain box, and looks like no other", () => {
  const s = { width: 800, depth: 600, height: 700 };
  const look = { kind: "sofa", size: s, colour: "#888888" } as const;
  expect([...bodyOf({ ...look, known: false }).keys()]).toEqual(["plain"]);
  expect(bodyKey({ ...look, known: false })).not.toBe(bodyKey({ ...look, known: true }));
});
