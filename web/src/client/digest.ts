// 32 bits that two copies of the same room share (SY4).

const utf8 = new TextEncoder();

/** The sum, modulo 2^32, of FNV-1a-32 over `id:version` of each live item and `:version` of the plan. */
export function digest(planVersion: number, items: readonly { id: string; version: number }[]): number {
  let sum = fnv1a(`:${planVersion}`);
  for (const { id, version } of items) sum = (sum + fnv1a(`${id}:${version}`)) >>> 0;
  return sum;
}

/** FNV-1a, 32 bits, over the UTF-8 of a text. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
