// The room itself: floor, walls, ceiling, and the ground around it.

import {
  BackSide,
  CircleGeometry,
  type DataTexture,
  Group,
  Mesh,
  MeshStandardMaterial,
  ShadowMaterial,
  Shape,
  ShapeGeometry,
  Vector2,
} from "three";
import { area, bounds } from "../../geometry/index.ts";
import { offset } from "../../geometry/offset.ts";
import { outerWallMm } from "../../geometry/openings.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import type { RoomPalette } from "../palette.ts";
import { mmPerMetre, toWorld } from "../space.ts";
import { boards } from "../textures.ts";
import { Fixtures } from "./fixtures.ts";
import { SlopedCeiling } from "./slope.ts";
import { cutThick, Wall } from "./wall.ts";
import { usualCeiling, wallRuns } from "./walls.ts";

export class Shell {
  readonly group = new Group();
  #walls: Wall[] = [];
  #slopes: SlopedCeiling[] = [];
  #fixtures: Fixtures | undefined;
  #built: { plan: PlanBody; palette: RoomPalette } | undefined;
  readonly #boards: DataTexture = boards();
  readonly #floor = new Mesh(
    new ShapeGeometry(),
    new MeshStandardMaterial({ roughness: 0.6, map: this.#boards }),
  );
  readonly #ceiling = new Mesh(
    new ShapeGeometry(),
    new MeshStandardMaterial({ roughness: 1, side: BackSide }),
  );
  readonly #ground = new Mesh(new CircleGeometry(1, 48), new ShadowMaterial());

  constructor() {
    this.#floor.receiveShadow = true;
    this.#ground.receiveShadow = true;
    this.#ground.rotation.x = -Math.PI / 2;
    this.#ceiling.visible = false;
    this.#floor.name = "floor";
    this.#ceiling.name = "ceiling";
    this.group.add(this.#floor, this.#ceiling, this.#ground);
  }

  /** Builds the room; returns false when it was already built from this plan and palette. */
  build(plan: PlanBody, palette: RoomPalette): boolean {
    if (this.#built?.plan === plan && this.#built.palette === palette) return false;
    this.#built = { plan, palette };
    for (const wall of this.#walls) wall.dispose();
    this.#walls = wallRuns(plan).map((run) => new Wall(run, palette));
    for (const [i, { group }] of this.#walls.entries()) {
      group.name = `wall ${i + 1}`;
      this.group.add(group);
    }
    this.#buildFixed(plan, palette);
    this.#layFloor(plan, palette);
    const { x, y, width, height } = bounds(plan.outline);
    this.#ground.position.copy(toWorld([x + width / 2, y + height / 2], -15));
    this.#ground.scale.setScalar(Math.hypot(width, height) / mmPerMetre + 3);
    this.#ground.material.opacity = palette.dark ? 0.12 : 0.07;
    return true;
  }

  /** Shows or hides the ceiling. */
  roofed(on: boolean): void {
    this.#ceiling.visible = on;
  }

  /** Fades walls that hide the target, or none with `always`; returns true while one is fading. */
  fade(eye: Point, target: Point, ms: number, always: boolean): boolean {
    const walls = this.#walls.map((wall) => wall.fade(eye, target, ms, always));
    return [...walls, ...this.#slopes.map((slope) => slope.fade(ms, always))].includes(true);
  }

  dispose(): void {
    for (const part of [...this.#walls, ...this.#slopes]) part.dispose();
    this.#fixtures?.dispose();
    for (const mesh of [this.#floor, this.#ceiling, this.#ground]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
    this.#boards.dispose();
  }

  #buildFixed({ fixtures = [], slopes = [], ceiling = usualCeiling }: PlanBody, palette: RoomPalette): void {
    this.#fixtures?.dispose();
    for (const slope of this.#slopes) slope.dispose();
    this.#fixtures = new Fixtures(fixtures, palette);
    this.#slopes = slopes.map((slope) => new SlopedCeiling(slope, ceiling, palette));
    this.group.add(this.#fixtures.group, ...this.#slopes.map(({ mesh }) => mesh));
  }

  #layFloor(plan: PlanBody, { dark }: RoomPalette): void {
    const { outline, ceiling = usualCeiling } = plan;
    const { width, height } = bounds(outline);
    const clockwise = area(outline) >= 0 ? outline : [...outline].reverse();
    for (const mesh of [this.#floor, this.#ceiling]) mesh.geometry.dispose();
    // Extends under the walls, so that there is a floor in doorways.
    this.#floor.geometry = flat(offset(clockwise, outerWallMm - 2));
    this.#ceiling.geometry = flat(clockwise);
    // Just below the dark upper edge of the walls.
    this.#ceiling.geometry.translate(0, (ceiling - cutThick - 1) / mmPerMetre, 0);
    this.#boards.rotation = height > width ? Math.PI / 2 : 0;
    this.#floor.material.color.set(dark ? "#b08d66" : "#dcbf98");
    this.#ceiling.material.color.set(dark ? "#b9ae9f" : "#faf6ef");
  }
}

/** Returns a polygon of the plan, horizontal and facing up; a rectangle while a room has no outline. */
function flat(outline: readonly Point[]): ShapeGeometry {
  const points = (outline.length < 3 ? rectangle() : outline).map(
    ([x, y]) => new Vector2(x / mmPerMetre, -y / mmPerMetre),
  );
  return new ShapeGeometry(new Shape(points)).rotateX(-Math.PI / 2) as ShapeGeometry;
}

function rectangle(): Point[] {
  const { x, y, width, height } = bounds([]);
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
