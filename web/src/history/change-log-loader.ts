// Fetches the change log in parts: the newest part first, older ones on request, and the changes that
// were made meanwhile.

import { ChangeLog } from "./change-log.ts";
import type { HistoryClient } from "./client.ts";
import { type Change, nothingYet, type Past } from "./past.ts";

/** Least number of steps that are fetched at first, if there are as many. */
const enough = 40;

type Source = Pick<HistoryClient, "changes" | "at" | "snapshots">;

export class ChangeLogLoader {
  log = new ChangeLog();
  /** Times of the hourly snapshots before the fetched part, oldest first. */
  #older: number[] = [];
  /** Time at which the log begins; `start`: the room's creation, undefined: nothing was fetched yet. */
  #from: number | "start" | undefined;

  constructor(private readonly source: Source) {}

  /** True while there are earlier changes to fetch. */
  get more(): boolean {
    return this.#from !== "start";
  }

  async begin(): Promise<void> {
    this.#older = await this.source.snapshots();
    do await this.loadEarlier();
    while (this.more && this.log.steps.length < enough);
  }

  /** Fetches the part before the log. */
  async loadEarlier(): Promise<void> {
    if (this.#from === "start") return;
    const to = this.#from;
    const from = this.#older.at(-1);
    const [base, changes] = await this.#stretch(from, to);
    this.#older.pop();
    this.#from = from === undefined ? "start" : from;
    this.log = this.log.prepend(base, changes);
  }

  /** Fetches the changes since the log's end; may be repeated, as the log has each change once. */
  async loadLater(): Promise<void> {
    const last = this.log.steps.at(-1);
    this.log = this.log.append(await this.source.changes(last ? { from: last.at } : {}));
  }

  /** Fetches the room's state at the beginning of a time range, and the changes in it. */
  async #stretch(from: number | undefined, to: number | undefined): Promise<[Past, Change[]]> {
    const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const changes = this.source.changes(span);
    const base = from === undefined ? undefined : await this.source.at(from);
    return [base ?? nothingYet, await changes];
  }
}
