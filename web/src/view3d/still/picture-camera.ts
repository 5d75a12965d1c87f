// The camera of a picture: it looks from where the view's does, in the same direction, at what is seen there.

import { MathUtils, type PerspectiveCamera, type Vector3 } from "three";

/** What is seen of the room. */
export interface Sight {
  /** The camera of the view. */
  camera: PerspectiveCamera;
  /** The fractions of the view's width and height that no panel covers; the camera's axis is in their middle. */
  clear: readonly [across: number, down: number];
  /** Corners of a box around the room; none when the camera is in it. */
  around: readonly Vector3[];
}

interface PictureSize {
  width: number;
  height: number;
}

/** A range of x or y at a distance of 1 before the camera, from its axis. */
interface Range {
  from: number;
  to: number;
}

/** Part of the room's extent that is kept free around it, if that is seen. */
const margin = 0.04;

/**
 * Returns a camera with the view's position and direction, for a picture of another shape. It sees all of the room
 * that is seen in the view. If the view is higher than the picture, it sees the view's whole width, and of the height
 * no more than the room needs; if the view is wider, the other way round.
 */
export function pictureCamera({ camera: view, clear, around }: Sight, size: PictureSize): PerspectiveCamera {
  const aspect = size.width / size.height;
  const tan = Math.tan((view.fov * MathUtils.DEG2RAD) / 2);
  const [across, down] = [tan * view.aspect * clear[0], tan * clear[1]];
  const room = extentOf(view, around);
  if (across > down * aspect) {
    const x = narrowed(across, room?.x, 2 * down * aspect);
    return aimed(view, size, [(x.from + x.to) / 2, 0], (x.to - x.from) / aspect);
  }
  const y = narrowed(down, room?.y, (2 * across) / aspect);
  return aimed(view, size, [0, (y.from + y.to) / 2], y.to - y.from);
}

/** Returns where points are before a camera; undefined for none, and when one is beside or behind it. */
function extentOf(view: PerspectiveCamera, points: readonly Vector3[]): { x: Range; y: Range } | undefined {
  view.updateMatrixWorld();
  const seen = points.map((point) => point.clone().applyMatrix4(view.matrixWorldInverse));
  if (seen.length === 0 || seen.some(({ z }) => z > -view.near)) return undefined;
  const rangeOf = (values: readonly number[]): Range => {
    const [from, to] = [Math.min(...values), Math.max(...values)];
    return { from: from - (to - from) * margin, to: to + (to - from) * margin };
  };
  return { x: rangeOf(seen.map(({ x, z }) => x / -z)), y: rangeOf(seen.map(({ y, z }) => y / -z)) };
}

/** Returns the part from -`half` to `half` that has what is there of a range, and is at least `least` long. */
function narrowed(half: number, range: Range | undefined, least: number): Range {
  const from = Math.max(-half, range?.from ?? -half);
  const to = Math.min(half, range?.to ?? half);
  const length = Math.min(2 * half, Math.max(least, to - from));
  const start = Math.min(half - length, Math.max(-half, (from + to - length) / 2));
  return { from: start, to: start + length };
}

/** Returns a camera whose picture has its middle beside the axis, and a height; both at a distance of 1. */
function aimed(
  view: PerspectiveCamera,
  { width, height }: PictureSize,
  [x, y]: readonly [number, number],
  high: number,
): PerspectiveCamera {
  const camera = view.clone();
  const aspect = width / height;
  // The picture is a part of a larger one, whose middle is on the axis.
  const whole = Math.max(2 * Math.abs(y) + high, (2 * Math.abs(x)) / aspect + high);
  const scale = height / high;
  camera.aspect = aspect;
  camera.fov = 2 * Math.atan(whole / 2) * MathUtils.RAD2DEG;
  camera.setViewOffset(
    whole * aspect * scale,
    whole * scale,
    ((whole * aspect) / 2) * scale + x * scale - width / 2,
    (whole / 2 - y) * scale - height / 2,
    width,
    height,
  );
  return camera;
}
