// The change log as far as it was fetched: the newest stretch first, older ones when somebody
// looks that far back, and what was done meanwhile at the other end.

import { ChangeLog } from "./change-log.ts";
import type { HistoryClient } from "./client.ts";
import { type Change, nothingYet, type Past } from "./past.ts";

/** So many steps are fetched before anything is shown, if there are as many. */
const enough = 40;

type Source = Pick<HistoryClient, "changes" | "at" | "snapshots">;

export class ChangeLogLoader {
  log = new ChangeLog();
  /** Times of stored states that lie before what was fetched, oldest first. */
  #older: number[] = [];
  /** Where the log begins; undefined before anything was fetched, `start` at the room's creation. */
  #from: number | "start" | undefined;

  constructor(private readonly source: Source) {}

  /** True while there is more to fetch of what was before. */
  get more(): boolean {
    return this.#from !== "start";
  }

  async begin(): Promise<void> {
    this.#older = await this.source.snapshots();
    do await this.loadEarlier();
    while (this.more && this.log.steps.length < enough);
  }

  /** Fetches the stretch before the log. */
  async loadEarlier(): Promise<void> {
    if (this.#from === "start") return;
    const to = this.#from;
    const from = this.#older.at(-1);
    const [base, changes] = await this.#stretch(from, to);
    this.#older.pop();
    this.#from = from === undefined ? "start" : from;
    this.log = this.log.prepend(base, changes);
  }

  /** Fetches what was done since the log's end; once more is no harm. */
  async loadLater(): Promise<void> {
    const last = this.log.steps.at(-1);
    this.log = this.log.append(await this.source.changes(last ? { from: last.at } : {}));
  }

  /** The room at the beginning of a stretch of time, and what was done in it. */
  async #stretch(from: number | undefined, to: number | undefined): Promise<[Past, Change[]]> {
    const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const changes = this.source.changes(span);
    const base = from === undefined ? undefined : await this.source.at(from);
    return [base ?? nothingYet, await changes];
  }
}
