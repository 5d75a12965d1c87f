// What a shared picture tells: its pixels alone.

import { expect, test } from "vitest";
import { withoutMetadata } from "../src/element/without-metadata.ts";

const place = "GPS 59.3293 N 18.0686 E";
/** The Exif tag of the orientation; 6 means that the picture is shown turned by 90° clockwise. */
const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];

/** Returns a JPEG as a camera writes it: 40 by 20 pixels, to be turned, with the place in its metadata. */
async function photo(): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [40, 20];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.fillRect(0, 0, 20, 20);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const bytes = new Uint8Array((await drawn?.arrayBuffer()) ?? []);
  const text = [...new TextEncoder().encode(place)];
  const tiff = [...new TextEncoder().encode("MM"), 0, 42, 0, 0, 0, 8, 0, 1, ...orientation, 0, 0, 0, 0];
  const body = [...new TextEncoder().encode("Exif"), 0, 0, ...tiff, ...text];
  const size = body.length + 2;
  const segment = new Uint8Array([0xff, 0xe1, size >> 8, size & 0xff, ...body]);
  return new Blob([bytes.slice(0, 2), segment, bytes.slice(2)], { type: "image/jpeg" });
}

test("a shared picture has no metadata, and is the same way up", async () => {
  const taken = await photo();
  expect(await taken.text()).toContain(place);
  const plain = await withoutMetadata(taken);
  expect(plain.type).toBe("image/jpeg");
  const text = await plain.text();
  expect(text).not.toContain(place);
  expect(text).not.toContain("Exif");
  const { width, height } = await createImageBitmap(plain);
  expect([width, height]).toEqual([20, 40]);
});

test("a file that is no picture is not shared", async () => {
  await expect(withoutMetadata(new Blob(["…"], { type: "image/png" }))).rejects.toThrow();
});
