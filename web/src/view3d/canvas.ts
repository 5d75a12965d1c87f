// Creates the WebGL 2 renderer of a canvas, and sets its size.

import { NeutralToneMapping, PCFShadowMap, WebGLRenderer } from "three";

/** Upper limit of canvas pixels per CSS pixel: more cost much and add nothing visible. */
const mostPixelRatio = 2;

/** Returns a renderer on a canvas; throws an Error named NoWebGL where WebGL 2 isn't available. */
export function makeRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  const context = canvas.getContext("webgl2", { antialias: true, alpha: false, powerPreference: "default" });
  if (!context) {
    const error = new Error("WebGL 2 can't be had.");
    error.name = "NoWebGL";
    throw error;
  }
  const renderer = new WebGLRenderer({ canvas, context });
  // Of three's tone mappings, the one that leaves a fabric the colour that the shop photographed.
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.shadowMap.autoUpdate = false;
  return renderer;
}

/**
 * Sets the renderer's size (CSS pixels), with at least `least` canvas pixels per
 * CSS pixel; returns false, and does nothing, while the element has no size.
 */
export function resize(renderer: WebGLRenderer, width: number, height: number, least = 0): boolean {
  if (width === 0 || height === 0) return false;
  renderer.setPixelRatio(Math.max(least, Math.min(mostPixelRatio, devicePixelRatio)));
  renderer.setSize(width, height, false);
  return true;
}
