import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Box3, Vector3 } from "three";
import { expect, test } from "vitest";
import { pieceOf } from "../../src/catalog/index.ts";
import { readCatalog } from "../../src/catalog/read.ts";
import { bounds } from "../../src/geometry/index.ts";
import { type Kind, kinds, type Size } from "../../src/model/index.ts";
import { contour, topView } from "../../src/symbols/index.ts";
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

test(
  "every product of the shop has a body as large as it, in each of its sizes, and a drawing that fills it",
  () => {
    const url = new URL("../../public/catalog/catalog.json", import.meta.url);
    const { catalog } = readCatalog(JSON.parse(readFileSync(url, "utf8")));
    const of = pieceOf(catalog, "en");
    for (const { id, variants } of catalog.products) {
      const pieces = variants.map((v) => of({ product: id, variant: v.id }));
      for (const piece of new Map(pieces.map((p) => [JSON.stringify(p.size), p])).values()) {
        const { width, depth, height } = piece.size;
        const { min, max } = boxOfBody(bodyOf(piece));
        expect(
          [max.x - min.x, max.y, max.z - min.z, min.y].map((m) => Math.round(m * 1000)),
          id,
        ).toEqual([width, height, depth, 0]);
        const drawn = bounds(topView(piece).flatMap(contour));
        expect(drawn.width, id).toBeGreaterThan(width * 0.9);
        expect(drawn.height, id).toBeGreaterThan(depth * 0.9);
      }
    }
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

/** Returns corners and normals of a body, one line each, by its lines' order. */
function cornersOf(body: Body, flip: 1 | -1): string[] {
  return [...body.values()]
    .flatMap((geometry) => {
      const position = geometry.getAttribute("position");
      const normal = geometry.getAttribute("normal");
      return Array.from({ length: position.count }, (_, i) =>
        [position, normal]
          .flatMap((a) => [flip * a.getX(i), a.getY(i), a.getZ(i)])
          .map((n) => Math.round(n * 1000) + 0)
          .join(" "),
      );
    })
    .sort();
}

/** Returns the share of a body's triangles whose corners run anticlockwise, seen from where they face. */
function facingOut(body: Body): number {
  let [out, all] = [0, 0];
  const [a, b, c, n] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];
  for (const geometry of body.values()) {
    const position = geometry.getAttribute("position");
    for (let i = 0; i < position.count; i += 3) {
      a.fromBufferAttribute(position, i);
      b.fromBufferAttribute(position, i + 1).sub(a);
      c.fromBufferAttribute(position, i + 2).sub(a);
      n.fromBufferAttribute(geometry.getAttribute("normal"), i);
      all++;
      if (b.cross(c).dot(n) > -1e-9) out++;
    }
  }
  return out / all;
}

test.each(kinds)("a mirrored %s is the mirror image of one that is not, seen from outside as well", (k) => {
  const look = { kind: k, known: true, size: { width: 1600, depth: 900, height: 800 }, colour: "#a08060" };
  const [plain, other] = [bodyOf(look), bodyOf({ ...look, mirrored: true })];
  expect(cornersOf(other, -1)).toEqual(cornersOf(plain, 1));
  expect(facingOut(plain)).toBeGreaterThan(0.99);
  expect(facingOut(other)).toBeCloseTo(facingOut(plain), 6);
  expect(bodyKey({ ...look, mirrored: true })).not.toBe(bodyKey(look));
});

test("a table lamp stands on a flat foot, and a ceiling lamp's canopy touches the ceiling", () => {
  const across = (k: Kind, s: Size, at: number) => {
    const xs = [...bodyOf({ kind: k, known: true, size: s, colour: "#a08060" }).values()].flatMap(
      (geometry) => {
        const position = geometry.getAttribute("position");
        return Array.from({ length: position.count }, (_, i) => i)
          .filter((i) => Math.abs(position.getY(i) * 1000 - at) < 0.01)
          .map((i) => position.getX(i) * 1000);
      },
    );
    return Math.max(...xs) - Math.min(...xs);
  };
  expect(across("table-lamp", { width: 300, depth: 300, height: 500 }, 0)).toBeGreaterThan(100);
  for (const height of [120, 900]) {
    expect(across("ceiling-lamp", { width: 400, depth: 400, height }, height)).toBeGreaterThan(80);
  }
});

test("a higher wall shelf has brackets, then more boards", () => {
  const parts = (height: number) => {
    const look = {
      kind: "wall-shelf",
      known: true,
      size: { width: 900, depth: 240, height },
      colour: "#a08060",
    } as const;
    const body = bodyOf(look);
    return { stuffs: [...body.keys()], wood: body.get("wood")?.getAttribute("position").count ?? 0 };
  };
  expect(parts(40).stuffs).toEqual(["wood"]);
  expect(parts(200).stuffs).toEqual(["wood", "metal"]);
  expect(parts(950).wood).toBeGreaterThan(parts(350).wood);
});
