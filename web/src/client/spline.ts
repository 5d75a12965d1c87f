// The curve that a played-back cursor follows. Pure functions.

/** A position and when it is reached, in milliseconds. */
export interface Sample {
  x: number;
  y: number;
  at: number;
}

/** A position on the plan, in millimetres; not rounded. */
export interface Spot {
  x: number;
  y: number;
}

/**
 * Returns the position at a time on a smooth curve through the samples: Catmull-Rom with the samples' own
 * times (so that uneven spacing neither overshoots nor stops), constant beyond both ends. Samples must be in the
 * order of time; undefined when there are none.
 */
export function splineAt(samples: readonly Sample[], at: number): Spot | undefined {
  const next = samples.findIndex((s) => s.at > at);
  const b = samples[next === -1 ? samples.length - 1 : next - 1] ?? samples[0];
  if (!b) return undefined;
  const c = next === -1 ? b : (samples[next] ?? b);
  if (c === b || c.at <= b.at) return { x: b.x, y: b.y };
  const i = samples.indexOf(b);
  const [a, d] = [samples[i - 1] ?? b, samples[i + 2] ?? c];
  const span = c.at - b.at;
  const along = (axis: "x" | "y") =>
    hermite(b[axis], span * slope(a, c, axis), c[axis], span * slope(b, d, axis), (at - b.at) / span);
  return { x: along("x"), y: along("y") };
}

/** Returns the cubic's value at t in 0 to 1, from b to c, with the slopes there. */
export function hermite(b: number, slopeB: number, c: number, slopeC: number, t: number): number {
  const h00 = (1 + 2 * t) * (1 - t) ** 2;
  const h10 = t * (1 - t) ** 2;
  const h01 = t * t * (3 - 2 * t);
  const h11 = t * t * (t - 1);
  return h00 * b + h10 * slopeB + h01 * c + h11 * slopeC;
}

function slope(from: Sample, to: Sample, axis: "x" | "y"): number {
  return to.at > from.at ? (to[axis] - from[axis]) / (to.at - from.at) : 0;
}
