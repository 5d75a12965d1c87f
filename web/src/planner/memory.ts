// What this browser remembers of a person: name, units, and the picture under each plan.
// Storage may be blocked; then nothing is remembered, and nothing else suffers.

import { del, get, set } from "idb-keyval";
import type { Underlay } from "./scene.ts";

const prefix = "homstyle.";

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // See above.
  }
}

type Kept = Omit<Underlay, "url"> & { picture: Blob };

/** The picture under a room's plan; undefined when there is none. */
export async function recallUnderlay(room: string): Promise<Underlay | undefined> {
  try {
    const kept = await get<Kept>(`underlay.${room}`);
    if (!kept) return undefined;
    const { picture, ...rest } = kept;
    return { ...rest, url: URL.createObjectURL(picture) };
  } catch {
    return undefined;
  }
}

/** Keeps the picture under a room's plan on this device, or forgets it. */
export async function rememberUnderlay(room: string, underlay: Underlay | undefined): Promise<void> {
  try {
    if (!underlay) return await del(`underlay.${room}`);
    const { url, ...rest } = underlay;
    const picture = await (await fetch(url)).blob();
    await set(`underlay.${room}`, { ...rest, picture } satisfies Kept);
  } catch {
    // See above.
  }
}
