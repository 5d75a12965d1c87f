// The furnished room as GLB and USDZ, as a page gets them, checked by other programs.

import { Box3, type Object3D, Vector3 } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "vitest/browser";
import { loadCatalog } from "../src/catalog/load.ts";
import { pieceOf } from "../src/catalog/piece.ts";
import type { Catalog, Piece } from "../src/catalog/types.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import { asciiName } from "../src/export3d/usdz.ts";
import { newRoom, open, put, watch } from "./fixture.ts";
import { latin1 } from "./latin1.ts";

/** Millimetres that a box may differ: formats have seven digits. */
const tolerance = 1;
/** Distance of the pieces in the test's room, millimetres; all fit between. */
const spacing = 4000;

let catalog: Catalog;
beforeAll(async () => {
  catalog = (await loadCatalog("/catalog/catalog.json")).catalog;
});

async function base64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.addEventListener("load", resolve);
    reader.readAsDataURL(blob);
  });
  return `${reader.result}`.replace(/^[^,]*,/, "");
}

/** Returns the sides of a box in millimetres: width along x, height, and depth along z. */
function sides(least: readonly number[], greatest: readonly number[]): number[] {
  return least.map((low, i) => ((greatest[i] ?? 0) - low) * 1000);
}

function expectSize(found: readonly number[], { size }: Piece, turned: boolean): void {
  const { width, depth, height } = size;
  const wanted = turned ? [depth, height, width] : [width, height, depth];
  for (const [i, side] of wanted.entries()) {
    expect(Math.abs((found[i] ?? 0) - side), `${found} instead of ${wanted}`).toBeLessThan(tolerance);
  }
}

/** Opens a room with one piece of each product, every second one turned by 90 degrees. */
async function furnishedWithAll(): Promise<{ element: HomstylePlanner; pieces: Piece[] }> {
  const room = newRoom();
  const bo = await watch(room);
  const look = pieceOf(catalog, "en");
  const pieces = catalog.products.map(({ id, variants: [{ id: variant }] }) =>
    look({ product: id, variant }),
  );
  for (const [i, { product, variant }] of pieces.entries()) {
    const place = { x: (i % 8) * spacing, y: Math.floor(i / 8) * spacing, z: 0, rotation: (i % 2) * 90 };
    await put(bo, product, place, variant);
  }
  return { element: await open(room), pieces };
}

async function nodesOf(glb: Blob): Promise<Object3D> {
  return (await new GLTFLoader().parseAsync(await glb.arrayBuffer(), "")).scene;
}

function nodeSides(node: Object3D | undefined): number[] {
  if (!node) throw new Error("There is no such node.");
  const { min, max } = new Box3().setFromObject(node, true);
  return sides(min.toArray(), max.toArray());
}

describe("the room", () => {
  test("as GLB it has no error and no warning, and each piece in its size", async () => {
    const { element, pieces } = await furnishedWithAll();
    const glb = await element.exportAs("glb");
    expect(glb.type).toBe("model/gltf-binary");
    expect(await commands.checkGlb(await base64(glb))).toEqual({ errors: [], warnings: [] });
    const nodes = (await nodesOf(glb)).children.filter(({ name }) => name !== "room");
    expect(nodes).toHaveLength(pieces.length);
    for (const [i, piece] of pieces.entries()) {
      const named = nodes.filter((node) => node.userData.name === `${piece.name} ${piece.sku}`);
      expect(named, piece.name).toHaveLength(1);
      expectSize(nodeSides(named[0]), piece, i % 2 === 1);
    }
  });

  test("as USDZ it has nothing that ARKit refuses, and each piece in its size", async () => {
    const { element, pieces } = await furnishedWithAll();
    const usdz = await element.exportAs("usdz");
    expect(usdz.type).toBe("model/vnd.usdz+zip");
    const { problems, boxes } = await commands.checkUsdz(await base64(usdz));
    expect(problems).toEqual([]);
    expect(Object.keys(boxes)).toHaveLength(pieces.length + 1);
    for (const [i, piece] of pieces.entries()) {
      const box = boxes[asciiName(`${piece.name} ${piece.sku}`)];
      if (!box) throw new Error(`There is no node of ${piece.name}.`);
      expectSize(sides(box.slice(0, 3), box.slice(3)), piece, i % 2 === 1);
    }
  });
});

describe("one piece", () => {
  test("stands at the origin in both formats", async () => {
    const room = newRoom();
    const bo = await watch(room);
    const id = await put(bo, "sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 45 }, "moss");
    const element = await open(room);
    const piece = pieceOf(catalog, "en")({ product: "sofa.klinte", variant: "moss" });
    const glb = await element.exportAs("glb", id);
    expect(await commands.checkGlb(await base64(glb))).toEqual({ errors: [], warnings: [] });
    const node = await nodesOf(glb);
    expectSize(nodeSides(node), piece, false);
    const middle = new Box3().setFromObject(node, true).getCenter(new Vector3());
    for (const off of [middle.x, middle.z, middle.y - piece.size.height / 2000])
      expect(off).toBeCloseTo(0, 4);
    const { problems, boxes } = await commands.checkUsdz(await base64(await element.exportAs("usdz", id)));
    expect(problems).toEqual([]);
    const [box = []] = Object.values(boxes);
    expectSize(sides(box.slice(0, 3), box.slice(3)), piece, false);
  });

  test("that the room does not have is refused", async () => {
    const element = await open(newRoom());
    await expect(element.exportAs("glb", "nothing")).rejects.toThrow("no item nothing");
  });
});

test("the checkers find faults", async () => {
  const room = newRoom();
  const id = await put(await watch(room), "sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 0 }, "moss");
  const element = await open(room);
  const glb = await element.exportAs("glb", id);
  const { errors } = await commands.checkGlb(await base64(glb.slice(0, glb.size - 400)));
  expect(errors.join()).toContain("GLB_UNEXPECTED_END_OF_CHUNK_DATA");
  const usdz = latin1(new Uint8Array(await (await element.exportAs("usdz", id)).arrayBuffer()));
  const wrong = usdz
    .replace("float inputs:metallic = 0", "int   inputs:metallic = 0")
    .replace("rel material:binding = </Materials/Material_", "rel material:binding = </Materials/Materiel_");
  const { problems } = await commands.checkUsdz(btoa(wrong));
  expect(problems.join()).toContain("is int, not float");
  expect(problems.join()).toContain("ARKitMaterialBindingChecker");
});
