// Pillars, radiators and sockets in world space.

import { type BufferGeometry, Group, Matrix4, Mesh, MeshStandardMaterial } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Fixture } from "../../model/index.ts";
import type { RoomPalette } from "../palette.ts";
import { mmPerMetre, toTurn, toWorld } from "../space.ts";
import { box } from "./slab.ts";

/** Distance between a radiator's fins, and their thickness; millimetres. */
const finMm = 60;
const finThick = 22;

export class Fixtures {
  readonly group = new Group();
  readonly #material: MeshStandardMaterial;

  constructor(fixtures: readonly Fixture[], { dark }: RoomPalette) {
    this.#material = new MeshStandardMaterial({ color: dark ? "#d6cbbc" : "#faf7f0", roughness: 0.7 });
    for (const fixture of fixtures) {
      const mesh = new Mesh(bodyOf(fixture).applyMatrix4(matrixOf(fixture)), this.#material);
      mesh.castShadow = true;
      mesh.receiveShadow = true;
      this.group.add(mesh);
    }
  }

  dispose(): void {
    for (const child of this.group.children) if (child instanceof Mesh) child.geometry.dispose();
    this.#material.dispose();
    this.group.removeFromParent();
  }
}

/** Returns a fixture's shape in its own axes, millimetres: y up from its lower edge, the front towards +z. */
function bodyOf(fixture: Fixture): BufferGeometry {
  const parts = fixture.kind === "radiator" ? radiator(fixture) : [whole(fixture)];
  const body = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  return body;
}

function whole({ width, depth, height }: Fixture): BufferGeometry {
  return box({ x: [-width / 2, width / 2], y: [0, height], z: [-depth / 2, depth / 2] });
}

/** Returns upright fins between two tubes. */
function radiator({ width, depth, height }: Fixture): BufferGeometry[] {
  const [w, d] = [width / 2, depth / 2];
  const count = Math.max(2, Math.round(width / finMm));
  const step = (width - finThick) / (count - 1);
  const fins = Array.from({ length: count }, (_, i) => {
    const from = -w + i * step;
    return box({ x: [from, from + finThick], y: [0, height], z: [-d, d] });
  });
  const tube = Math.min(40, height / 4);
  const levels = [height * 0.08, height * 0.92 - tube];
  const tubes = levels.map((low) => box({ x: [-w, w], y: [low, low + tube], z: [-d * 0.6, d * 0.6] }));
  return [...fins, ...tubes];
}

/** Returns the matrix from a fixture's axes, in millimetres, to world space. */
function matrixOf({ x, y, z, rotation }: Fixture): Matrix4 {
  const { x: wx, y: wy, z: wz } = toWorld([x, y], z);
  return new Matrix4()
    .makeRotationY(toTurn(rotation))
    .setPosition(wx, wy, wz)
    .multiply(new Matrix4().makeScale(1 / mmPerMetre, 1 / mmPerMetre, 1 / mmPerMetre));
}
