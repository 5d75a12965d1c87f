// A sloped part of the ceiling in world space. It fades as walls do, while it hides the room.

import { type BufferGeometry, DoubleSide, Mesh, MeshStandardMaterial, ShapeUtils, Vector2 } from "three";
import { area } from "../../geometry/index.ts";
import type { Point } from "../../model/index.ts";
import { ceilingColour, type RoomPalette } from "../palette.ts";
import { mmPerMetre, toWorld } from "../space.ts";
import { approach, faded, setOpacity } from "./fading.ts";
import { flatFaces } from "./slab.ts";
import type { Corner, SlopedFaces } from "./sloped-faces.ts";
import { cutThick } from "./wall.ts";

export class SlopedCeiling {
  readonly mesh: Mesh<BufferGeometry, MeshStandardMaterial>;

  constructor(faces: SlopedFaces, palette: RoomPalette) {
    const color = ceilingColour(palette);
    this.mesh = new Mesh(bodyOf(faces), new MeshStandardMaterial({ color, roughness: 1, side: DoubleSide }));
    // Just below the dark upper edge of the walls, as the ceiling is.
    this.mesh.position.y = -(cutThick + 1) / mmPerMetre;
  }

  /**
   * Fades unless `always` visible, which it is while one walks below it: from outside, a camera is above the
   * ceiling. Returns true while it is fading.
   */
  fade(ms: number, always: boolean): boolean {
    const { material } = this.mesh;
    const wanted = always ? 1 : faded.inner;
    if (material.opacity === wanted) return false;
    setOpacity(material, approach(material.opacity, wanted, ms));
    return material.opacity !== wanted;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }
}

/** Returns the faces of a slope in world space. */
function bodyOf({ underside, upright }: SlopedFaces): BufferGeometry {
  const world = ([x, y, height]: Corner) => toWorld([x, y], height);
  const onPlan = underside.map(([x, y]) => new Vector2(x, y));
  const triangles = underside.length < 3 ? [] : ShapeUtils.triangulateShape(onPlan, []);
  const below = triangles.map((corners) => facingDown(corners.flatMap((i) => underside.slice(i, i + 1))));
  return flatFaces([...below, ...upright].map((face) => face.map(world)));
}

function facingDown(face: Corner[]): Corner[] {
  return area(face.map(([x, y]): Point => [x, y])) > 0 ? face : face.reverse();
}
