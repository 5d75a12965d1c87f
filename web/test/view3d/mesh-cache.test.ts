import { BoxGeometry, Group, Mesh, MeshBasicMaterial } from "three";
import { expect, test } from "vitest";
import type { Piece } from "../../src/catalog/types.ts";
import { MeshCache } from "../../src/view3d/items/mesh-cache.ts";
import type { Model } from "../../src/view3d/items/model.ts";
import { aPiece } from "../catalog/a-piece.ts";

const sofa = aPiece({
  product: "sofa",
  variant: "sand",
  name: "Sofa",
  kind: "sofa",
  size: { width: 2000, depth: 1000, height: 1000 },
  colour: "#d9c6a9",
  model: "sofa.glb",
});
const moss: Piece = { ...sofa, variant: "moss", colour: "#96a383" };

/** Returns a cache whose files load when `come` is called. */
function library() {
  const asked: string[] = [];
  let disposed = 0;
  const scene = new Group().add(new Mesh(new BoxGeometry(2, 1, 1), new MeshBasicMaterial()));
  let come = () => {};
  const file = new Promise<void>((resolve) => {
    come = resolve;
  });
  const load = async (url: string): Promise<Model> => {
    asked.push(url);
    await file;
    return { sceneOf: async () => scene, dispose: () => disposed++ };
  };
  const materials = { of: () => new MeshBasicMaterial() };
  return { library: new MeshCache(materials as never, load), asked, come, gone: () => disposed };
}

const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

test("a model is fetched once for all variants, and given back with the last of them", async () => {
  const { library: shelf, asked, come, gone } = library();
  let better = 0;
  const loans = [sofa, moss, sofa].map((piece) => shelf.acquire(piece, () => better++));
  expect(asked).toEqual(["sofa.glb"]);
  come();
  await settled();
  expect(better).toBe(3);
  for (const loan of loans.slice(1)) loan.release();
  await settled();
  expect(gone()).toBe(0);
  loans[0]?.release();
  await settled();
  expect(gone()).toBe(1);
  shelf.acquire(sofa, () => {});
  expect(asked).toHaveLength(2);
});

test("a model that comes when nobody wants it any more is given back", async () => {
  const { library: shelf, come, gone } = library();
  shelf
    .acquire(sofa, () => {
      throw new Error("It is gone.");
    })
    .release();
  come();
  await settled();
  expect(gone()).toBe(1);
});
