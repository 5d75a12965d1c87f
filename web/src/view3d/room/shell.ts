// The room itself: floor, walls, ceiling, and the ground around it.

import {
  BackSide,
  CircleGeometry,
  type Color,
  type DataTexture,
  Group,
  Mesh,
  MeshStandardMaterial,
  type Raycaster,
  ShadowMaterial,
  Shape,
  ShapeGeometry,
  Vector2,
} from "three";
import { floorFinish, wallFinish } from "../../catalog/finishes.ts";
import type { Catalog, Finish } from "../../catalog/types.ts";
import { usualCeilingMm } from "../../geometry/ceiling.ts";
import { area, bounds } from "../../geometry/index.ts";
import { offset } from "../../geometry/offset.ts";
import { outerWallMm } from "../../geometry/openings.ts";
import { isEqual } from "../../json/equal.ts";
import type { WallRef } from "../../model/finishes.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { ceilingColour, type RoomPalette, shaded } from "../palette.ts";
import { mmPerMetre, toWorld } from "../space.ts";
import { boards, carpet, herringbone, tiles } from "../textures.ts";
import { Fixtures } from "./fixtures.ts";
import { SlopedCeiling } from "./slope.ts";
import { slopedFaces } from "./sloped-faces.ts";
import { cutThick, Wall } from "./wall.ts";
import { wallRuns } from "./walls.ts";

/** The part of the catalogue that a room is built with. */
export type Surfaces = Pick<Catalog, "finishes">;

/** A wall that does not fade, and its glow, if any. */
export interface Highlight {
  wall: WallRef;
  glow: Color | undefined;
}

const patterns: Readonly<Record<Finish["pattern"], (() => DataTexture) | undefined>> = {
  plain: undefined,
  planks: boards,
  herringbone,
  tiles,
  carpet,
};

export class Shell {
  readonly group = new Group();
  #walls: Wall[] = [];
  #slopes: SlopedCeiling[] = [];
  #highlighted: Highlight | undefined;
  #fixtures: Fixtures | undefined;
  #built: { plan: PlanBody; palette: RoomPalette; catalog: Surfaces } | undefined;
  readonly #patterns = new Map<Finish["pattern"], DataTexture>();
  readonly #floor = new Mesh(new ShapeGeometry(), new MeshStandardMaterial({ roughness: 0.6 }));
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

  /** Builds the room; returns false when it was already built from this plan, palette and catalogue. */
  build(plan: PlanBody, palette: RoomPalette, catalog: Surfaces): boolean {
    const before = this.#built;
    if (before?.plan === plan && before.palette === palette && before.catalog === catalog) return false;
    this.#built = { plan, palette, catalog };
    for (const wall of this.#walls) wall.dispose();
    this.#walls = wallRuns(plan).map(
      (run) => new Wall(run, palette, wallFinish(catalog, plan.finishes, run.ref)?.colour),
    );
    for (const [i, { group }] of this.#walls.entries()) {
      group.name = `wall ${i + 1}`;
      this.group.add(group);
    }
    this.highlight(this.#highlighted);
    this.#buildFixed(plan, palette);
    this.#layFloor(plan, palette);
    this.#finishFloor(plan, palette, floorFinish(catalog, plan.finishes));
    const { x, y, width, height } = bounds(plan.outline);
    this.#ground.position.copy(toWorld([x + width / 2, y + height / 2], -15));
    this.#ground.scale.setScalar(Math.hypot(width, height) / mmPerMetre + 3);
    this.#ground.material.opacity = palette.dark ? 0.12 : 0.07;
    return true;
  }

  /** Highlights a wall, also once it is built anew; undefined for none. */
  highlight(highlighted: Highlight | undefined): void {
    this.#highlighted = highlighted;
    for (const wall of this.#walls) {
      const on = highlighted !== undefined && isEqual(wall.run.ref, highlighted.wall);
      wall.highlight(on, on ? highlighted.glow : undefined);
    }
  }

  /** Returns the wall that a ray meets first, unless it meets the floor or a slope before; undefined for none. */
  pick(ray: Raycaster): WallRef | undefined {
    const walls = this.#walls.filter(({ solid }) => solid);
    const slopes = this.#slopes.flatMap(({ mesh }) => (mesh.material.transparent ? [] : [mesh]));
    const [hit] = ray.intersectObjects([...walls.map(({ group }) => group), ...slopes, this.#floor]);
    return walls.find(({ group }) => group === hit?.object.parent)?.run.ref;
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

  /** Reports whether a wall is faded, so that what is behind it is seen. */
  isFaded(ref: WallRef): boolean {
    return this.#walls.some(({ run, solid }) => !solid && isEqual(run.ref, ref));
  }

  dispose(): void {
    for (const part of [...this.#walls, ...this.#slopes]) part.dispose();
    this.#fixtures?.dispose();
    for (const mesh of [this.#floor, this.#ceiling, this.#ground]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
    for (const pattern of this.#patterns.values()) pattern.dispose();
  }

  #buildFixed(plan: PlanBody, palette: RoomPalette): void {
    const { fixtures = [], slopes = [], ceiling = usualCeilingMm } = plan;
    this.#fixtures?.dispose();
    for (const slope of this.#slopes) slope.dispose();
    this.#fixtures = new Fixtures(fixtures, palette);
    this.#slopes = slopes.map((slope) => new SlopedCeiling(slopedFaces(slope, ceiling, plan), palette));
    for (const [i, { mesh }] of this.#slopes.entries()) mesh.name = `slope ${i + 1}`;
    this.group.add(this.#fixtures.group, ...this.#slopes.map(({ mesh }) => mesh));
  }

  #layFloor(plan: PlanBody, palette: RoomPalette): void {
    const { outline, ceiling = usualCeilingMm } = plan;
    const clockwise = area(outline) >= 0 ? outline : [...outline].reverse();
    for (const mesh of [this.#floor, this.#ceiling]) mesh.geometry.dispose();
    // Extends under the walls, so that there is a floor in doorways.
    this.#floor.geometry = flat(offset(clockwise, outerWallMm - 2));
    this.#ceiling.geometry = flat(clockwise);
    // Just below the dark upper edge of the walls.
    this.#ceiling.geometry.translate(0, (ceiling - cutThick - 1) / mmPerMetre, 0);
    this.#ceiling.material.color.set(ceilingColour(palette));
  }

  /** Gives the floor its colour and pattern; boards of oak where the shop has no floors. */
  #finishFloor({ outline }: PlanBody, { dark }: RoomPalette, finish: Finish | undefined): void {
    const { material } = this.#floor;
    const { pattern, colour } = finish ?? { pattern: "planks", colour: "#dcbf98" };
    const map = this.#patternOf(pattern);
    if (!map !== !material.map) material.needsUpdate = true;
    material.map = map;
    material.color.copy(shaded(colour, dark));
    material.roughness = pattern === "carpet" ? 1 : 0.6;
    const { width, height } = bounds(outline);
    if (map) map.rotation = pattern === "herringbone" ? Math.PI / 4 : height > width ? Math.PI / 2 : 0;
  }

  #patternOf(pattern: Finish["pattern"]): DataTexture | null {
    const make = patterns[pattern];
    if (!make) return null;
    const made = this.#patterns.get(pattern) ?? make();
    this.#patterns.set(pattern, made);
    return made;
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
