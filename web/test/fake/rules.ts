// The rules of the room (SPEC LK, MV, ED and ID), as much as a client's tests need:
// one table of rows in memory. shared/room is the real thing.

import {
  type EditOp,
  type ErrorCode,
  type Item,
  isLive,
  type LockCommand,
  type Preview,
  type Row,
} from "../../src/client/protocol.ts";
import type { Plan } from "../../src/model/index.ts";

export const leaseMs = 15_000;

export interface Actor {
  peer: string;
  name: string;
  op: number;
  now: number;
}

/** A refusal on its way to the sender. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly items: Row[] = [],
  ) {
    super(code);
  }
}

type Step = (row: Row | undefined) => Row;

/** The outline of a room that nobody has changed. */
export const firstOutline: readonly (readonly [number, number])[] = [
  [0, 0],
  [6200, 0],
  [6200, 3000],
  [4600, 3000],
  [4600, 4800],
  [0, 4800],
];

export class Table {
  readonly rows = new Map<string, Row>();
  readonly #marks = new Map<string, { peer: string; op: number }>();
  plan: Plan = {
    name: "Vardagsrum",
    units: "cm",
    outline: firstOutline.map(([x, y]) => [x, y]),
    walls: [{ id: "w1", from: [2600, 4800], to: [2600, 3700], thickness: 100 }],
    doors: [{ id: "d1", x: 1200, y: 4800, width: 900, rotation: 180, hinge: "left", opens: "in" }],
    windows: [
      { id: "f1", x: 1700, y: 0, width: 1600, rotation: 0 },
      { id: "f2", x: 4500, y: 0, width: 1600, rotation: 0 },
    ],
    version: 1,
  };

  /** All steps or none (LK6, MV3, ED5); a row that has seen the op is left as it stands (ID1). */
  commit(actor: Actor, steps: readonly (readonly [id: string, step: Step])[]): Row[] {
    const next = steps.map(([id, step]) => {
      const row = this.rows.get(id);
      const mark = this.#marks.get(id);
      return row && mark?.peer === actor.peer && mark.op >= actor.op ? row : step(row);
    });
    for (const row of next) {
      this.rows.set(row.id, row);
      this.#marks.set(row.id, { peer: actor.peer, op: actor.op });
    }
    return next;
  }

  lock(actor: Actor, mode: LockCommand["mode"], items: LockCommand["items"]): Row[] {
    return this.commit(
      actor,
      items.map(({ id, token }) => [
        id,
        (row) => {
          const item = present(row);
          if (mode === "acquire") return acquire(item, actor);
          if (item.holder !== actor.peer || item.token !== token) throw new Refusal("lost", [item]);
          if (mode === "release") return freed(item);
          return renewed(held(item, actor, token), actor);
        },
      ]),
    );
  }

  move(actor: Actor, items: readonly Preview[], drop: boolean): Row[] {
    return this.commit(
      actor,
      items.map(({ id, x, y, z = 0, rotation, token }) => [
        id,
        (row) => {
          const item = held(present(row), actor, token);
          const moved = { ...item, x, y, z, rotation, version: item.version + 1 };
          return drop ? freed(moved) : renewed(moved, actor);
        },
      ]),
    );
  }

  edit(actor: Actor, ops: readonly EditOp[]): { rows: Row[]; plan?: Plan } {
    const [first] = ops;
    if (first?.op === "room") {
      if (first.version !== this.plan.version) throw new Refusal("conflict");
      this.plan = { ...first.plan, version: first.version + 1 };
      return { rows: [], plan: this.plan };
    }
    const steps = ops.flatMap((op) => (op.op === "room" ? [] : [[op.id, editStep(op, actor)] as const]));
    return { rows: this.commit(actor, steps) };
  }

  releaseAll(peer: string): Row[] {
    const freedRows = [...this.rows.values()].filter(isLive).filter((i) => i.holder === peer);
    for (const item of freedRows) this.rows.set(item.id, freed(item));
    return freedRows.map(freed);
  }
}

function editStep(op: Exclude<EditOp, { op: "room" }>, actor: Actor): Step {
  return (row) => {
    if (op.op === "add") {
      if (row && isLive(row)) throw new Refusal("exists", [row]);
      const { op: _, ...added } = op;
      const version = (row?.version ?? 0) + 1;
      const token = row?.token ?? 0;
      return { ...added, z: added.z ?? 0, version, token };
    }
    const item = present(row);
    if (item.holder !== undefined && item.holder !== actor.peer && !ended(item, actor.now)) {
      throw new Refusal("held", [item]);
    }
    if (item.version !== op.version) throw new Refusal("conflict", [item]);
    const version = item.version + 1;
    if (op.op === "update") {
      const { op: _, place, ...change } = op;
      // The wire leaves out a height of 0.
      return { ...item, ...change, ...(place ? { ...place, z: place.z ?? 0 } : {}), version };
    }
    return { id: item.id, version, token: item.token, removed: true };
  };
}

function present(row: Row | undefined): Item {
  if (!row || !isLive(row)) throw new Refusal("not_found");
  return row;
}

function ended(item: Item, now: number): boolean {
  return item.holder === undefined || (item.expiresAt ?? 0) <= now;
}

function acquire(item: Item, actor: Actor): Item {
  if (!ended(item, actor.now) && item.holder !== actor.peer) throw new Refusal("held", [item]);
  return renewed({ ...item, token: item.token + 1, holder: actor.peer, holderName: actor.name }, actor);
}

function held(item: Item, actor: Actor, token: number | undefined): Item {
  if (item.holder === actor.peer && item.token === token && !ended(item, actor.now)) return item;
  throw new Refusal("lost", [item]);
}

function renewed(item: Item, actor: Actor): Item {
  return { ...item, expiresAt: actor.now + leaseMs };
}

function freed({ holder: _, holderName: __, expiresAt: ___, ...item }: Item): Item {
  return item;
}
