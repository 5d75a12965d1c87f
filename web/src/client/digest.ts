// 32 bits that two copies of the same room share (SY4).

const utf8 = new TextEncoder();

/** The sum, modulo 2^32, of the mixed hashes of `id:version` of each live item and `:version` of the plan. */
export function digest(planVersion: number, items: readonly { id: string; version: number }[]): number {
  let sum = mix(fnv1a(`:${planVersion}`));
  for (const { id, version } of items) sum = (sum + mix(fnv1a(`${id}:${version}`))) >>> 0;
  return sum;
}

/** FNV-1a, 32 bits, over the UTF-8 of a text. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * MurmurHash3's 32-bit finalizer. FNV of texts that differ in the last digit differ
 * by little: without mixing, one version more here and one less there cancel out.
 */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
