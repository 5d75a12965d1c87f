// Computes recommendations while the room is at rest, in slices that delay no frame.

import { placeSteps } from "../arrange/placement.ts";
import type { Catalog } from "../catalog/types.ts";
import { runSync, type Task } from "../fit/task.ts";
import { placedItems } from "../planner/placed-items.ts";
import type { Scene } from "../planner/scene.ts";
import { runInSlices } from "../planner/time-slicing.ts";
import {
  type Assortment,
  assortmentOf,
  type FindPlace,
  finishRoom,
  fits,
  goesWith,
  loadPairs,
  type Occasion,
  type Pairs,
  type Recommendation,
  smallerFor,
} from "../recommend/index.ts";

/** What is asked for: pieces that go with an item, one smaller than it, or what the room lacks. */
export type Question = { about: "goesWith" | "smaller"; id: string } | { about: "finish" };

/** What of a scene decides about recommendations. */
export type Room = Pick<Scene, "items" | "plan" | "catalog" | "pieceOf" | "currency">;

/** Recommendations are computed when the room was at rest for this long. */
const restMs = 300;
/** Work that the search for one place may do, in checks of one piece at one place. */
const effort = 4000;

interface Answer {
  question: Question;
  /** The room for which it was asked last. */
  room: Room;
  found: readonly Recommendation[];
  cancel: () => void;
}

export class Recommender {
  /** The last question of each kind. */
  readonly #answers = new Map<Question["about"], Answer>();
  #stock: { of: Room; assortment: Assortment } | undefined;

  /** `changed` is called when there are other recommendations. */
  constructor(private readonly changed: () => void) {}

  /** Asks for a room as it is displayed now; does nothing if that was asked already. */
  ask(question: Question, room: Room): void {
    const before = this.#answers.get(question.about);
    const again = before !== undefined && isSame(before.question, question);
    if (again && isUnchanged(before.room, room)) return;
    before?.cancel();
    const answer: Answer = { question, room, found: again ? before.found : [], cancel: () => {} };
    this.#answers.set(question.about, answer);
    const timer = setTimeout(() => void this.#start(answer), restMs);
    answer.cancel = () => clearTimeout(timer);
  }

  /** Returns what was found last for a question; nothing until then. */
  found(question: Question): readonly Recommendation[] {
    const answer = this.#answers.get(question.about);
    return answer && isSame(answer.question, question) ? answer.found : [];
  }

  async #start(answer: Answer): Promise<void> {
    const { question, room } = answer;
    const pairs = await pairsOf(room.catalog);
    if (this.#answers.get(question.about) !== answer) return;
    const input = { plan: room.plan, items: placedItems(room) };
    const occasion = { input, assortment: this.#assortment(room), pairs, findPlace };
    answer.cancel = runInSlices(answered(question, occasion), (found) => {
      answer.found = found;
      this.changed();
    });
  }

  /** Returns the catalogue's products, which are the same until the catalogue, the language or the currency is another. */
  #assortment(room: Room): Assortment {
    const { catalog, pieceOf, currency } = room;
    const kept = this.#stock;
    if (kept && kept.of.pieceOf === pieceOf && kept.of.currency === currency) return kept.assortment;
    const assortment = assortmentOf(catalog, pieceOf, currency);
    this.#stock = { of: room, assortment };
    return assortment;
  }
}

/** Reports whether a recommended piece still fits at its place. `without` is an item that it takes the place of. */
export function stillFits(room: Room, { piece, place }: Recommendation, without?: string): boolean {
  const items = placedItems(room).filter(({ id }) => id !== without);
  return runSync(fits({ plan: room.plan, items }, piece, place));
}

const findPlace: FindPlace = (input, piece, near) => placeSteps(input, piece, { near, effort });

function* answered(question: Question, occasion: Occasion): Task<readonly Recommendation[]> {
  switch (question.about) {
    case "goesWith":
      return yield* goesWith(occasion, question.id);
    case "smaller": {
      const found = yield* smallerFor(occasion, question.id);
      return found ? [found] : [];
    }
    default:
      return yield* finishRoom(occasion);
  }
}

function isSame(a: Question, b: Question): boolean {
  return a.about === b.about && ("id" in a ? a.id : "") === ("id" in b ? b.id : "");
}

function isUnchanged(a: Room, b: Room): boolean {
  return a.items === b.items && a.plan === b.plan && a.pieceOf === b.pieceOf && a.currency === b.currency;
}

/** Files of pairs by their address, each loaded once for all planners of the document. */
const loading = new Map<string, Promise<Pairs | undefined>>();

async function pairsOf({ pairs }: Catalog): Promise<Pairs | undefined> {
  if (pairs === undefined) return undefined;
  const loaded = loading.get(pairs) ?? loadPairs(pairs);
  loading.set(pairs, loaded);
  return await loaded;
}
