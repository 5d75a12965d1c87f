// The room's SQLite, and all of it in memory: an object reads its rows once, when it wakes.

import type { Item, Plan } from "./types.ts";

export interface StoredPlan {
  plan: Plan;
  version: number;
  lastPeer: string;
  lastOp: number;
}

type Columns = Omit<Item, "removed"> & { removed: number };

const schema = `
  CREATE TABLE IF NOT EXISTS item (
    id TEXT PRIMARY KEY, product TEXT, variant TEXT, x INTEGER, y INTEGER, rotation INTEGER,
    version INTEGER, token INTEGER, holder TEXT, holderName TEXT, expiresAt INTEGER, removed INTEGER,
    lastPeer TEXT, lastOp INTEGER, changedAt INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;`;

export class Tables {
  readonly items = new Map<string, Item>();
  plan: StoredPlan | undefined;
  roomName = "";

  constructor(private readonly sql: SqlStorage) {
    sql.exec(schema);
    for (const row of sql.exec<Columns & Record<string, SqlStorageValue>>("SELECT * FROM item")) {
      this.items.set(row.id, { ...row, removed: row.removed === 1 });
    }
    for (const { key, value } of sql.exec<{ key: string; value: string }>("SELECT key, value FROM meta")) {
      if (key === "plan") this.plan = JSON.parse(value);
      if (key === "name") this.roomName = value;
    }
  }

  save(item: Item): void {
    this.items.set(item.id, item);
    this.sql.exec(
      "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[item.id, item.product, item.variant, item.x, item.y, item.rotation, item.version, item.token],
      ...[item.holder, item.holderName, item.expiresAt, Number(item.removed)],
      ...[item.lastPeer, item.lastOp, item.changedAt],
    );
  }

  savePlan(plan: StoredPlan): void {
    this.plan = plan;
    this.#put("plan", JSON.stringify(plan));
  }

  /** An object does not know the name it was found by: the first visitor tells it. */
  name(room: string): void {
    if (this.roomName === room) return;
    this.roomName = room;
    this.#put("name", room);
  }

  /** Forgets items that were removed before then (ED3). */
  purge(before: number): void {
    const old = [...this.items.values()].filter((i) => i.removed && i.changedAt < before);
    for (const { id } of old) {
      this.items.delete(id);
      this.sql.exec("DELETE FROM item WHERE id = ?", id);
    }
  }

  dump(): object {
    return { room: this.roomName, plan: this.plan, items: [...this.items.values()] };
  }

  #put(key: string, value: string): void {
    this.sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
  }
}
