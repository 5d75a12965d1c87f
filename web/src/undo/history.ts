// This user's own undo and redo (SPEC UN). It does not know the network: a Hand carries out the steps. An
// undo or redo that is refused leaves its entry on its stack.

import type { Change, Item, Outcome } from "../client/index.ts";
import { type Aspect, Aspects, type StoredChange } from "./aspects.ts";
import { claims, inverse, itemOf, type Step } from "./step.ts";

/** Carries out steps as one change, all or none. */
export type Hand = (steps: readonly Step[]) => Change;

/** Steps that are stored together or not at all; `change` is given if they are being stored already. */
export interface Batch {
  steps: readonly Step[];
  change?: Change;
}

/** The result of calling undo or redo. */
export type Taken =
  | { kind: "nothing" }
  /** Started. `kept` are items that others changed since, which are left unchanged (UN2). */
  | { kind: "begun"; label: string; kept: readonly string[]; done: Promise<Outcome> }
  /** Others changed everything in it since; the entry is dropped. */
  | { kind: "theirs"; label: string };

interface Entry {
  label: string;
  /** The same for all entries that one action made or undid. */
  action: symbol;
  steps: readonly Step[];
  /** For each claimed aspect, how often others had changed it when the steps began. */
  marks: ReadonlyMap<Aspect, number>;
  change: Change;
  /** The stack that it is on; undefined when it was undone, redone or overtaken. */
  stack: Stack | undefined;
  /** The entry that this one undoes or redoes. */
  of: Entry | undefined;
  /** True when its change was refused. */
  refused: boolean;
}

type Stack = "undo" | "redo";

/** Maximum number of entries, including those on no stack; the oldest is dropped first. */
const depth = 400;

export class History {
  readonly #aspects = new Aspects();
  /** In the order in which they began, which is that of each stack. */
  #entries: readonly Entry[] = [];
  /** Steps that have begun and not ended yet. */
  readonly #underWay = new Set<readonly Step[]>();

  /** `changed` is called when `undoes`, `redoes` or `waits` may have changed. */
  constructor(
    private readonly hand: Hand,
    private readonly changed: () => void = () => {},
  ) {}

  /** Label of what undo would revert; undefined when there is nothing. */
  get undoes(): string | undefined {
    return this.#top("undo")?.label;
  }

  get redoes(): string | undefined {
    return this.#top("redo")?.label;
  }

  /** True when undo would withdraw a change that was not sent yet. */
  get waits(): boolean {
    return this.#top("undo")?.change.waits ?? false;
  }

  /** Records one batch; see `doAll`. */
  do(label: string, steps: readonly Step[], change?: Change): Promise<Outcome> {
    return this.doAll(label, [change ? { steps, change } : { steps }]);
  }

  /**
   * Records steps from the moment they begin, so that undo can revert them before they are answered, and
   * drops
   * a batch that is refused. Resolves with the first refusal, if there is one.
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

  /** Counts a stored change that another user made, or may have made. */
  saw(change: StoredChange): void {
    this.#aspects.saw(change, (id) => this.#expected(id));
  }

  /** Reverts this user's last change, where others have not changed it since (UN1, UN2). */
  undo(): Taken {
    return this.#back("undo");
  }

  /** Repeats what was undone last. */
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

  /** Reverts an entry as far as others have not changed it, and adds the other items to `kept`. */
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
      // An item that does not exist, or a change that was refused, can't be reverted later either.
      if (!entry.refused && outcome.error.code !== "not_found") entry.stack = way;
      return outcome;
    });
  }

  #top(stack: Stack): Entry | undefined {
    return this.#entries.findLast((e) => e.stack === stack);
  }

  #begin(stack: Stack, what: Pick<Entry, "label" | "action" | "steps">, under?: Change, of?: Entry): Entry {
    const { steps } = what;
    // Taken before the answer: changes of others meanwhile count as theirs.
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

  /** Returns an item's values once everything under way is answered; undefined if nothing is. */
  #expected(id: string): Partial<Item> | undefined {
    const steps = [...this.#underWay].flat().filter((s) => itemOf(s) === id);
    if (steps.length === 0) return undefined;
    return Object.assign({}, ...steps.map(outcomeOf));
  }
}

/** Returns the first refusal, else the first outcome. */
function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ end }) => end === "lost") ?? outcomes[0] ?? { end: "stored" };
}

/** The inverse of a change that was withdrawn before it was sent: nothing needs to be done. */
const nothingToDo: Change = {
  done: Promise.resolve({ end: "stored" }),
  waits: false,
  withdraw: () => false,
};

function outcomeOf(step: Step): Partial<Item> {
  switch (step.kind) {
    case "place":
      return step.after;
    case "change": {
      const { place, ...look } = step.after;
      return { ...look, ...place };
    }
    case "add":
      return step.item;
    default:
      return {};
  }
}
