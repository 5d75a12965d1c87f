// Each person's own undo and redo (SPEC UN). Nothing here knows of the network: steps
// are carried out by a Hand, and refused steps stay where they were.

import { CommandError, type Item } from "../client/index.ts";
import { type Aspect, Aspects, type StoredChange } from "./aspects.ts";
import { claims, inverse, itemOf, type Step } from "./step.ts";

/** Carries out steps as one change, all or none. Rejects when the room refuses. */
export type Hand = (steps: readonly Step[]) => Promise<void>;

/** What became of an undo or redo. */
export type Outcome =
  | { kind: "nothing" }
  /** `kept` are items that others changed since: they were left alone (UN2). */
  | { kind: "done"; label: string; kept: readonly string[] }
  /** Everything in it was changed by others since; it is forgotten. */
  | { kind: "theirs"; label: string; kept: readonly string[] }
  /** The room refused, e.g. `held`; it can be tried again. */
  | { kind: "refused"; label: string; error: unknown };

interface Entry {
  label: string;
  steps: readonly Step[];
  /** How often others had changed each claimed aspect when the steps were done. */
  marks: ReadonlyMap<Aspect, number>;
}

/** More than anybody takes back; the oldest goes first. */
const depth = 100;

export class History {
  readonly #aspects = new Aspects();
  readonly #undo: Entry[] = [];
  readonly #redo: Entry[] = [];
  /** Steps that were sent and not answered. */
  readonly #underWay = new Set<readonly Step[]>();
  #busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly hand: Hand) {}

  /** What undo would take back, in the words it was recorded with. */
  get undoes(): string | undefined {
    return this.#undo.at(-1)?.label;
  }

  get redoes(): string | undefined {
    return this.#redo.at(-1)?.label;
  }

  /**
   * Carries out steps and remembers them; rejects, and forgets them, when the room refuses.
   * Undo takes them back also before they are answered: the commands of an item keep their order.
   */
  async do(label: string, steps: readonly Step[], hand: Hand = this.hand): Promise<void> {
    // The marks are from before the answer: what others do meanwhile is theirs.
    const entry = this.#entry(label, steps);
    const overtaken = [...this.#redo];
    this.#undo.push(entry);
    if (this.#undo.length > depth) this.#undo.shift();
    try {
      await this.#carry(steps, hand);
    } catch (error) {
      forget(this.#undo, [entry]);
      throw error;
    }
    forget(this.#redo, overtaken);
  }

  /** Takes a stored change that somebody else made, or might have. */
  saw(change: StoredChange): void {
    this.#aspects.saw(change, (id) => this.#expected(id));
  }

  /** Takes back this person's last change, as far as it is still theirs (UN1, UN2). */
  undo(): Promise<Outcome> {
    return this.#next(() => this.#back(this.#undo, (entry) => this.#redo.push(entry)));
  }

  /** Does again what was taken back last. */
  redo(): Promise<Outcome> {
    return this.#next(() => this.#back(this.#redo, (entry) => this.#undo.push(entry)));
  }

  /** One after the other: the next undo is of the room that the last one left. */
  #next(run: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = this.#busy.then(run);
    this.#busy = outcome;
    return outcome;
  }

  async #back(from: Entry[], keep: (entry: Entry) => void): Promise<Outcome> {
    const entry = from.pop();
    if (!entry) return { kind: "nothing" };
    const { label } = entry;
    const mine = entry.steps.filter((step) => this.#isMine(step, entry));
    const kept = entry.steps.filter((s) => !mine.includes(s)).flatMap((s) => itemOf(s) ?? []);
    if (mine.length === 0) return { kind: "theirs", label, kept };
    const steps = mine.map(inverse).reverse();
    const opposite = this.#entry(label, steps);
    try {
      await this.#carry(steps, this.hand);
    } catch (error) {
      // What is not there any more can't be taken back later either.
      if (error instanceof CommandError && error.code === "not_found") return { kind: "theirs", label, kept };
      from.push(entry);
      return { kind: "refused", label, error };
    }
    keep(opposite);
    return { kind: "done", label, kept };
  }

  async #carry(steps: readonly Step[], hand: Hand): Promise<void> {
    this.#underWay.add(steps);
    try {
      await hand(steps);
    } finally {
      this.#underWay.delete(steps);
    }
  }

  #entry(label: string, steps: readonly Step[]): Entry {
    const aspects = steps.flatMap(claims).concat(steps.map(inverse).flatMap(claims));
    return { label, steps, marks: new Map(aspects.map((a) => [a, this.#aspects.count(a)])) };
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

function forget(list: Entry[], entries: readonly Entry[]): void {
  list.splice(0, list.length, ...list.filter((e) => !entries.includes(e)));
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
