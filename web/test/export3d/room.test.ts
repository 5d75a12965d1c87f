// The scenes that are exported: what is in them, where it stands, and how it is named.

import {
  Box3,
  type BufferGeometry,
  type Material,
  Mesh,
  type MeshStandardMaterial,
  type Object3D,
  Vector3,
} from "three";
import { describe, expect, test } from "vitest";
import type { Finish, Piece } from "../../src/catalog/types.ts";
import { furnishedRoom, singlePiece } from "../../src/export3d/room.ts";
import type { ModelItem } from "../../src/export3d/types.ts";
import { type Kind, kinds, type PlanBody } from "../../src/model/index.ts";
import { aPiece } from "../catalog/a-piece.ts";

const plan: PlanBody = {
  name: "Anna's room",
  units: "cm",
  ceiling: 2500,
  walls: [{ id: "w", from: [3000, 1000], to: [3000, 3000], thickness: 100 }],
  windows: [{ id: "v", x: 3000, y: 1000, width: 1200, rotation: 0 }],
  outline: [
    [1000, 1000],
    [6000, 1000],
    [6000, 5000],
    [1000, 5000],
  ],
  doors: [{ id: "d", x: 2500, y: 5000, width: 900, rotation: 0, hinge: "left", opens: "in" }],
};

function piece(kind: Kind, more: Partial<Piece> = {}): Piece {
  return aPiece({
    product: `p.${kind}`,
    sku: "HS-1",
    name: kind,
    kind,
    colour: "#7a8b6f",
    ...more,
  });
}

function item(product: string, x: number, y: number, more: Partial<ModelItem> = {}): ModelItem {
  return { product, variant: "v", x, y, z: 0, rotation: 0, ...more };
}

function room(items: readonly ModelItem[], pieces: readonly Piece[]) {
  const pieceOf = ({ product }: ModelItem) => pieces.find((p) => p.product === product) ?? piece("other");
  return furnishedRoom({ name: "Anna's room", plan, catalog: { finishes: [] }, items, pieceOf });
}

/** Returns the box of a node in millimetres: centre on the plan, lowest point, and size. */
function boxOf(node: Object3D | undefined) {
  if (!node) throw new Error("There is no such node.");
  const box = new Box3().setFromObject(node, true);
  const mm = (metres: number) => Math.round(metres * 1000) + 0;
  const size = box.getSize(new Vector3());
  const centre = box.getCenter(new Vector3());
  return {
    at: [mm(centre.x), mm(box.min.y), mm(centre.z)],
    size: [mm(size.x), mm(size.y), mm(size.z)],
  };
}

function meshesOf(node: Object3D): Mesh<BufferGeometry, Material>[] {
  const found: Mesh<BufferGeometry, Material>[] = [];
  node.traverse((one) => {
    if (one instanceof Mesh) found.push(one);
  });
  return found;
}

describe("the furnished room", () => {
  test("the origin is on the floor in the middle of the room, and pieces stand at their places", async () => {
    const pieces = [piece("table"), piece("table-lamp", { size: { width: 300, depth: 200, height: 450 } })];
    const scene = await room(
      [item("p.table", 2500, 2000, { rotation: 90 }), item("p.table-lamp", 2500, 2000, { z: 700 })],
      pieces,
    );
    expect(boxOf(scene.getObjectByName("table HS-1"))).toEqual({
      at: [-1000, 0, -1000],
      size: [800, 700, 1200],
    });
    expect(boxOf(scene.getObjectByName("table-lamp HS-1"))).toEqual({
      at: [-1000, 700, -1000],
      size: [300, 450, 200],
    });
    expect(boxOf(scene.getObjectByName("floor"))).toMatchObject({ at: [0, 0, 0] });
  });

  test("it has the floor, every wall and every piece once, and nothing else", async () => {
    const pieces = [piece("sofa"), piece("chair", { sku: "", name: "Granny's chair" })];
    const scene = await room(
      [item("p.sofa", 2000, 2000), item("p.chair", 4000, 2000), item("p.chair", 4000, 4000)],
      pieces,
    );
    expect(scene.name).toBe("Anna's room");
    expect(scene.children.map(({ name }) => name)).toEqual([
      "room",
      "sofa HS-1",
      "Granny's chair",
      "Granny's chair",
    ]);
    const [shell] = scene.children;
    expect(shell?.children.map(({ name }) => name)).toEqual([
      "floor",
      "wall 1",
      "wall 2",
      "wall 3",
      "wall 4",
      "wall 5",
    ]);
    scene.traverse((node) => expect(node.type).toMatch(/^(Scene|Group|Mesh)$/));
  });

  test("walls have holes for the door and the window", async () => {
    const scene = await room([], []);
    const high = 2500 - 6;
    const full = { north: 5000, south: 5000 };
    const area = (name: string) => frontArea(scene.getObjectByName(name)?.getObjectByName("plaster"));
    expect(area("wall 1")).toBeCloseTo((full.north * high - 1200 * (2150 - 850)) / 1e6, 2);
    expect(area("wall 3")).toBeCloseTo((full.south * high - 900 * 2050) / 1e6, 2);
  });

  test("floor and walls have the finishes of the plan", async () => {
    const finishes: Finish[] = [
      { id: "wool", on: "floor", name: { en: "Wool" }, colour: "#aa8866", pattern: "carpet" },
      { id: "white", on: "wall", name: { en: "White" }, colour: "#f8f8f0", pattern: "plain" },
      { id: "blue", on: "wall", name: { en: "Blue" }, colour: "#336699", pattern: "plain" },
    ];
    const scene = await furnishedRoom({
      name: "Anna's room",
      plan: { ...plan, finishes: { floor: "wool", each: [{ side: 1, finish: "blue" }] } },
      catalog: { finishes },
      items: [],
      pieceOf: () => piece("other"),
    });
    const colours = (name: string) => {
      const meshes = meshesOf(scene.getObjectByName(name) ?? scene);
      return meshes.map(({ material }) => `#${(material as MeshStandardMaterial).color.getHexString()}`);
    };
    expect(colours("floor")).toEqual(["#aa8866"]);
    expect(colours("wall 1")).toContain("#f8f8f0");
    expect(colours("wall 2")).toContain("#336699");
  });

  test("pieces that look the same share their geometry and materials", async () => {
    const scene = await room([item("p.chair", 2000, 2000), item("p.chair", 4000, 2000)], [piece("chair")]);
    const [, first, second] = scene.children;
    if (!first || !second) throw new Error("There are no two chairs.");
    expect(meshesOf(first).map((m) => m.geometry)).toEqual(meshesOf(second).map((m) => m.geometry));
    const names = meshesOf(scene).map((m) => m.material.name);
    const byName = new Map(meshesOf(scene).map((m) => [m.material.name, m.material]));
    expect(names).toContain("fabric #7a8b6f");
    for (const mesh of meshesOf(first)) expect(mesh.material).toBe(byName.get(mesh.material.name));
  });

  test("all oak is one material, also in pieces that look different", async () => {
    const scene = await room(
      [item("p.table", 2000, 2000), item("p.desk", 4000, 2000)],
      [piece("table"), piece("desk")],
    );
    const [, table, desk] = scene.children.map((node) =>
      meshesOf(node).filter(({ material }) => material.name.startsWith("wood ")),
    );
    const shared = table?.find(({ material }) => material.name === "wood #7a8b6f");
    expect(shared).toBeDefined();
    const twin = desk?.find(({ material }) => material.name === shared?.material.name);
    expect(twin?.material).toBe(shared?.material);
  });
});

describe("a piece alone", () => {
  test.each(kinds.filter((kind) => kind !== "other"))("%s has its size, at the origin", async (kind) => {
    const scene = await singlePiece(piece(kind));
    expect(boxOf(scene)).toEqual({ at: [0, 0, 0], size: [1200, 700, 800] });
    for (const { geometry } of meshesOf(scene)) expect(broken(geometry)).toEqual([]);
  });

  test("a mirrored piece has left and right exchanged, and its triangles still face outwards", async () => {
    const corner = piece("corner", { size: { width: 2600, depth: 1800, height: 800 } });
    const usual = await singlePiece(corner);
    const mirrored = await singlePiece({ ...corner, mirrored: true });
    expect(weights(mirrored)).toEqual([-weights(usual)[0], weights(usual)[1]]);
    expect(volume(mirrored)).toBeCloseTo(volume(usual), 6);
    expect(volume(mirrored)).toBeGreaterThan(0);
  });

  test("nobody else's colour remains in the vertices", async () => {
    for (const { geometry, material } of meshesOf(await singlePiece(piece("plant")))) {
      expect(geometry.hasAttribute("color")).toBe(false);
      expect(material.vertexColors).toBe(false);
    }
  });
});

/** Returns what is wrong with a geometry's normals. */
function broken(geometry: BufferGeometry): string[] {
  const normal = geometry.getAttribute("normal");
  const n = new Vector3();
  const wrong: string[] = [];
  for (let i = 0; i < normal.count; i++) {
    const length = n.fromBufferAttribute(normal as never, i).length();
    if (!(Math.abs(length - 1) < 1e-5)) wrong.push(`normal ${i} is ${length} long`);
  }
  return wrong;
}

type Corners = [Vector3, Vector3, Vector3];

function triangles(root: Object3D): Corners[] {
  root.updateMatrixWorld(true);
  return meshesOf(root).flatMap(({ geometry, matrixWorld }) => {
    const position = geometry.getAttribute("position");
    const index = Array.from(geometry.index?.array ?? []);
    const at = (i = 0) => new Vector3().fromBufferAttribute(position as never, i).applyMatrix4(matrixWorld);
    return Array.from({ length: index.length / 3 }, (_, t): Corners => {
      return [at(index[t * 3]), at(index[t * 3 + 1]), at(index[t * 3 + 2])];
    });
  });
}

/** Returns the area of the triangles that face south, into the room, or north. */
function frontArea(root: Object3D | undefined): number {
  if (!root) throw new Error("There is no such node.");
  const cross = ([a, b, c]: Corners) => b.clone().sub(a).cross(c.clone().sub(a));
  const facing = triangles(root)
    .map(cross)
    .filter((n) => Math.abs(n.z) > 0.99 * n.length() && n.length() > 0);
  const [, , z = 0] = boxOf(root).at;
  const inwards = Math.sign(-z) || 1;
  return facing.filter((n) => Math.sign(n.z) === inwards).reduce((sum, n) => sum + n.length() / 2, 0);
}

function volume(root: Object3D): number {
  return triangles(root).reduce((sum, [a, b, c]) => sum + a.dot(b.clone().cross(c)) / 6, 0);
}

/** Returns the mean place of all corners on the floor, millimetres. */
function weights(root: Object3D): [number, number] {
  const corners = triangles(root).flat();
  const mean = (axis: "x" | "z") =>
    Math.round((corners.reduce((sum, p) => sum + p[axis], 0) / corners.length) * 1000);
  return [mean("x"), mean("z")];
}
