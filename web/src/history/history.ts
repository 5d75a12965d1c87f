// Each person's own undo and redo (SPEC UN). Nothing here knows of the network: steps
// are carried out by a Hand, and refused steps stay where they were.

import type { Change, Item, Outcome } from "../client/index.ts";
import { type Aspect, Aspects, type StoredChange } from "./aspects.ts";
import { claims, inverse, itemOf, type Step } from "./step.ts";

/** Carries out steps as one change, all or none. */
export type Hand = (steps: readonly Step[]) => Change;

/** What an undo or redo began. */
export type Taken =
  | { kind: "nothing" }
  /** `kept` are items that others changed since: they were left alone (UN2). */
  | { kind: "begun"; label: string; kept: readonly string[]; done: Promise<Outcome> }
  /** Everything in it was changed by others since; it is forgotten. */
  | { kind: "theirs"; label: string };

interface Entry {
  label: string;
  steps: readonly Step[];
  /** How often others had changed each claimed aspect when the steps were done. */
  marks: ReadonlyMap<Aspect, number>;
  change: Change;
  /** Rises from entry to entry: each stack is in this order. */
  serial: number;
  /** The change that this one takes back or does again. */
  of: Entry | undefined;
  /** It never came to be. */
  refused: boolean;
}

/** More than anybody takes back; the oldest goes first. */
const depth = 100;

export class History {
  readonly #aspects = new Aspects();
  #undo: Entry[] = [];
  #redo: Entry[] = [];
  /** Steps that were begun and did not end yet. */
  readonly #underWay = new Set<readonly Step[]>();
  #serial = 0;

  /** `changed` is told when `undoes`, `redoes` or `waits` may be another. */
  constructor(
    private readonly hand: Hand,
    private readonly changed: () => void = () => {},
  ) {}

  /** What undo would take back, in the words it was recorded with. */
  get undoes(): string | undefined {
    return this.#undo.at(-1)?.label;
  }

  get redoes(): string | undefined {
    return this.#redo.at(-1)?.label;
  }

  /** True when undo would call off what was not sent yet. */
  get waits(): boolean {
    return this.#undo.at(-1)?.change.waits ?? false;
  }

  /**
   * Remembers steps from the moment they begin, and forgets them when they are refused: undo takes
   * them back also before they are answered. `change` is under way already, if it is given.
   */
  async do(label: string, steps: readonly Step[], change?: Change): Promise<Outcome> {
    const entry = this.#begin(label, steps, change);
    const overtaken = this.#redo;
    this.#redo = [];
    this.#undo = [...this.#undo, entry].slice(-depth);
    const outcome = await entry.change.done;
    this.changed();
    if (outcome.end !== "stored") this.#undo = this.#undo.filter((e) => e !== entry);
    if (outcome.end === "lost") {
      entry.refused = true;
      this.#redo = sorted([...overtaken, ...this.#redo.filter((e) => e.of !== entry)]);
    }
    return outcome;
  }

  /** Takes a stored change that somebody else made, or might have. */
  saw(change: StoredChange): void {
    this.#aspects.saw(change, (id) => this.#expected(id));
  }

  /** Takes back this person's last change, as far as it is still theirs (UN1, UN2). */
  undo(): Taken {
    return this.#back("undo");
  }

  /** Does again what was taken back last. */
  redo(): Taken {
    return this.#back("redo");
  }

  #back(way: "undo" | "redo"): Taken {
    const entry = (way === "undo" ? this.#undo : this.#redo).at(-1);
    if (!entry) return { kind: "nothing" };
    this.#drop(entry);
    this.changed();
    const { label } = entry;
    const mine = entry.steps.filter((step) => this.#isMine(step, entry));
    const kept = entry.steps.filter((s) => !mine.includes(s)).flatMap((s) => itemOf(s) ?? []);
    const withdrawn = entry.change.withdraw();
    if (mine.length === 0) return { kind: "theirs", label };
    const steps = mine.map(inverse).reverse();
    const opposite = this.#begin(label, steps, withdrawn ? nothingToDo : undefined, entry);
    if (way === "undo") this.#redo = sorted([...this.#redo, opposite]);
    else this.#undo = sorted([...this.#undo, opposite]);
    const done = opposite.change.done.then((outcome) => {
      this.changed();
      if (outcome.end !== "lost") return outcome;
      this.#drop(opposite);
      // What is not there, or never was, can't be taken back later either.
      if (entry.refused || outcome.error.code === "not_found") return outcome;
      if (way === "undo") this.#undo = sorted([...this.#undo, entry]);
      else this.#redo = sorted([...this.#redo, entry]);
      return outcome;
    });
    return { kind: "begun", label, kept, done };
  }

  #drop(entry: Entry): void {
    this.#undo = this.#undo.filter((e) => e !== entry);
    this.#redo = this.#redo.filter((e) => e !== entry);
  }

  #begin(label: string, steps: readonly Step[], under?: Change, of?: Entry): Entry {
    // The marks are from before the answer: what others do meanwhile is theirs.
    const aspects = steps.flatMap(claims).concat(steps.map(inverse).flatMap(claims));
    const marks = new Map(aspects.map((a) => [a, this.#aspects.count(a)]));
    this.#underWay.add(steps);
    const change = under ?? this.hand(steps);
    void change.done.then(() => this.#underWay.delete(steps));
    this.#serial += 1;
    this.changed();
    return { label, steps, marks, change, serial: this.#serial, of, refused: false };
  }

  #isMine(step: Step, { marks }: Entry): boolean {
    return claims(step).every((a) => marks.get(a) === this.#aspects.count(a));
  }

  /** How an item will be once everything that was sent is answered. */
  #expected(id: string): Partial<Item> | undefined {
    const steps = [...this.#underWay].flat().filter((s) => itemOf(s) === id);
    if (steps.length === 0) return undefined;
    return Object.assign({}, ...steps.map(outcomeOf));
  }
}

/** What was called off before it was sent needs nothing done to be taken back. */
const nothingToDo: Change = {
  done: Promise.resolve({ end: "stored" }),
  waits: false,
  withdraw: () => false,
};

function sorted(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.serial - b.serial);
}

function outcomeOf(step: Step): Partial<Item> {
  switch (step.kind) {
    case "place":
      return step.after;
    case "variant":
      return { variant: step.after };
    case "add":
      return step.item;
    default:
      return {};
  }
}
