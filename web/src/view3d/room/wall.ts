// One wall in world space. It has its own materials, because each wall fades on its own.

import { type BufferGeometry, Group, Mesh, MeshStandardMaterial } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Point } from "../../model/index.ts";
import { type RoomPalette, shaded } from "../palette.ts";
import { approach, faded, hides } from "./fading.ts";
import { type Fitting, fittings } from "./fittings.ts";
import { box, type Frame, frameOf, slab } from "./slab.ts";
import { panels, type Rect, type WallRun } from "./walls.ts";

type Surface = "plaster" | "paint" | "cut" | Fitting["of"];

const skirting = 80;
/** Thickness of paint, so that it is in front of the plaster. */
const paintThick = 1.5;
/** Thickness of a wall's upper edge, which is dark as a cut wall in a drawing. */
export const cutThick = 6;
const glassy = 0.22;
const plaster = "#f4ede2";

export class Wall {
  readonly group = new Group();
  #opacity = 1;
  readonly #materials = new Map<Surface, MeshStandardMaterial>();

  constructor(
    private readonly run: WallRun,
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
    const wanted = !always && hides(this.run, eye, target) ? faded[this.run.kind] : 1;
    if (wanted === this.#opacity) return false;
    this.#opacity = approach(this.#opacity, wanted, ms);
    for (const [surface, material] of this.#materials) show(surface, material, this.#opacity);
    return this.#opacity !== wanted;
  }

  dispose(): void {
    for (const child of this.group.children) if (child instanceof Mesh) child.geometry.dispose();
    for (const material of this.#materials.values()) material.dispose();
    this.group.removeFromParent();
  }
}

function surfaces(run: WallRun, frame: Frame, painted: boolean): Map<Surface, BufferGeometry[]> {
  const { height, openings } = run;
  const rects = panels(frame.length, height - cutThick, openings);
  const cut = { from: 0, to: frame.length, bottom: height - cutThick, top: height };
  const found = new Map<Surface, BufferGeometry[]>([
    ["plaster", rects.map((rect) => slab(frame, rect))],
    ["cut", [slab(frame, cut)]],
    ["paint", painted ? rects.flatMap((rect) => layer(run, frame, rect, paintThick)) : []],
    ["trim", skirtings(run, frame)],
  ]);
  for (const { of, geometry } of openings.flatMap((opening) => fittings(opening, frame))) {
    found.set(of, [...(found.get(of) ?? []), geometry]);
  }
  return new Map([...found].filter(([, geometries]) => geometries.length > 0));
}

/** Returns skirting boards, not across doors; on both sides of an inner wall. */
function skirtings({ kind, openings }: WallRun, { length, thickness }: Frame): BufferGeometry[] {
  const doors = openings.filter((o) => o.kind === "door");
  return panels(length, skirting, doors).flatMap((rect) => layer({ kind }, { thickness }, rect, 14));
}

/** Returns a layer of some thickness on a wall's face towards the room; on both faces of an inner wall. */
function layer(
  { kind }: Pick<WallRun, "kind">,
  { thickness }: Pick<Frame, "thickness">,
  { from, to, bottom, top }: Rect,
  thick: number,
): BufferGeometry[] {
  const x = [from, to] as const;
  const y = [bottom, top] as const;
  const front = box({ x, y, z: [0, thick] });
  return kind === "outer" ? [front] : [front, box({ x, y, z: [-thickness - thick, -thickness] })];
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

function show(surface: Surface, material: MeshStandardMaterial, opacity: number): void {
  material.opacity = surface === "glass" ? opacity * glassy : opacity;
  const clear = surface === "glass" || opacity < 1;
  if (material.transparent !== clear) material.needsUpdate = true;
  material.transparent = clear;
  // A faded wall must not hide what is behind it.
  material.depthWrite = !clear;
}
