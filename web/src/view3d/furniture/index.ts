// The geometry of a piece of furniture: its parts, merged into one geometry per material, in metres.

import { BufferAttribute, type BufferGeometry, Color, Matrix4, Vector3 } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Piece } from "../../catalog/types.ts";
import type { Kind, Size } from "../../model/index.ts";
import { drawers, nightstand, shelf, storage, tvUnit, wardrobe } from "./cases.ts";
import { curtain, mirror, picture, wallShelf } from "./hung.ts";
import { ceilingLamp, lamp, tableLamp } from "./lamps.ts";
import { block, type Material, type Part } from "./part.ts";
import { armchair, corner, ottoman, sofa } from "./seats.ts";
import { bed, plant, roundRug, rug } from "./soft.ts";
import { bench, chair, desk, roundTable, stool, table } from "./stands.ts";
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
  "table-lamp": tableLamp,
  "ceiling-lamp": ceilingLamp,
  "wall-shelf": wallShelf,
  picture,
  curtain,
  other: plainBox,
};

export type Body = ReadonlyMap<Material, BufferGeometry>;

/** The properties that a body depends on. */
export type Look = Pick<Piece, "kind" | "known" | "size" | "colour" | "mirrored">;

/** Returns a key that is the same for pieces that look the same. */
export function bodyKey({ kind, known, size, colour, mirrored = false }: Look): string {
  return `${known ? kind : "?"} ${size.width} ${size.depth} ${size.height} ${colour} ${mirrored}`;
}

/** Returns the body of a piece, exactly as large as the piece; a plain box for an unknown product. */
export function bodyOf({ kind, known, size, colour, mirrored }: Look): Body {
  const parts = known ? builds[kind](size, colour) : plainBox(size, colour);
  const merged = new Map<Material, BufferGeometry>();
  for (const stuff of new Set(parts.map((p) => p.stuff))) {
    merged.set(stuff, merge(parts.filter((p) => p.stuff === stuff)));
  }
  for (const { geometry } of parts) geometry.dispose();
  stretch([...merged.values()], size);
  if (mirrored) for (const geometry of merged.values()) mirrorBody(geometry);
  return merged;
}

function plainBox({ width: w, depth: d, height: h }: Size, colour: string): Part[] {
  return [block({ stuff: "plain", colour }, { x: [-w / 2, w / 2], y: [0, h], z: [-d / 2, d / 2] }, 20, 2)];
}

/** Exchanges left and right, and the order of each triangle's corners, so that its front stays its front. */
function mirrorBody(geometry: BufferGeometry): void {
  geometry.scale(-1, 1, 1);
  for (const attribute of Object.values(geometry.attributes)) {
    const { array, itemSize } = attribute;
    for (let i = 0; i < array.length; i += 3 * itemSize) {
      const second = array.slice(i + itemSize, i + 2 * itemSize);
      array.copyWithin(i + itemSize, i + 2 * itemSize, i + 3 * itemSize);
      array.set(second, i + 2 * itemSize);
    }
  }
  geometry.computeBoundingSphere();
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
