// Stores the picture under each plan on this device. Where storage is blocked, it lasts only for the visit.

import { del, get, set } from "idb-keyval";
import type { ReferenceImage } from "./scene.ts";

type Kept = Omit<ReferenceImage, "url"> & { picture: Blob };

/** Returns the picture under a room's plan; undefined when there is none. */
export async function loadReferenceImage(room: string): Promise<ReferenceImage | undefined> {
  try {
    const kept = await get<Kept>(`underlay.${room}`);
    if (!kept) return undefined;
    const { picture, ...rest } = kept;
    return { ...rest, url: URL.createObjectURL(picture) };
  } catch {
    return undefined;
  }
}

/** Stores the picture under a room's plan on this device, or deletes it. */
export async function saveReferenceImage(room: string, underlay: ReferenceImage | undefined): Promise<void> {
  try {
    if (!underlay) return await del(`underlay.${room}`);
    const { url, ...rest } = underlay;
    const picture = await (await fetch(url)).blob();
    await set(`underlay.${room}`, { ...rest, picture } satisfies Kept);
  } catch {
    // Storage is blocked.
  }
}
