// Whether boxes pass openings, corners of corridors and lifts. All results have
// the same form: the needed and the existing length in the tightest dimension.

/**
 * The tightest dimension: needed and existing length,
 * millimetres; a box passes when `has` is at least `needs`.
 */
export interface Passage {
  needs: number;
  has: number;
}

/** The three edges of a box, in any order. */
export type Edges = readonly [number, number, number];

/**
 * Returns the passage through an opening, with the longest
 * edge ahead: the other two must fit, either way round.
 */
export function throughOpening(box: Edges, width: number, height: number): Passage {
  const [short, middle] = sorted(box);
  const [narrow, wide] = width < height ? [width, height] : [height, width];
  return tighter({ needs: short, has: narrow }, { needs: middle, has: wide });
}

/**
 * Returns the passage round a corner between two corridors of the same width. The box is
 * carried flat, on its side or on end, whichever needs the least width under the ceiling.
 */
export function roundCorner(box: Edges, width: number, height: number): Passage {
  const [a, b, c] = sorted(box);
  // To stand on end it is tilted first, so its diagonal must be under the ceiling.
  const ways = [
    { up: a, long: c, wide: b },
    { up: b, long: c, wide: a },
    { up: Math.hypot(c, a), long: b, wide: a },
  ].filter(({ up }) => up <= height);
  const needs = ways.map(({ long, wide }) => cornerWidth(long, wide));
  return needs.length === 0 ? { needs: a, has: height } : { needs: Math.min(...needs), has: width };
}

/**
 * Returns the width of the narrowest corridor in which a rectangle gets round a right-angled corner. One
 * that is no longer than the corridor is wide is moved round without turning. A longer one needs the most
 * width at 45 degrees, where its long side must clear the inner corner: long <= 2 sqrt(2) width - 2 wide.
 */
export function cornerWidth(long: number, wide: number): number {
  const turning = (long + 2 * wide) / (2 * Math.SQRT2);
  return Math.max(wide, Math.min(long, turning));
}

/** Returns the passage into a lift: upright along its walls, or tilted in one plane with nothing to spare. */
export function intoLift(box: Edges, lift: Edges): Passage {
  const edges = sorted(box);
  const room = sorted(lift);
  const straight = edges.map((needs, i): Passage => ({ needs, has: room[i] ?? 0 })).reduce(tighter);
  if (straight.needs <= straight.has) return straight;
  const [, , longest] = edges;
  return fitsTilted(edges, room) ? { needs: longest, has: longest } : straight;
}

function fitsTilted(box: Edges, lift: Edges): boolean {
  return [0, 1, 2].some((i) =>
    [0, 1, 2].some((j) => {
      const [p, q] = box.filter((_, k) => k !== i);
      const [wide, deep] = lift.filter((_, k) => k !== j);
      const kept = (box[i] ?? Infinity) <= (lift[j] ?? 0);
      return kept && rectangleFits([p ?? 0, q ?? 0], [wide ?? 0, deep ?? 0]);
    }),
  );
}

/** Reports whether a rectangle fits into another in any rotation (Carver, 1957). */
export function rectangleFits(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  const [q, p] = inner[0] < inner[1] ? inner : [inner[1], inner[0]];
  const [b, a] = outer[0] < outer[1] ? outer : [outer[1], outer[0]];
  if (p <= a && q <= b) return true;
  if (q > b || p * p + q * q < a * a) return false;
  const least = (2 * p * q * a + (p * p - q * q) * Math.sqrt(p * p + q * q - a * a)) / (p * p + q * q);
  return b >= least;
}

/** Returns the passage with less to spare. */
function tighter(a: Passage, b: Passage): Passage {
  return b.has - b.needs < a.has - a.needs ? b : a;
}

function sorted([a, b, c]: Edges): Edges {
  const [x = 0, y = 0, z = 0] = [a, b, c].sort((m, n) => m - n);
  return [x, y, z];
}
