// The drawing surface: a canvas with WebGL 2, and the renderer on it.

import { NeutralToneMapping, PCFShadowMap, WebGLRenderer } from "three";

/** More pixels than this a screen pixel cost much and show nothing. */
const mostPixelRatio = 2;

/** Throws an Error named NoWebGL where there is none. */
export function makeRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  const context = canvas.getContext("webgl2", { antialias: true, alpha: false, powerPreference: "default" });
  if (!context) {
    const error = new Error("WebGL 2 can't be had.");
    error.name = "NoWebGL";
    throw error;
  }
  const renderer = new WebGLRenderer({ canvas, context });
  // The one that leaves a fabric the colour that the shop photographed.
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.shadowMap.autoUpdate = false;
  return renderer;
}

/** Fits the picture to its element, with so many pixels to each of the screen's or more; false while that has no size. */
export function resize(renderer: WebGLRenderer, width: number, height: number, least = 0): boolean {
  if (width === 0 || height === 0) return false;
  renderer.setPixelRatio(Math.max(least, Math.min(mostPixelRatio, devicePixelRatio)));
  renderer.setSize(width, height, false);
  return true;
}
