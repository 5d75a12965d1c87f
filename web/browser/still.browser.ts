// The 4K picture of the 3D view.

import { Color } from "three";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newRoom, open, put, watch } from "./fixture.ts";

/** Returns the pixels of a picture. */
async function pixelsOf(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Returns how many pixels have nearly a colour. */
function countNear({ data }: ImageData, colour: Color, levels = 10): number {
  const wanted = colour.getHex();
  const [r, g, b] = [wanted >> 16, (wanted >> 8) & 255, wanted & 255];
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const off = [r - (data[i] ?? 0), g - (data[i + 1] ?? 0), b - (data[i + 2] ?? 0)];
    if (off.every((one) => Math.abs(one) <= levels)) count++;
  }
  return count;
}

/** Returns how many pixels have nearly the colour #ff00ff, also where light and tone mapping changed it. */
function countMagenta({ data }: ImageData): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
    if (r > 150 && b > 150 && g < 120) count++;
  }
  return count;
}

// Marks of a selection have the accent colour: here one that nothing else in the room has.
beforeEach(() => document.documentElement.style.setProperty("--homstyle-accent", "#ff00ff"));
afterEach(() => void document.documentElement.style.removeProperty("--homstyle-accent"));

// A machine without a graphics processor takes some seconds for each picture of the mean.
test("the 4K picture shows the room, and no marks of a selection", { timeout: 240_000 }, async () => {
  const room = newRoom();
  const bo = await watch(room);
  const id = await put(bo, "sofa.klinte", { x: 2000, y: 1500, z: 0, rotation: 0 }, "sand");
  const element = await open(room, { view: "3d" });
  const view = () => element.shadowRoot?.querySelector(".view3d");
  await expect.poll(() => view()?.querySelector("canvas")?.clientWidth).toBeGreaterThan(100);
  element.select([id]);
  const file = await element.exportAs("4k");
  expect(file.type).toBe("image/png");
  const pixels = await pixelsOf(file);
  expect([pixels.width, pixels.height]).toEqual([3840, 2160]);
  const style = getComputedStyle(view() as Element);
  const token = (name: string) => new Color(style.getPropertyValue(name).trim());
  expect(countNear(pixels, token("--paper"))).toBeGreaterThan(10_000);
  expect(new Set(new Uint32Array(pixels.data.buffer)).size).toBeGreaterThan(1000);
  expect(countNear(pixels, token("--mine"))).toBe(0);
  expect(token("--accent").getHexString()).toBe("ff00ff");
  expect(countMagenta(pixels)).toBe(0);
});

test("without the 3D view there is no 4K picture", async () => {
  const element = await open(newRoom());
  await expect(element.exportAs("4k")).rejects.toThrow("needs the 3D view");
});
