// In the 3D view, what hangs on the wall before the camera is hidden with it.

import { expect, test } from "vitest";
import { edit, settled } from "../src/client/changes.ts";
import type { Own } from "../src/model/index.ts";
import { newRoom, open, watch } from "./fixture.ts";

const curtain: Own = {
  kind: "curtain",
  name: "Curtain",
  colour: "#ff00ff",
  width: 2000,
  depth: 100,
  height: 1400,
};

/** Returns how many pixels of the picture of the 3D view have nearly the curtain's colour. */
async function magentaIn(file: Blob): Promise<number> {
  const bitmap = await createImageBitmap(file);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
    if (r > 120 && b > 120 && g < 100) count++;
  }
  return count;
}

test("a curtain is seen on the far wall, and hidden on the near one until it is chosen", {
  timeout: 120_000,
}, async () => {
  const room = newRoom();
  const bo = await watch(room);
  const bounds = bo.snapshot().plan.outline;
  const [left, right] = [Math.min(...bounds.map(([x]) => x)), Math.max(...bounds.map(([x]) => x))];
  const [top, bottom] = [Math.min(...bounds.map(([, y]) => y)), Math.max(...bounds.map(([, y]) => y))];
  const middle = (left + right) / 2;
  const id = bo.newId();
  const place = { x: middle, z: 700 };
  await settled(
    edit(bo, [
      {
        kind: "add",
        item: { id, product: "", variant: "", own: curtain, ...place, y: top + 50, rotation: 0 },
      },
    ]),
  );
  const element = await open(room, { view: "3d" });
  const seen = async () => await magentaIn(await element.exportAs("png"));
  await expect.poll(seen, { timeout: 60_000 }).toBeGreaterThan(1000);
  await settled(
    edit(bo, [{ kind: "change", id, change: { place: { ...place, y: bottom - 50, rotation: 180 } } }]),
  );
  await expect.poll(seen, { timeout: 60_000 }).toBe(0);
  element.select([id]);
  await expect.poll(seen, { timeout: 60_000 }).toBeGreaterThan(1000);
});
