// How prices compare: each by how many times the usual price of its role it is, so that a dear lamp goes with a dear
// sofa, and not with one of the same amount.

import { type Role, roleOf } from "../arrange/roles.ts";
import type { Piece } from "../catalog/types.ts";

/** What of a shop's prices is known. */
export interface PriceLevels {
  /** ISO 4217. */
  currency: string;
  /** The median price of each role's products, in minor units. */
  medians: ReadonlyMap<Role, number>;
}

type Priced = Pick<Piece, "prices" | "kind" | "size">;

/** Prices that differ by this factor have nothing in common. */
const unlike = 4;
/** A piece is in the price range of another if neither the prices nor their levels differ by more. */
const inRange = { price: 2, level: 1.5 };

/** Returns the median of a list that is not empty. */
export function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (i: number) => sorted[Math.floor(i)] ?? 0;
  return (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2;
}

/** Returns how many times the usual price of its role a piece costs; undefined if one of them is not known. */
function levelOf(piece: Priced, { currency, medians }: PriceLevels): number | undefined {
  const price = piece.prices[currency];
  const usual = medians.get(roleOf(piece));
  return price !== undefined && price > 0 && usual ? price / usual : undefined;
}

/** Returns how near the levels of two prices are, from 0 to 1; undefined if one is not known. */
export function nearness(one: Priced, other: Priced, levels: PriceLevels): number | undefined {
  const [a, b] = [levelOf(one, levels), levelOf(other, levels)];
  return a === undefined || b === undefined ? undefined : nearnessOf(a, b);
}

/** Returns how near a price is to the usual one of its role, from 0 to 1; undefined if it is not known. */
export function usualness(piece: Priced, levels: PriceLevels): number | undefined {
  const level = levelOf(piece, levels);
  return level === undefined ? undefined : nearnessOf(level, 1);
}

/** Reports whether a piece is in the price range of another, by the amounts and for what it is. */
export function isInRange(one: Priced, other: Priced, levels: PriceLevels): boolean {
  const [a, b] = [levelOf(one, levels), levelOf(other, levels)];
  if (a === undefined || b === undefined || factor(a, b) > inRange.level) return false;
  return factor(one.prices[levels.currency] ?? 0, other.prices[levels.currency] ?? 0) <= inRange.price;
}

function nearnessOf(a: number, b: number): number {
  return Math.max(0, 1 - Math.log(factor(a, b)) / Math.log(unlike));
}

/** Returns how many times the less of two numbers the greater is. */
function factor(a: number, b: number): number {
  return Math.max(a, b) / Math.min(a, b);
}
