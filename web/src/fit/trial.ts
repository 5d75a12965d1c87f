// Tries one more piece at many places in a room: what is known of the room is computed once, and most places
// are refused without the check of the walkways, which costs the most.

import type { Piece } from "../catalog/types.ts";
import { carrierOf } from "../furniture/carriers.ts";
import type { Place, Verdict } from "../model/index.ts";
import { clearanceFindings } from "./clearance.ts";
import { deliveryFindings } from "./delivery.ts";
import { checkFit, type FitInput, type FitReport } from "./index.ts";
import { findingsOf, type Shell, shellOf } from "./item-findings.ts";
import { overlapFindings } from "./overlap.ts";
import { type PlacedItem, placedItem } from "./placed-item.ts";
import { shellFindings } from "./room.ts";
import { itemFit, verdicts } from "./verdict.ts";

/** The id of the piece that is tried; ids of items have no spaces. */
const triedId = "tried piece";

/** Reports of rooms as they are, as many pieces may be tried in the same. */
const reports = new WeakMap<FitInput, FitReport>();

/** `input` must not be changed afterwards. */
export class Trial {
  readonly #items: readonly PlacedItem[];
  readonly #shell: Shell;
  readonly #before: FitReport;

  constructor(
    private readonly input: FitInput,
    private readonly piece: Piece,
  ) {
    this.#items = input.items.map((item) => placedItem(item, carrierOf(item, input.items)));
    this.#shell = shellOf(input.plan);
    this.#before = checked(input);
  }

  /** The verdict on the delivery alone, which is the same for all places. */
  get delivery(): Verdict {
    const { way, measured } = this.#shell;
    const somewhere = { x: 0, y: 0, z: 0, rotation: 0 };
    return itemFit(triedId, deliveryFindings(this.#placed(somewhere), way, measured)).verdict;
  }

  /** Returns the verdict at a place without the walkways; at best `tight` if another would lose its clearance. */
  near(place: Place): Verdict {
    const rough = this.#placed(place);
    const overlaps = overlapFindings(rough, this.#items);
    if (overlaps.length > 0 || shellFindings(rough, this.input.plan).length > 0) return "blocked";
    const item = { ...rough, on: carrierOf(rough, this.input.items) };
    const found = findingsOf(item, this.#items, this.#shell, { overlaps, walkways: [] });
    const { verdict } = itemFit(triedId, found);
    return verdict === "fits" && this.#obstructs(item) ? "tight" : verdict;
  }

  /** Returns the verdict at a place by the whole check; undefined if the verdict of another item became worse. */
  whole(place: Place): Verdict | undefined {
    const { input, piece } = this;
    const after = checkFit({ ...input, items: [...input.items, { id: triedId, place, piece }] });
    for (const { id, verdict } of this.#before.items.values()) {
      const now = after.items.get(id)?.verdict ?? verdict;
      if (verdicts.indexOf(now) < verdicts.indexOf(verdict)) return undefined;
    }
    return after.items.get(triedId)?.verdict;
  }

  #placed(place: Place): PlacedItem {
    return placedItem({ id: triedId, place, piece: this.piece });
  }

  /** Reports whether an item is on the free floor that another needs, to which nothing is wrong so far. */
  #obstructs(item: PlacedItem): boolean {
    return this.#items.some(
      (other) =>
        this.#before.items.get(other.id)?.verdict === "fits" &&
        clearanceFindings(other, [item], []).length > 0,
    );
  }
}

function checked(input: FitInput): FitReport {
  const report = reports.get(input) ?? checkFit(input);
  reports.set(input, report);
  return report;
}
