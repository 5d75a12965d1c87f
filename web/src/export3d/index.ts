// Exports the furnished room, or a piece of it, as a 3D model. A chunk of its own, loaded when a model is asked for.

import type { Scene } from "three";
import type { Piece } from "../catalog/types.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import { furnishedRoom, singlePiece } from "./room.ts";
import type { ModelFormat, ModelInput } from "./types.ts";

export type { ModelFormat } from "./types.ts";

/** Returns the room as a model: GLB, or USDZ for iPhone and iPad. Rejects when the format's code can't be loaded. */
export async function exportRoom(format: ModelFormat, input: ModelInput): Promise<Blob> {
  return await write(format, await furnishedRoom(input));
}

/** Returns one piece as a model, at the origin. */
export async function exportPiece(format: ModelFormat, piece: Piece): Promise<Blob> {
  return await write(format, await singlePiece(piece));
}

async function write(format: ModelFormat, scene: Scene): Promise<Blob> {
  if (format === "glb") {
    const { toGlb } = await loadModule("glb", () => import("./glb.ts"));
    return await toGlb(scene);
  }
  const { toUsdz } = await loadModule("usdz", () => import("./usdz.ts"));
  return await toUsdz(scene);
}
