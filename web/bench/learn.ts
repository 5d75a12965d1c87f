// Learns pairs as `roomctl learn` does (RC8), so that the evaluation needs no back end.

const prior = 5;
const minLift = 1.05;

/** Returns the pairs of rooms, each a set of product ids, in the form of the file; no product has so many partners that some are left out. */
export function learn(rooms: readonly (readonly string[])[], minRooms: number) {
  const counted = rooms.map((room) => [...new Set(room)].sort()).filter((room) => room.length > 1);
  const products = new Map<string, number>();
  const together = new Map<string, Map<string, number>>();
  for (const room of counted) {
    for (const [i, a] of room.entries()) {
      products.set(a, (products.get(a) ?? 0) + 1);
      const partners = together.get(a) ?? new Map<string, number>();
      together.set(a, partners);
      for (const b of room.slice(i + 1)) partners.set(b, (partners.get(b) ?? 0) + 1);
    }
  }
  const pairs: Record<string, Record<string, number>> = {};
  for (const [a, partners] of together) {
    for (const [b, n] of partners) {
      const expected = ((products.get(a) ?? 0) * (products.get(b) ?? 0)) / counted.length;
      const lift = Math.round(((n + prior) / (expected + prior)) * 100) / 100;
      if (n >= minRooms && lift >= minLift) pairs[a] = { ...pairs[a], [b]: lift };
    }
  }
  return { schema: 1, minRooms, pairs };
}
