// The energy of a layout, which annealing lowers: what is wrong with it, less what is good. It leaves out the
// walkways, and computes only what the move of one piece changes.

import { clearanceFindings } from "../fit/clearance.ts";
import { findingsOf, type Shell, shellOf } from "../fit/item-findings.ts";
import { collide } from "../fit/overlap.ts";
import { type PlacedItem, placedItem } from "../fit/placed-item.ts";
import type { Place, Verdict } from "../model/index.ts";
import { comfort, companyOf, guidelineOf } from "./comfort.ts";
import { difference, differentFrom, type Places } from "./difference.ts";
import { weightOf } from "./guidelines.ts";
import { type Role, roleOf } from "./roles.ts";
import type { Setting, Stood } from "./setting.ts";

/** What a finding costs, compared with the comfort of one piece, and what a collision does. */
const costs: Record<Verdict, number> = { fits: 0, tight: 2, blocked: 8 };
const comfortWorth = 2;
/** What it costs to be like an earlier layout. */
const likeness = 20;

export class Energy {
  readonly #stood: Stood[];
  readonly #placed: PlacedItem[];
  readonly #fixed: readonly PlacedItem[];
  readonly #shell: Shell;
  readonly #roles: readonly Role[];
  /** For each piece, the pieces whose comfort its place changes. */
  readonly #concerned: readonly (readonly number[])[];
  readonly #alone: number[];
  /** What each two pieces cost together, in both orders. */
  readonly #pairs: number[][];
  readonly #comfort: number[];

  /** Places the pieces where they are; `fixed` are the others, and `earlier` the layouts that this one shall not be like. */
  constructor(
    movers: readonly Stood[],
    private readonly fixed: readonly Stood[],
    private readonly room: Setting,
    private readonly earlier: readonly Places[],
  ) {
    this.#stood = [...movers];
    this.#placed = this.#stood.map((item) => placedItem(item));
    this.#fixed = fixed.map((item) => placedItem(item));
    this.#shell = shellOf(room.plan);
    this.#roles = movers.map(({ piece }) => roleOf(piece));
    this.#concerned = this.#roles.map((role) => concernedBy(role, this.#roles));
    this.#alone = this.#placed.map((item) => this.#costAlone(item));
    this.#pairs = this.#placed.map((item) => this.#placed.map((other) => this.#costOf(item, other)));
    this.#comfort = this.#stood.map((_, i) => this.#comfortOf(i));
  }

  get size(): number {
    return this.#stood.length;
  }

  item(i: number): Stood {
    const item = this.#stood[i];
    if (!item) throw new RangeError(`There is no piece ${i}.`);
    return item;
  }

  /** Returns the pieces that are moved, where they are now. */
  items(): readonly Stood[] {
    return this.#stood;
  }

  others(i: number): Stood[] {
    return [...this.fixed, ...this.#stood.filter((_, j) => j !== i)];
  }

  places(): Map<string, Place> {
    return new Map(this.#stood.map(({ id, place }) => [id, place]));
  }

  total(): number {
    let sum = 0;
    for (const [i, alone] of this.#alone.entries()) {
      sum += alone - comfortWorth * weightOf(this.#roles[i] ?? "other") * (this.#comfort[i] ?? 0);
      for (let j = 0; j < i; j++) sum += this.#pairs[i]?.[j] ?? 0;
    }
    if (this.earlier.length === 0) return sum;
    const places = this.places();
    for (const other of this.earlier)
      sum += likeness * Math.max(0, 1.2 * differentFrom - difference(this.#stood, places, other));
    return sum;
  }

  /** Moves the pieces that have a place, and returns where these were before. */
  move(places: ReadonlyMap<string, Place>): Map<string, Place> {
    const before = new Map<string, Place>();
    const concerned = new Set<number>();
    for (const [i, { id, place: from }] of this.#stood.entries()) {
      const place = places.get(id);
      if (!place) continue;
      before.set(id, from);
      this.#place(i, place);
      for (const j of this.#concerned[i] ?? []) concerned.add(j);
    }
    for (const j of concerned) this.#comfort[j] = this.#comfortOf(j);
    return before;
  }

  #place(i: number, place: Place): void {
    const item = { ...this.item(i), place };
    this.#stood[i] = item;
    const placed = placedItem(item);
    this.#placed[i] = placed;
    this.#alone[i] = this.#costAlone(placed);
    for (const [j, other] of this.#placed.entries()) {
      const cost = this.#costOf(placed, other);
      const [row, column] = [this.#pairs[i], this.#pairs[j]];
      if (row && column) [row[j], column[i]] = [cost, cost];
    }
  }

  #comfortOf(i: number): number {
    const { piece, place } = this.item(i);
    return comfort(piece, place, companyOf(piece, this.others(i), this.room));
  }

  /** Returns what a piece costs without the others that are moved. */
  #costAlone(item: PlacedItem): number {
    // What hangs from the ceiling may be lower above a table.
    const under = item.piece.mount === "ceiling" ? [...this.#fixed, ...this.#placed] : this.#fixed;
    const found = findingsOf(item, under, this.#shell, { overlaps: [], walkways: [] });
    let sum = 0;
    for (const { verdict } of found) sum += costs[verdict];
    for (const other of this.#fixed) if (collide(item, other)) sum += costs.blocked;
    for (const other of this.#fixed) sum += obstruction(other, item);
    return sum;
  }

  #costOf(a: PlacedItem, b: PlacedItem): number {
    if (a.id === b.id) return 0;
    return (collide(a, b) ? costs.blocked : 0) + obstruction(a, b) + obstruction(b, a);
  }
}

/** Returns what it costs that a piece stands on the free floor of another. */
function obstruction(item: PlacedItem, by: PlacedItem): number {
  return clearanceFindings(item, [by], []).length > 0 ? costs.tight : 0;
}

/**
 * Returns the pieces that stand in relation to one of a role, and those of the same role, which may have the same
 * places; all for those that see or are seen.
 */
function concernedBy(role: Role, roles: readonly Role[]): number[] {
  const seen = role === "sofa" || role === "tv-unit";
  return roles.flatMap((other, j) => {
    const partners = guidelineOf(other).partners ?? [];
    return seen || other === role || partners.some(({ to }) => to.includes(role)) ? [j] : [];
  });
}
