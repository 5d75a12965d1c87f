// Boxes through openings, round corners and into lifts. Every answer has the same form:
// what is needed of the part that stops the box, and what there is.

/** What the narrowest measure needs and has, millimetres; it passes when `has` is at least `needs`. */
export interface Passage {
  needs: number;
  has: number;
}

/** The three edges of a box, in any order. */
export type Edges = readonly [number, number, number];

/** Through an opening, its longest edge ahead: the other two must fit, one way or the other. */
export function throughOpening(box: Edges, width: number, height: number): Passage {
  const [short, middle] = sorted(box);
  const [narrow, wide] = width < height ? [width, height] : [height, width];
  return tighter({ needs: short, has: narrow }, { needs: middle, has: wide });
}

/**
 * Round the corner of a corridor that is as wide before it as behind it. The box is carried
 * flat, on its side or on end, whichever passes best under the ceiling.
 */
export function roundCorner(box: Edges, width: number, height: number): Passage {
  const [a, b, c] = sorted(box);
  // On end it is tilted up first, so its diagonal must be under the ceiling.
  const ways = [
    { up: a, long: c, wide: b },
    { up: b, long: c, wide: a },
    { up: Math.hypot(c, a), long: b, wide: a },
  ].filter(({ up }) => up <= height);
  const needs = ways.map(({ long, wide }) => cornerWidth(long, wide));
  return needs.length === 0 ? { needs: a, has: height } : { needs: Math.min(...needs), has: width };
}

/**
 * The narrowest corridor in which a rectangle gets round a right-angled corner. One that is
 * no longer than the corridor is wide is pushed round without turning. A longer one is worst
 * off half-way, at 45 degrees, where its long side must clear the inner corner:
 * long <= 2 sqrt(2) width - 2 wide.
 */
export function cornerWidth(long: number, wide: number): number {
  const turning = (long + 2 * wide) / (2 * Math.SQRT2);
  return Math.max(wide, Math.min(long, turning));
}

/** Into a lift: upright along its walls, or tilted in one plane, say leaning in a corner. */
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

/** True when a rectangle fits into another, turned if need be (Carver, 1957). */
export function rectangleFits(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  const [q, p] = inner[0] < inner[1] ? inner : [inner[1], inner[0]];
  const [b, a] = outer[0] < outer[1] ? outer : [outer[1], outer[0]];
  if (p <= a && q <= b) return true;
  if (q > b || p * p + q * q < a * a) return false;
  const least = (2 * p * q * a + (p * p - q * q) * Math.sqrt(p * p + q * q - a * a)) / (p * p + q * q);
  return b >= least;
}

/** The passage with less to spare. */
function tighter(a: Passage, b: Passage): Passage {
  return b.has - b.needs < a.has - a.needs ? b : a;
}

function sorted([a, b, c]: Edges): Edges {
  const [x = 0, y = 0, z = 0] = [a, b, c].sort((m, n) => m - n);
  return [x, y, z];
}
