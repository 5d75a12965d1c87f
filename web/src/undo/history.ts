// Each person's own undo and redo (SPEC UN). Nothing here knows of the network: steps
// are carried out by a Hand, and refused steps stay where they were.

import type { Change, Item, Outcome } from "../client/index.ts";
import { type Aspect, Aspects, type StoredChange } from "./aspects.ts";
import { claims, inverse, itemOf, type Step } from "./step.ts";

/** Carries out steps as one change, all or none. */
export type Hand = (steps: readonly Step[]) => Change;

/** Steps that are stored together or not at all; `change` is under way already, if it is given. */
export interface Batch {
  steps: readonly Step[];
  change?: Change;
}

/** What an undo or redo began. */
export type Taken =
  | { kind: "nothing" }
  /** `kept` are items that others changed since: they were left alone (UN2). */
  | { kind: "begun"; label: string; kept: readonly string[]; done: Promise<Outcome> }
  /** Everything in it was changed by others since; it is forgotten. */
  | { kind: "theirs"; label: string };

interface Entry {
  label: string;
  /** The same of all entries that were made, and are taken back, by one action. */
  action: symbol;
  steps: readonly Step[];
  /** How often others had changed each claimed aspect when the steps were done. */
  marks: ReadonlyMap<Aspect, number>;
  change: Change;
  /** The stack that it is on; none when it was taken back, done again or overtaken. */
  stack: Stack | undefined;
  /** The change that this one takes back or does again. */
  of: Entry | undefined;
  /** It never came to be. */
  refused: boolean;
}

type Stack = "undo" | "redo";

/** More than anybody takes back, with those that are on no stack; the oldest goes first. */
const depth = 400;

export class History {
  readonly #aspects = new Aspects();
  /** In the order in which they began, which is that of each stack. */
  #entries: readonly Entry[] = [];
  /** Steps that were begun and did not end yet. */
  readonly #underWay = new Set<readonly Step[]>();

  /** `changed` is told when `undoes`, `redoes` or `waits` may be another. */
  constructor(
    private readonly hand: Hand,
    private readonly changed: () => void = () => {},
  ) {}

  /** What undo would take back, in the words it was recorded with. */
  get undoes(): string | undefined {
    return this.#top("undo")?.label;
  }

  get redoes(): string | undefined {
    return this.#top("redo")?.label;
  }

  /** True when undo would call off what was not sent yet. */
  get waits(): boolean {
    return this.#top("undo")?.change.waits ?? false;
  }

  /** `doAll` with one batch. */
  do(label: string, steps: readonly Step[], change?: Change): Promise<Outcome> {
    return this.doAll(label, [change ? { steps, change } : { steps }]);
  }

  /**
   * Remembers steps from the moment they begin, and forgets a batch that is refused: undo takes
   * them back also before they are answered. Resolves with the first refusal, if there is one.
   */
  async doAll(label: string, batches: readonly Batch[]): Promise<Outcome> {
    const overtaken = this.#entries.filter((e) => e.stack === "redo");
    for (const e of overtaken) e.stack = undefined;
    const action = Symbol();
    const entries = batches.map(({ steps, change }) => this.#begin("undo", { label, action, steps }, change));
    const outcomes = await Promise.all(entries.map((entry) => this.#ended(entry)));
    if (outcomes.every(({ end }) => end === "lost")) for (const e of overtaken) e.stack = "redo";
    return worst(outcomes);
  }

  async #ended(entry: Entry): Promise<Outcome> {
    const outcome = await entry.change.done;
    this.changed();
    if (outcome.end !== "stored") entry.stack = undefined;
    if (outcome.end === "lost") {
      entry.refused = true;
      for (const e of this.#entries) if (e.of === entry) e.stack = undefined;
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

  #back(way: Stack): Taken {
    const top = this.#top(way);
    if (!top) return { kind: "nothing" };
    const { label } = top;
    const action = Symbol();
    const entries = this.#entries.filter((e) => e.stack === way && e.action === top.action).reverse();
    const kept: string[] = [];
    const done = entries.flatMap((entry) => this.#backOne(way, entry, action, kept) ?? []);
    if (done.length === 0) return { kind: "theirs", label };
    return { kind: "begun", label, kept, done: Promise.all(done).then(worst) };
  }

  /** Takes an entry back as far as it is this person's, and adds the items that are not to `kept`. */
  #backOne(way: Stack, entry: Entry, action: symbol, kept: string[]): Promise<Outcome> | undefined {
    entry.stack = undefined;
    this.changed();
    const mine = entry.steps.filter((step) => this.#isMine(step, entry));
    kept.push(...entry.steps.filter((s) => !mine.includes(s)).flatMap((s) => itemOf(s) ?? []));
    const withdrawn = entry.change.withdraw();
    if (mine.length === 0) return;
    const steps = mine.map(inverse).reverse();
    const onto = way === "undo" ? "redo" : "undo";
    const { label } = entry;
    const opposite = this.#begin(onto, { label, action, steps }, withdrawn ? nothingToDo : undefined, entry);
    return opposite.change.done.then((outcome) => {
      this.changed();
      if (outcome.end !== "lost") return outcome;
      opposite.stack = undefined;
      // What is not there, or never was, can't be taken back later either.
      if (!entry.refused && outcome.error.code !== "not_found") entry.stack = way;
      return outcome;
    });
  }

  #top(stack: Stack): Entry | undefined {
    return this.#entries.findLast((e) => e.stack === stack);
  }

  #begin(stack: Stack, what: Pick<Entry, "label" | "action" | "steps">, under?: Change, of?: Entry): Entry {
    const { steps } = what;
    // The marks are from before the answer: what others do meanwhile is theirs.
    const aspects = steps.flatMap(claims).concat(steps.map(inverse).flatMap(claims));
    const marks = new Map(aspects.map((a) => [a, this.#aspects.count(a)]));
    this.#underWay.add(steps);
    const change = under ?? this.hand(steps);
    void change.done.then(() => this.#underWay.delete(steps));
    const entry = { ...what, marks, change, stack, of, refused: false };
    this.#entries = [...this.#entries, entry].slice(-depth);
    this.changed();
    return entry;
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

/** The first refusal, or how all of it ended. */
function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ end }) => end === "lost") ?? outcomes[0] ?? { end: "stored" };
}

/** What was called off before it was sent needs nothing done to be taken back. */
const nothingToDo: Change = {
  done: Promise.resolve({ end: "stored" }),
  waits: false,
  withdraw: () => false,
};

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
