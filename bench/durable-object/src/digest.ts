// A fingerprint of a room's versions (SY4): how a client knows that it missed nothing.

import type { Item } from "./types.ts";

export function digest(planVersion: number, items: Iterable<Item>): number {
  let sum = fingerprint("", planVersion);
  for (const item of items) if (!item.removed) sum += fingerprint(item.id, item.version);
  return sum >>> 0;
}

/** FNV-1a and MurmurHash3's finalizer; ids and versions are ASCII. */
function fingerprint(id: string, version: number): number {
  const text = `${id}:${version}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
