// The parts of furniture: boxes, cushions, rods and turned parts. Lengths are in millimetres;
// y points up from the floor, the front is towards +z, the piece's centre is at x = z = 0.

import { BoxGeometry, type BufferGeometry, CylinderGeometry, Matrix4, Vector3 } from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";
import { lathe, type Turn } from "./lathe.ts";

/** Materials of parts; materials.ts defines each. */
export type Material = "fabric" | "wood" | "plain" | "metal" | "glass" | "mirror" | "glow" | "leaf";

export interface Part {
  stuff: Material;
  /** Hexadecimal, `#rrggbb`. */
  colour: string;
  geometry: BufferGeometry;
}

/** Material and colour of a part. */
export interface Skin {
  stuff: Material;
  colour: string;
}

/** Lower and upper limit on each axis, millimetres. */
export interface Extent {
  x: readonly [number, number];
  y: readonly [number, number];
  z: readonly [number, number];
}

/** Least thickness of a part, millimetres: a thinner one would be a plane, whose normals are undefined. */
const thinnest = 0.5;

function span([from, to]: readonly [number, number]): { length: number; middle: number } {
  return { length: Math.max(thinnest, to - from), middle: (from + to) / 2 };
}

/** Returns a box with rounded edges. */
export function block(skin: Skin, extent: Extent, radius = 6, segments = 1): Part {
  const x = span(extent.x);
  const y = span(extent.y);
  const z = span(extent.z);
  const most = Math.min(x.length, y.length, z.length) / 2;
  const geometry =
    most < 2 || radius < 1
      ? new BoxGeometry(x.length, y.length, z.length)
      : new RoundedBoxGeometry(x.length, y.length, z.length, segments, Math.min(radius, most * 0.98));
  return { ...skin, geometry: geometry.translate(x.middle, y.middle, z.middle) };
}

/** Default exponent of a cushion's shape: 2 is an ellipsoid, 20 nearly a box. */
const firmness = 7;
const cushionSegments = 6;

/** Returns a stuffed box: a superellipsoid, |x|ⁿ + |y|ⁿ + |z|ⁿ = 1. */
export function cushion(skin: Skin, extent: Extent, n = firmness): Part {
  const x = span(extent.x);
  const y = span(extent.y);
  const z = span(extent.z);
  const half = new Vector3(x.length, y.length, z.length).divideScalar(2);
  const geometry = new BoxGeometry(2, 2, 2, cushionSegments, cushionSegments, cushionSegments);
  const position = geometry.getAttribute("position");
  const normal = geometry.getAttribute("normal");
  const p = new Vector3();
  for (let i = 0; i < position.count; i++) {
    p.fromBufferAttribute(position, i);
    // Moves vertices towards the edges, where the surface curves.
    p.set(spread(p.x), spread(p.y), spread(p.z));
    p.divideScalar((Math.abs(p.x) ** n + Math.abs(p.y) ** n + Math.abs(p.z) ** n) ** (1 / n));
    position.setXYZ(i, p.x * half.x, p.y * half.y, p.z * half.z);
    p.set(steep(p.x, n) / half.x, steep(p.y, n) / half.y, steep(p.z, n) / half.z).normalize();
    normal.setXYZ(i, p.x, p.y, p.z);
  }
  return { ...skin, geometry: geometry.translate(x.middle, y.middle, z.middle) };
}

function spread(at: number): number {
  return Math.sin((at * Math.PI) / 2);
}

function steep(at: number, n: number): number {
  return Math.sign(at) * Math.abs(at) ** (n - 1);
}

/** Returns a rod or leg between two points; `top` is the radius at `to`, `bottom` the one at `from`. */
export function rod(skin: Skin, from: Vector3, to: Vector3, top: number, bottom = top, sides = 12): Part {
  const along = to.clone().sub(from);
  const geometry = new CylinderGeometry(top, bottom, Math.max(thinnest, along.length()), sides);
  const up = new Vector3(0, 1, 0);
  const lean = up.angleTo(along);
  if (lean > 0.001) {
    const axis = lean > Math.PI - 0.001 ? new Vector3(1, 0, 0) : up.cross(along).normalize();
    geometry.applyMatrix4(turnAbout(axis, lean));
  }
  const middle = from.clone().add(to).divideScalar(2);
  return { ...skin, geometry: geometry.translate(middle.x, middle.y, middle.z) };
}

/** Returns a vertical round part from its outline. */
export function turnedPart(
  skin: Skin,
  outline: readonly Turn[],
  at: readonly [number, number] = [0, 0],
  sides = 32,
): Part {
  const clean = outline.map(([radius, height]): Turn => [Math.max(0, radius), height]);
  return { ...skin, geometry: lathe(clean, sides).translate(at[0], 0, at[1]) };
}

/** Rotates a part about an axis through a point, and returns the same part. */
export function tilted(part: Part, axis: "x" | "y" | "z", radians: number, about: Vector3): Part {
  const { x, y, z } = about;
  const way = new Vector3(axis === "x" ? 1 : 0, axis === "y" ? 1 : 0, axis === "z" ? 1 : 0);
  part.geometry.translate(-x, -y, -z).applyMatrix4(turnAbout(way, radians)).translate(x, y, z);
  return part;
}

function turnAbout(axis: Vector3, radians: number): Matrix4 {
  return new Matrix4().makeRotationAxis(axis, radians);
}
