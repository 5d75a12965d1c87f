import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Change,
  CommandError,
  type Item,
  type NewItem,
  type Outcome,
  type Row,
} from "../../src/client/index.ts";
import { type Hand, History, type Taken } from "../../src/undo/history.ts";
import type { Step } from "../../src/undo/step.ts";

const stored: Outcome = { end: "stored" };

/** Returns a change that was sent, and ends with the outcome. */
function under(outcome: Outcome | Promise<Outcome>): Change {
  return { done: Promise.resolve(outcome), waits: false, withdraw: () => false };
}

/** Returns how an undo or redo ended. */
async function ended(taken: Taken) {
  return taken.kind === "begun" ? (await taken.done).end : taken.kind;
}

/**
 * A room that this user and another one change, without a network: rows, and the last writer of each aspect.
 */
class Model {
  readonly rows = new Map<string, Row>();
  readonly writers = new Map<string, "me" | "other">();
  readonly hand: Hand = (steps) => {
    try {
      for (const step of steps) this.#check(step);
    } catch (error) {
      return under({ end: "lost", error: error as CommandError });
    }
    for (const step of steps) this.write(step, "me");
    return under(stored);
  };
  readonly history = new History((steps) => this.hand(steps));

  item(id: string): Item | undefined {
    const row = this.rows.get(id);
    return row && !("removed" in row) ? row : undefined;
  }

  write(step: Step, by: "me" | "other"): void {
    if (step.kind === "plan") return;
    const id = step.kind === "add" || step.kind === "remove" ? step.item.id : step.id;
    const before = this.rows.get(id);
    const after = this.#next(id, before, step);
    this.rows.set(id, after);
    for (const aspect of aspectsWritten(step)) this.writers.set(`${id}/${aspect}`, by);
    if (by === "other") this.history.saw({ by: "peer-2", rows: [{ id, before, after }] });
  }

  /** Returns the items of the room, without versions. */
  body(): Record<string, unknown> {
    const live = [...this.rows.keys()].flatMap((id) => this.item(id) ?? []);
    return Object.fromEntries(
      live.map(({ id, x, y, z, rotation, variant }) => [id, { x, y, z, rotation, variant }]),
    );
  }

  #check(step: Step): void {
    if (step.kind === "plan") return;
    const id = step.kind === "add" || step.kind === "remove" ? step.item.id : step.id;
    const there = this.item(id) !== undefined;
    if (step.kind === "add" ? there : !there) throw new CommandError(there ? "exists" : "not_found", id);
  }

  #next(id: string, before: Row | undefined, step: Step): Row {
    const version = (before?.version ?? 0) + 1;
    const was = this.item(id);
    if (step.kind === "add") return { ...step.item, version, token: 0 };
    if (step.kind === "remove" || !was) return { id, version, token: 0, removed: true };
    if (step.kind === "place") return { ...was, ...step.after, version };
    if (step.kind !== "change") return was;
    const { place, ...look } = step.after;
    return { ...was, ...look, ...place, version };
  }
}

function aspectsWritten(step: Step): string[] {
  if (step.kind === "place") return ["place"];
  if (step.kind === "change") return ["look"];
  return ["place", "look", "presence"];
}

type Act = { what: "add" | "remove" | "move" | "recolour" | "undo" | "redo"; id: number; x: number };

const act = fc.record<Act>({
  what: fc.constantFrom("add", "remove", "move", "move", "recolour", "undo", "redo"),
  id: fc.integer({ min: 0, max: 3 }),
  x: fc.integer({ min: 0, max: 5 }),
});

/** Returns the step of an act in a room; undefined when it is impossible there, or changes nothing. */
function stepOf(model: Model, { what, id: n, x }: Act): Step | undefined {
  const id = `item-${n}`;
  const item = model.item(id);
  if (what === "add") {
    const fresh: NewItem = { id, product: "sofa.klinte", variant: "sand", x, y: 0, z: 0, rotation: 0 };
    return item ? undefined : { kind: "add", item: fresh };
  }
  if (!item) return undefined;
  const place = { x: item.x, y: item.y, z: 0, rotation: item.rotation };
  if (what === "remove") {
    return { kind: "remove", item: { id, product: item.product, variant: item.variant, ...place } };
  }
  if (what === "move") {
    return x === item.x ? undefined : { kind: "place", id, before: place, after: { ...place, x } };
  }
  return item.variant === `v${x}`
    ? undefined
    : { kind: "change", id, before: { variant: item.variant }, after: { variant: `v${x}` } };
}

async function perform(model: Model, doing: Act): Promise<void> {
  if (doing.what === "undo") await ended(model.history.undo());
  else if (doing.what === "redo") await ended(model.history.redo());
  else {
    const step = stepOf(model, doing);
    if (step) await model.history.do(doing.what, [step]);
  }
}

test("UN1: taking everything back leaves the room as it was, and doing it again as it became", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const model = new Model();
      for (const one of acts) await perform(model, one);
      const became = model.body();
      let back = 0;
      while ((await ended(model.history.undo())) === "stored") back += 1;
      expect(model.body()).toEqual({});
      for (let i = 0; i < back; i++) expect(await ended(model.history.redo())).toBe("stored");
      // The last redo repeats acts that were undone before the end, if there are any.
      if (!acts.some((a) => a.what === "undo")) expect(model.body()).toEqual(became);
    }),
    { numRuns: 300 },
  );
});

test("UN2: undo and redo never change what somebody else wrote last", async () => {
  const step = fc.record({ mine: fc.boolean(), act });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const model = new Model();
      for (const { mine, act: doing } of steps) {
        const undoing = doing.what === "undo" || doing.what === "redo";
        if (!mine && !undoing) {
          const theirs = stepOf(model, doing);
          if (theirs) model.write(theirs, "other");
          continue;
        }
        const before = new Map(model.rows);
        const writers = new Map(model.writers);
        await perform(model, doing);
        if (undoing) expectTheirsKept(model, before, writers);
      }
    }),
    { numRuns: 500 },
  );
});

function expectTheirsKept(model: Model, before: Map<string, Row>, writers: Map<string, string>): void {
  for (const [aspect, writer] of writers) {
    if (writer !== "other") continue;
    const id = aspect.slice(0, aspect.indexOf("/"));
    const was = before.get(id);
    const is = model.rows.get(id);
    if (!was || "removed" in was) expect(is && "removed" in is, aspect).toBe(true);
    else if (aspect.endsWith("/variant")) expect(model.item(id)?.variant, aspect).toBe(was.variant);
    else if (aspect.endsWith("/place")) expect(model.item(id)?.x, aspect).toBe(was.x);
    else expect(model.item(id), aspect).toBeDefined();
  }
}

test("UN3: what the room refuses stays to be tried again", async () => {
  const model = new Model();
  const sofa: NewItem = {
    id: "sofa",
    product: "sofa.klinte",
    variant: "sand",
    x: 0,
    y: 0,
    z: 0,
    rotation: 0,
  };
  let held = false;
  const history = new History((steps) =>
    held ? under({ end: "lost", error: new CommandError("held", "Anna holds it.") }) : model.hand(steps),
  );
  await history.do("added", [{ kind: "add", item: sofa }]);
  held = true;
  expect(await ended(history.undo())).toBe("lost");
  expect([history.undoes, history.redoes]).toEqual(["added", undefined]);
  held = false;
  expect(await ended(history.undo())).toBe("stored");
  expect(model.body()).toEqual({});
});

test("UN2: of several pieces that were moved together, those that others moved since are left", async () => {
  const model = new Model();
  const place = { x: 0, y: 0, z: 0, rotation: 0 };
  for (const id of ["a", "b"]) {
    model.write({ kind: "add", item: { id, product: "p", variant: "v", ...place } }, "me");
  }
  const to = { ...place, x: 9 };
  await model.history.do(
    "moved both",
    ["a", "b"].map((id) => ({ kind: "place", id, before: place, after: to })),
  );
  model.write({ kind: "place", id: "b", before: to, after: { ...place, x: 5 } }, "other");
  const taken = model.history.undo();
  expect(taken).toMatchObject({ kind: "begun", label: "moved both", kept: ["b"] });
  await ended(taken);
  expect([model.item("a")?.x, model.item("b")?.x]).toEqual([0, 5]);
});

test("UN2: a state that comes before the ack is not taken for somebody else's", async () => {
  const history = new History(() => under(stored));
  const sofa: NewItem = { id: "sofa", product: "p", variant: "v", x: 0, y: 0, z: 0, rotation: 0 };
  await history.do("added", [{ kind: "add", item: sofa }]);
  const row: Item = { ...sofa, version: 1, token: 0 };
  const moved: Item = { ...row, x: 7, version: 2 };
  const after = { x: 7, y: 0, z: 0, rotation: 0 };
  const done = history.do("moved", [{ kind: "place", id: "sofa", before: { ...after, x: 0 }, after }]);
  history.saw({ by: undefined, rows: [{ id: "sofa", before: row, after: moved }] });
  await done;
  expect(await ended(history.undo())).toBe("stored");
});

/** A change that waits, until it is withdrawn or ends. */
class Waiting implements Change {
  waits = true;
  end: (outcome: Outcome) => void = () => {};
  readonly done = new Promise<Outcome>((resolve) => {
    this.end = resolve;
  });

  withdraw(): boolean {
    if (!this.waits) return false;
    this.waits = false;
    this.end({ end: "released" });
    return true;
  }
}

const sofa: NewItem = { id: "sofa", product: "p", variant: "sand", x: 0, y: 0, z: 0, rotation: 0 };
const moss = { kind: "change", id: "sofa", before: { variant: "sand" }, after: { variant: "moss" } } as const;

test("UN1: undo takes back the last change also before it is answered, and not the one before", async () => {
  const model = new Model();
  await model.history.do("added", [{ kind: "add", item: sofa }]);
  const sent = new Waiting();
  sent.waits = false;
  model.hand([moss]);
  const coloured = model.history.do("coloured", [moss], sent);
  expect([model.history.undoes, model.history.waits]).toEqual(["coloured", false]);
  const undone = ended(model.history.undo());
  expect([model.history.undoes, model.history.redoes]).toEqual(["added", "coloured"]);
  sent.end(stored);
  await coloured;
  expect(await undone).toBe("stored");
  expect(model.item("sofa")?.variant).toBe("sand");
  expect([model.history.undoes, model.history.redoes]).toEqual(["added", "coloured"]);
});

test("UN4: undo calls off what waits, without a command, and redo does it", async () => {
  const model = new Model();
  await model.history.do("added", [{ kind: "add", item: sofa }]);
  const waiting = new Waiting();
  const coloured = model.history.do("coloured", [moss], waiting);
  expect([model.history.undoes, model.history.waits]).toEqual(["coloured", true]);
  expect(await ended(model.history.undo())).toBe("stored");
  expect((await coloured).end).toBe("released");
  expect([model.history.undoes, model.history.redoes]).toEqual(["added", "coloured"]);
  expect(model.item("sofa")).toMatchObject({ variant: "sand", version: 1 });
  expect(await ended(model.history.redo())).toBe("stored");
  expect(model.item("sofa")?.variant).toBe("moss");
  expect([model.history.undoes, model.history.redoes]).toEqual(["coloured", undefined]);
});

test("UN1: what is undone before it is refused leaves nothing to do again", async () => {
  const model = new Model();
  await model.history.do("added", [{ kind: "add", item: sofa }]);
  const sent = new Waiting();
  sent.waits = false;
  const coloured = model.history.do("coloured", [moss], sent);
  await ended(model.history.undo());
  sent.end({ end: "lost", error: new CommandError("held", "Bo holds it.") });
  await coloured;
  expect([model.history.undoes, model.history.redoes]).toEqual(["added", undefined]);
});

test("UN3: what was refused does not come back when its undo is refused as well", async () => {
  const undoing = new Waiting();
  undoing.waits = false;
  const history = new History(() => undoing);
  const sent = new Waiting();
  sent.waits = false;
  const coloured = history.do("coloured", [moss], sent);
  const undone = ended(history.undo());
  const error = new CommandError("held", "Bo holds it.");
  sent.end({ end: "lost", error });
  await coloured;
  undoing.end({ end: "lost", error });
  expect(await undone).toBe("lost");
  expect([history.undoes, history.redoes]).toEqual([undefined, undefined]);
});

test("UN1: a change that was refused is not there to take back, and takes no redo away", async () => {
  const model = new Model();
  const sofa: NewItem = { id: "sofa", product: "p", variant: "v", x: 0, y: 0, z: 0, rotation: 0 };
  await model.history.do("added", [{ kind: "add", item: sofa }]);
  await ended(model.history.undo());
  const gone = { kind: "change", id: "sofa", before: { variant: "v" }, after: { variant: "w" } } as const;
  expect((await model.history.do("coloured", [gone])).end).toBe("lost");
  expect([model.history.undoes, model.history.redoes]).toEqual([undefined, "added"]);
});
