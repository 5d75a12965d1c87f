// Numbers that are evenly spread, however many of them are taken.

/** Returns the number with index `i`, from 0, of the Halton sequence of a base: greater than 0, less than 1. */
export function halton(i: number, base: number): number {
  let [rest, part, sum] = [i + 1, 1, 0];
  while (rest > 0) {
    part /= base;
    sum += part * (rest % base);
    rest = Math.floor(rest / base);
  }
  return sum;
}
