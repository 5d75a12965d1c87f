// One wall in world space. It has its own materials, because each wall fades on its own.

import { type BufferGeometry, type Color, Group, Mesh, MeshStandardMaterial } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Point } from "../../model/index.ts";
import { type RoomPalette, shaded } from "../palette.ts";
import { approach, faded, hides, setOpacity } from "./fading.ts";
import { type Fitting, fittings } from "./fittings.ts";
import { below, layerBelow, type Solid } from "./overhead.ts";
import { type Frame, footprint, frameOf, strip, upright } from "./slab.ts";
import { panels, type Rect, type WallRun } from "./walls.ts";

type Surface = "plaster" | "paint" | "cut" | Fitting["of"];

/** Height and thickness of skirting boards, which are not across doors. */
const skirting = 80;
const skirtingThick = 14;
/** Thickness of paint, so that it is in front of the plaster. */
const paintThick = 1.5;
/** Thickness of a wall's upper edge, which is dark as a cut wall in a drawing. */
export const cutThick = 6;
const glassy = 0.22;
/** Least opacity of a highlighted wall, and how bright it glows. */
const highlightOpacity = 0.5;
const glowShare = 0.45;
/** Opacity above which a wall can be pointed at. */
const solidOpacity = 0.7;
const plaster = "#f4ede2";

export class Wall {
  readonly group = new Group();
  #opacity = 1;
  #highlighted = false;
  readonly #materials = new Map<Surface, MeshStandardMaterial>();

  constructor(
    readonly run: WallRun,
    palette: RoomPalette,
    /** Colour of the faces towards rooms, `#rrggbb`; undefined for bare plaster. */
    paint: string | undefined,
  ) {
    const frame = frameOf(run);
    for (const [surface, geometries] of surfaces(run, frame, paint !== undefined)) {
      const geometry = mergeGeometries(geometries.map((g) => g.toNonIndexed())).applyMatrix4(frame.matrix);
      for (const g of geometries) g.dispose();
      const material = materialOf(surface, palette, paint);
      const mesh = new Mesh(geometry, material);
      mesh.name = surface;
      mesh.castShadow = surface !== "glass";
      mesh.receiveShadow = surface !== "glass" && surface !== "cut";
      this.#materials.set(surface, material);
      this.group.add(mesh);
    }
  }

  /** Fades when it hides the target, unless `always` visible; returns true while it is fading. */
  fade(eye: Point, target: Point, ms: number, always: boolean): boolean {
    const least = this.#highlighted ? highlightOpacity : 0;
    const wanted = !always && hides(this.run, eye, target) ? Math.max(least, faded[this.run.kind]) : 1;
    if (wanted === this.#opacity) return false;
    this.#opacity = approach(this.#opacity, wanted, ms);
    for (const [surface, material] of this.#materials)
      setOpacity(material, surface === "glass" ? this.#opacity * glassy : this.#opacity);
    return this.#opacity !== wanted;
  }

  /** Keeps the wall visible where it would fade, and makes it glow in a colour, if any. */
  highlight(on: boolean, glow: Color | undefined): void {
    this.#highlighted = on;
    for (const surface of ["plaster", "paint"] as const) {
      const emissive = this.#materials.get(surface)?.emissive;
      if (glow) emissive?.copy(glow).multiplyScalar(glowShare);
      else emissive?.setScalar(0);
    }
  }

  /** Whether a pointer meets the wall: it is not faded to show what is behind it. */
  get solid(): boolean {
    return this.#opacity > solidOpacity;
  }

  dispose(): void {
    for (const child of this.group.children) if (child instanceof Mesh) child.geometry.dispose();
    for (const material of this.#materials.values()) material.dispose();
    this.group.removeFromParent();
  }
}

function surfaces(run: WallRun, frame: Frame, painted: boolean): Map<Surface, BufferGeometry[]> {
  const { height, over, openings } = run;
  const { length } = frame;
  const room = { height, over, gap: cutThick };
  const rects = panels(length, height - cutThick, openings);
  const boards = panels(
    length,
    skirting,
    openings.filter(({ kind }) => kind === "door"),
  );
  /** Cuts layers of some thickness on the wall's faces. */
  const layers = (of: readonly Rect[], thick: number) =>
    of.flatMap((rect) => faces(run, frame, thick).flatMap((z) => below(strip(rect, z), rect, room)));
  const solids: [Surface, Solid[]][] = [
    ["plaster", rects.flatMap((rect) => below(footprint(frame, rect), rect, room))],
    ["cut", layerBelow(footprint(frame, { from: 0, to: length }), cutThick, run)],
    ["paint", painted ? layers(rects, paintThick) : []],
    ["trim", layers(boards, skirtingThick)],
  ];
  const found = new Map<Surface, BufferGeometry[]>(solids.map(([of, some]) => [of, some.map(upright)]));
  for (const { of, geometry } of openings.flatMap((opening) => fittings(opening, frame))) {
    found.set(of, [...(found.get(of) ?? []), geometry]);
  }
  return new Map([...found].filter(([, geometries]) => geometries.length > 0));
}

/** Returns the extents of a layer across the wall: on its face towards the room, and on both faces of an inner wall. */
function faces({ kind }: WallRun, { thickness }: Frame, thick: number): [number, number][] {
  return kind === "outer"
    ? [[0, thick]]
    : [
        [0, thick],
        [-thickness - thick, -thickness],
      ];
}

function materialOf(
  surface: Surface,
  { wall, dark }: RoomPalette,
  paint: string | undefined,
): MeshStandardMaterial {
  switch (surface) {
    case "plaster":
      return new MeshStandardMaterial({ color: dark ? "#cfc4b5" : plaster, roughness: 1 });
    case "paint":
      return new MeshStandardMaterial({ color: shaded(paint ?? plaster, dark), roughness: 1 });
    case "cut":
      return new MeshStandardMaterial({ color: dark ? "#15120f" : wall, roughness: 1 });
    case "trim":
      return new MeshStandardMaterial({ color: dark ? "#ddd3c5" : "#fdfaf4", roughness: 0.7 });
    case "leaf":
      return new MeshStandardMaterial({ color: dark ? "#d6cbbc" : "#faf5ec", roughness: 0.6 });
    case "metal":
      return new MeshStandardMaterial({ color: "#a58a5e", roughness: 0.4, metalness: 0.3 });
    case "glass":
      return new MeshStandardMaterial({
        color: "#cfe3ea",
        roughness: 0.1,
        transparent: true,
        opacity: glassy,
      });
  }
}
