// Which reason of a recommendation is read (RC6).

import type { Reason } from "./types.ts";

/** The reasons by how much they tell: what customers do, then what it is for, how it looks, what it costs. */
const telling: readonly Reason["code"][] = ["begin", "together", "belongs", "colour", "price", "missing"];

/** Returns reasons in the order of how much they tell. */
export function byTelling(reasons: readonly Reason[]): Reason[] {
  const rank = ({ code }: Reason) => telling.indexOf(code);
  return [...reasons].sort((a, b) => rank(a) - rank(b));
}

/**
 * Gives each piece of a list one of its reasons, all of which hold: the one whose code was given least often to those
 * before it; of equal ones the most telling, which is the first. A piece without reasons is left out.
 */
export function varied<T extends { reasons: readonly Reason[] }>(
  list: readonly T[],
): (T & { reason: Reason })[] {
  const given = new Map<Reason["code"], number>();
  const timesOf = ({ code }: Reason) => given.get(code) ?? 0;
  return list.flatMap((one) => {
    const [first, ...others] = one.reasons;
    if (!first) return [];
    const reason = others.reduce((a, b) => (timesOf(b) < timesOf(a) ? b : a), first);
    given.set(reason.code, timesOf(reason) + 1);
    return [{ ...one, reason }];
  });
}
