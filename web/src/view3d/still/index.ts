// A 4K picture of the room in soft light: the mean of many pictures, each with the sun and the sky's light
// from another direction, and with the pixels shifted by a part of one. Loaded when a picture is asked for.

import { type Color, MathUtils, type PerspectiveCamera, type WebGLRenderer } from "three";
import type { Lights } from "../lights.ts";
import { pngOf } from "../png.ts";
import { halton } from "./halton.ts";
import { Mean } from "./mean.ts";
import { SoftLight } from "./soft-light.ts";

export const stillSize = { width: 3840, height: 2160 } as const;
/** Number of pictures that the mean is of: as many as are drawn in `timeBudgetMs`, within these limits. */
const pictures = { least: 4, most: 24 } as const;
const timeBudgetMs = 3_000;

export interface StillParts {
  renderer: WebGLRenderer;
  lights: Lights;
  /** The camera of the view. */
  camera: PerspectiveCamera;
  /** Colour around the room. */
  paper: Color;
  /** Draws the room alone, without a background, to the renderer's target. */
  draw: (camera: PerspectiveCamera) => void;
}

/**
 * Returns a PNG of `stillSize`. All pictures are drawn in one task, so that nothing moves between them.
 * Rejects where the graphics processor can't draw a picture of that size.
 */
export async function takeStill(parts: StillParts): Promise<Blob> {
  const { width, height } = stillSize;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas to draw on.");
  context.putImageData(new ImageData(drawn(parts), width, height), 0, 0);
  return await pngOf(canvas);
}

function drawn({ renderer, lights, camera, paper, draw }: StillParts): Uint8ClampedArray<ArrayBuffer> {
  const mean = new Mean(renderer, stillSize);
  const light = new SoftLight(lights);
  const wide = cameraFor(camera);
  const begun = performance.now();
  const goesOn = (count: number) =>
    count < pictures.least || (count < pictures.most && performance.now() - begun < timeBudgetMs);
  try {
    for (let i = 0; goesOn(i); i++) {
      light.shine(i);
      shift(wide, i);
      renderer.shadowMap.needsUpdate = true;
      mean.add(() => draw(wide));
    }
    return mean.toPixels(paper);
  } finally {
    light.dispose();
    mean.dispose();
  }
}

/** Returns a camera that sees in 16:9 at least all that the view's camera sees. */
export function cameraFor(view: PerspectiveCamera): PerspectiveCamera {
  const camera = view.clone();
  camera.clearViewOffset();
  const aspect = stillSize.width / stillSize.height;
  const wider = Math.max(1, view.aspect / aspect);
  camera.aspect = aspect;
  camera.fov = 2 * Math.atan(Math.tan((view.fov * MathUtils.DEG2RAD) / 2) * wider) * MathUtils.RAD2DEG;
  camera.updateProjectionMatrix();
  return camera;
}

/** Shifts a camera's picture by at most half a pixel. */
function shift(camera: PerspectiveCamera, i: number): void {
  const { width, height } = stillSize;
  camera.setViewOffset(width, height, halton(i, 2) - 0.5, halton(i, 3) - 0.5, width, height);
}
