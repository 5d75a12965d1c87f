// The geometry of a piece of furniture: its parts, merged into one geometry per material, in metres.

import { BufferAttribute, type BufferGeometry, Color, Matrix4, Vector3 } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Piece } from "../../catalog/types.ts";
import type { Kind, Size } from "../../model/index.ts";
import { drawers, nightstand, shelf, storage, tvUnit, wardrobe } from "./cases.ts";
import { block, type Material, type Part } from "./part.ts";
import { armchair, corner, ottoman, sofa } from "./seats.ts";
import { bed, lamp, plant, roundRug, rug } from "./soft.ts";
import { bench, chair, desk, mirror, roundTable, stool, table } from "./stands.ts";
import { unwrapUv } from "./uv.ts";

type Build = (size: Size, colour: string) => Part[];

const builds: Record<Kind, Build> = {
  sofa,
  corner,
  armchair,
  ottoman,
  chair,
  stool,
  bench,
  table,
  "round-table": roundTable,
  desk,
  bed,
  nightstand,
  wardrobe,
  drawers,
  storage,
  shelf,
  "tv-unit": tvUnit,
  lamp,
  rug,
  "round-rug": roundRug,
  plant,
  mirror,
  "table-lamp": lamp,
  "ceiling-lamp": lamp,
  "wall-shelf": shelf,
  picture: mirror,
  curtain: mirror,
  other: plainBox,
};

export type Body = ReadonlyMap<Material, BufferGeometry>;

/** The properties that a body depends on. */
export type Look = Pick<Piece, "kind" | "known" | "size" | "colour">;

/** Returns a key that is the same for pieces that look the same. */
export function bodyKey({ kind, known, size, colour }: Look): string {
  return `${known ? kind : "?"} ${size.width} ${size.depth} ${size.height} ${colour}`;
}

/** Returns the body of a piece, exactly as large as the piece; a plain box for an unknown product. */
export function bodyOf({ kind, known, size, colour }: Look): Body {
  const parts = known ? builds[kind](size, colour) : plainBox(size, colour);
  const merged = new Map<Material, BufferGeometry>();
  for (const stuff of new Set(parts.map((p) => p.stuff))) {
    merged.set(stuff, merge(parts.filter((p) => p.stuff === stuff)));
  }
  for (const { geometry } of parts) geometry.dispose();
  stretch([...merged.values()], size);
  return merged;
}

function plainBox({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  return [block({ stuff: "plain", colour }, { x: [-w / 2, w / 2], y: [0, h], z: [-d / 2, d / 2] }, 20, 2)];
}

/** Returns one geometry in which every vertex has its part's colour. */
function merge(parts: readonly Part[]): BufferGeometry {
  const geometry = mergeGeometries(parts.map((part) => coloured(unwrapUv(part.geometry), part.colour)));
  geometry.computeBoundingBox();
  return geometry;
}

function coloured(geometry: BufferGeometry, colour: string): BufferGeometry {
  const { r, g, b } = new Color(colour);
  const { count } = geometry.getAttribute("position");
  const values = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) values.set([r, g, b], i * 3);
  return geometry.setAttribute("color", new BufferAttribute(values, 3));
}

/**
 * Scales the whole to its product's size, in metres: leaning leaves and bulging cushions change the extent.
 */
function stretch(geometries: readonly BufferGeometry[], size: Size): void {
  const low = new Vector3(Infinity, Infinity, Infinity);
  const high = new Vector3(-Infinity, -Infinity, -Infinity);
  for (const { boundingBox } of geometries) {
    if (!boundingBox) continue;
    low.min(boundingBox.min);
    high.max(boundingBox.max);
  }
  const wanted = new Vector3(size.width, size.height, size.depth).divideScalar(1000);
  const scale = wanted.divide(high.clone().sub(low));
  const middle = new Vector3((low.x + high.x) / 2, low.y, (low.z + high.z) / 2);
  const matrix = new Matrix4()
    .makeScale(scale.x, scale.y, scale.z)
    .multiply(new Matrix4().makeTranslation(middle.negate()));
  for (const geometry of geometries) {
    geometry.applyMatrix4(matrix);
    geometry.computeBoundingSphere();
  }
}
