// A sloped part of the ceiling in world space. It fades as walls do, while it hides the room.

import { BufferGeometry, DoubleSide, Float32BufferAttribute, Mesh, MeshStandardMaterial } from "three";
import { pointOnPlan } from "../../geometry/axes.ts";
import type { Slope } from "../../model/index.ts";
import type { RoomPalette } from "../palette.ts";
import { toWorld } from "../space.ts";
import { approach, faded } from "./fading.ts";

export class SlopedCeiling {
  readonly mesh: Mesh<BufferGeometry, MeshStandardMaterial>;

  /** `ceiling` is the height of the room, millimetres. */
  constructor(slope: Slope, ceiling: number, { dark }: RoomPalette) {
    const color = dark ? "#b9ae9f" : "#faf6ef";
    this.mesh = new Mesh(
      plane(slope, ceiling),
      new MeshStandardMaterial({ color, roughness: 1, side: DoubleSide }),
    );
  }

  /**
   * Fades unless `always` visible, which it is while one walks below it: from outside, a camera is above the
   * ceiling. Returns true while it is fading.
   */
  fade(ms: number, always: boolean): boolean {
    const { material } = this.mesh;
    const wanted = always ? 1 : faded.inner;
    if (material.opacity === wanted) return false;
    material.opacity = approach(material.opacity, wanted, ms);
    const clear = material.opacity < 1;
    if (material.transparent !== clear) material.needsUpdate = true;
    material.transparent = clear;
    material.depthWrite = !clear;
    return material.opacity !== wanted;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }
}

/** Returns the plane from a slope's low side to where it meets the ceiling. */
function plane(slope: Slope, ceiling: number): BufferGeometry {
  const { width, depth, low } = slope;
  const half = width / 2;
  const corner = (x: number, y: number, height: number) =>
    toWorld(pointOnPlan(slope, [x, y]), height).toArray();
  const top = Math.max(low, ceiling);
  const corners = [
    corner(-half, 0, low),
    corner(half, 0, low),
    corner(half, depth, top),
    corner(-half, depth, top),
  ];
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(corners.flat(), 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  geometry.computeVertexNormals();
  return geometry;
}
