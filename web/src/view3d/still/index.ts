// A 4K picture of the room in soft light: the mean of many pictures, each with the sun and the sky's light
// from another direction, and with the pixels shifted by a part of one. Loaded when a picture is asked for.

import type { Color, PerspectiveCamera, WebGLRenderer } from "three";
import type { Lights } from "../lights.ts";
import { pngOf } from "../png.ts";
import { halton } from "./halton.ts";
import { Mean } from "./mean.ts";
import { pictureCamera, type Sight } from "./picture-camera.ts";
import { SoftLight } from "./soft-light.ts";

export const stillSize = { width: 3840, height: 2160 } as const;
/** Number of pictures that the mean is of: as many as are drawn in `timeBudgetMs`, within these limits. */
export const pictures = { least: 8, most: 24 } as const;
const timeBudgetMs = 3_000;

export interface StillParts extends Sight {
  renderer: WebGLRenderer;
  lights: Lights;
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

function drawn({ renderer, lights, paper, draw, ...sight }: StillParts): Uint8ClampedArray<ArrayBuffer> {
  const mean = new Mean(renderer, stillSize);
  const light = new SoftLight(lights);
  const camera = pictureCamera(sight, stillSize);
  const shift = shifter(camera);
  const begun = performance.now();
  const goesOn = (count: number) =>
    count < pictures.least || (count < pictures.most && performance.now() - begun < timeBudgetMs);
  try {
    for (let i = 0; goesOn(i); i++) {
      light.shine(i);
      shift(i);
      renderer.shadowMap.needsUpdate = true;
      mean.add(() => draw(camera));
    }
    return mean.toPixels(paper);
  } finally {
    light.dispose();
    mean.dispose();
  }
}

/** Returns what shifts a camera's picture by at most half a pixel. */
function shifter(camera: PerspectiveCamera): (i: number) => void {
  const { width, height } = stillSize;
  const { fullWidth = width, fullHeight = height, offsetX = 0, offsetY = 0 } = camera.view ?? {};
  return (i) => {
    const [x, y] = [offsetX + halton(i, 2) - 0.5, offsetY + halton(i, 3) - 0.5];
    camera.setViewOffset(fullWidth, fullHeight, x, y, width, height);
  };
}
