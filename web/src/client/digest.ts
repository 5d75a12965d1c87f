// The digest: 32 bits that are the same for two copies of the same room (SY4).

const utf8 = new TextEncoder();

/**
 * Returns the sum, modulo 2^32, of the mixed hashes of `:version` of the plan and `id:version` of each item.
 */
export function digest(planVersion: number, items: readonly { id: string; version: number }[]): number {
  let sum = mix(fnv1a(`:${planVersion}`));
  for (const { id, version } of items) sum = (sum + mix(fnv1a(`${id}:${version}`))) >>> 0;
  return sum;
}

/** Returns the 32-bit FNV-1a hash of the text's UTF-8 bytes. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * Applies MurmurHash3's 32-bit finalizer. FNV hashes of texts that differ in the last digit differ little:
 * without mixing, one version more on one item and one less on another cancel out.
 */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
