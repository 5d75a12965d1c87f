// What a step makes of a row, or why it may not: the rules of SPEC §5 to §8. Pure.

import { type Item, type Place, Refusal, type Stamp, type Step } from "./types.ts";

const leaseMs = 15_000;

/** The rows as all steps of a command leave them, and whether they had seen it already (ID1). */
export function decide(
  steps: readonly Step[],
  rowOf: (id: string) => Item | undefined,
  stamp: Stamp,
): { rows: Item[]; again: boolean } {
  const refusals: Refusal[] = [];
  const rows: Item[] = [];
  let seen = 0;
  for (const step of steps) {
    const row = rowOf(step.id);
    if (row && row.lastPeer === stamp.peer && row.lastOp >= stamp.op) {
      rows.push(row);
      seen++;
      continue;
    }
    try {
      rows.push({ ...apply(step, row, stamp), lastPeer: stamp.peer, lastOp: stamp.op });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push(refusal);
    }
  }
  const [first] = refusals;
  if (first) {
    const items = refusals.flatMap((r) => r.facts.items ?? []);
    throw new Refusal(first.code, first.message, items.length > 0 ? { items } : {});
  }
  if (seen > 0 && seen < steps.length) throw new Refusal("conflict", "The room was changed in the meantime.");
  return { rows, again: seen > 0 };
}

function apply(step: Step, row: Item | undefined, stamp: Stamp): Item {
  if (step.kind === "add") return added(step, row, stamp);
  if (!row || row.removed) throw new Refusal("not_found", `${step.id} is not in the room.`);
  switch (step.kind) {
    case "acquire":
      holdable(row, stamp);
      return {
        ...row,
        holder: stamp.peer,
        holderName: stamp.name,
        token: row.token + 1,
        expiresAt: stamp.at + leaseMs,
      };
    case "renew":
      held(row, step.token, stamp);
      return { ...row, expiresAt: stamp.at + leaseMs };
    case "release":
      if (row.holder !== stamp.peer || row.token !== step.token) throw lost(row);
      return freed(row);
    case "move": {
      held(row, step.token, stamp);
      const moved = { ...row, ...place(step), version: row.version + 1, changedAt: stamp.at };
      return step.drop ? freed(moved) : { ...moved, expiresAt: stamp.at + leaseMs };
    }
    case "update":
      current(row, step.version, stamp);
      return { ...row, variant: step.variant, version: row.version + 1, changedAt: stamp.at };
    case "remove":
      current(row, step.version, stamp);
      return freed({ ...row, removed: true, version: row.version + 1, changedAt: stamp.at });
  }
}

function added(step: Step & { kind: "add" }, row: Item | undefined, stamp: Stamp): Item {
  if (row && !row.removed)
    throw new Refusal("exists", `${step.id} is in the room already.`, { items: [row] });
  return freed({
    ...place(step),
    id: step.id,
    product: step.product,
    variant: step.variant,
    version: (row?.version ?? 0) + 1,
    token: row?.token ?? 0,
    removed: false,
    changedAt: stamp.at,
    lastPeer: "",
    lastOp: 0,
  });
}

/** The item without its holder; the token stays, since it may only rise (LK2). */
export function freed(item: Omit<Item, "holder" | "holderName" | "expiresAt">): Item {
  return { ...item, holder: "", holderName: "", expiresAt: 0 };
}

function place({ x, y, rotation }: Place): Place {
  return { x, y, rotation };
}

function holdable(row: Item, stamp: Stamp): void {
  if (row.holder !== "" && row.holder !== stamp.peer && row.expiresAt > stamp.at) {
    throw new Refusal("held", `${row.holderName} holds ${row.id}.`, { items: [row] });
  }
}

function held(row: Item, token: number, stamp: Stamp): void {
  if (row.holder !== stamp.peer || row.token !== token || row.expiresAt <= stamp.at) throw lost(row);
}

function lost(row: Item): Refusal {
  return new Refusal("lost", `You do not hold ${row.id} any more.`, { items: [row] });
}

function current(row: Item, version: number, stamp: Stamp): void {
  holdable(row, stamp);
  if (row.version !== version) {
    throw new Refusal("conflict", `${row.id} was changed in the meantime.`, { items: [row] });
  }
}
