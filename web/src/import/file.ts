// Reads a file that a person chose, and converts the scanned room in it.

import { convertRoomPlan } from "./roomplan.ts";
import { type CategoryNames, ScanError, type ScannedRoom } from "./types.ts";

const mostBytes = 20 * 2 ** 20;

/** Returns the room in a file. Throws ScanError. */
export async function roomOfFile(file: Blob, names: CategoryNames): Promise<ScannedRoom> {
  // A USDZ file is a ZIP archive.
  if ((await file.slice(0, 2).text()) === "PK") throw new ScanError("usdz");
  if (file.size > mostBytes) throw new ScanError("too-large");
  return convertRoomPlan(await file.text(), names);
}
