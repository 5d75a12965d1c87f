// The rules of SPEC §5 to §8, as pure functions: how a command changes rows, or a Refusal.

import * as p from "../../../web/src/client/protocol.ts";
import { Refusal } from "./refusal.ts";

export const leaseMs = 15_000;

/** The author of a command, its op and the time of its receipt in Unix milliseconds. */
export interface Stamp {
  peer: string;
  name: string;
  op: number;
  at: number;
}

/** A row and the stamp of the command that wrote it last. */
export interface Stored<T> {
  row: T;
  by: Stamp;
}

export type Held = p.Item & Required<Pick<p.Item, "holder" | "holderName" | "expiresAt">>;
type Rows = ReadonlyMap<string, Stored<p.Row>>;
type Change = (row: p.Row | undefined) => p.Row;
type ItemEdit = Exclude<p.EditOp, { op: "room" }>;

/**
 * The rows of a command after it. Throws one Refusal with all conflicting items if any of them
 * rejects the command (LK6, ED5).
 */
export function decide(rows: Rows, command: p.WriteCommand, by: Stamp): Stored<p.Row>[] {
  const refusals: Refusal[] = [];
  const decided = changes(command, by).flatMap(([id, change]) => {
    try {
      return [applyOnce(rows.get(id), by, change)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
      return [];
    }
  });
  const [first] = refusals;
  if (first) {
    throw new Refusal(first.code, first.message, { items: refusals.flatMap((r) => r.facts.items ?? []) });
  }
  const seen = decided.filter((d) => d === rows.get(d.row.id)).length;
  if (seen > 0 && seen < decided.length) throw new Refusal("conflict", "Some were changed in the meantime.");
  return decided;
}

/**
 * The row after the change, or the stored row if the command, or a later one of its peer, has been
 * applied to it already (ID1).
 */
export function applyOnce<T>(stored: Stored<T> | undefined, by: Stamp, change: (row?: T) => T): Stored<T> {
  const seen = stored?.by.peer === by.peer && stored.by.op >= by.op;
  return seen ? stored : { row: change(stored?.row), by };
}

function changes(command: p.WriteCommand, by: Stamp): [id: string, change: Change][] {
  switch (command.action) {
    case "lock":
      return command.items.map(({ id, token }) => [
        id,
        (row) => lock(live(id, row), command.mode, token, by),
      ]);
    case "move":
      return command.items.map((to) => [to.id, (row) => move(live(to.id, row), to, command.drop, by)]);
    case "edit":
      return command.ops.flatMap((op) => (op.op === "room" ? [] : [[op.id, (row) => edit(row, op, by)]]));
  }
}

function lock(row: p.Item, mode: p.LockCommand["mode"], token: number | undefined, by: Stamp): p.Item {
  const expiresAt = by.at + leaseMs;
  switch (mode) {
    case "acquire":
      return { ...available(row, by), token: row.token + 1, holder: by.peer, holderName: by.name, expiresAt };
    case "renew":
      return { ...held(row, token, by), expiresAt };
    case "release":
      if (row.holder !== by.peer || row.token !== token) throw lost(row);
      return free(row);
  }
}

function move(row: p.Item, { token, ...to }: p.Preview, drop: boolean, by: Stamp): p.Item {
  const moved = { ...held(row, token, by), ...to, version: row.version + 1 };
  return drop ? free(moved) : { ...moved, expiresAt: by.at + leaseMs };
}

function edit(row: p.Row | undefined, edit: ItemEdit, by: Stamp): p.Row {
  if (edit.op === "add") return add(row, edit);
  const item = available(live(edit.id, row), by);
  const { id, version, token } = item;
  const otherPiece = item.own ? "variant" : "own";
  if (version !== edit.version || (edit.op === "update" && edit[otherPiece] !== undefined)) {
    throw new Refusal("conflict", `${id} was changed in the meantime.`, { items: [item] });
  }
  if (edit.op === "remove") return { id, version: version + 1, token, removed: true };
  const { variant = item.variant, own = item.own, mirrored = item.mirrored, place } = edit;
  // False is undefined, so that JSON.stringify leaves it out.
  return { ...item, variant, own, mirrored: mirrored || undefined, ...place, version: version + 1 };
}

/** Adds an item; it continues the version and token of a removed item with its id (LK2, ED1). */
function add(row: p.Row | undefined, { op: _, ...item }: ItemEdit & { op: "add" }): p.Item {
  if (row && p.isLive(row))
    throw new Refusal("exists", `${row.id} is in the room already.`, { items: [row] });
  return { ...item, version: (row?.version ?? 0) + 1, token: row?.token ?? 0 };
}

/** The item without its holder. It keeps its token, which must not decrease. */
export function free({ holder: _, holderName: __, expiresAt: ___, ...item }: p.Item): p.Item {
  return item;
}

export function isHeld(row: p.Row): row is Held {
  return "holder" in row;
}

function live(id: string, row: p.Row | undefined): p.Item {
  if (row && p.isLive(row)) return row;
  throw new Refusal("not_found", `${id} is not in the room.`);
}

/** The item, if the author may write it without a token: it is free, its lease has ended, or the author holds it (ED2). */
function available(row: p.Item, by: Stamp): p.Item {
  if (!isHeld(row) || row.holder === by.peer || row.expiresAt <= by.at) return row;
  throw new Refusal("held", `${row.holderName} holds ${row.id}.`, { items: [row] });
}

/** The item, if the author holds it with that token and the lease has not ended. */
function held(row: p.Item, token: number | undefined, by: Stamp): p.Item {
  if (isHeld(row) && row.holder === by.peer && row.token === token && row.expiresAt > by.at) return row;
  throw lost(row);
}

function lost(row: p.Item): Refusal {
  return new Refusal("lost", `You do not hold ${row.id} any more.`, { items: [row] });
}
