// The film as far as it was fetched: the newest stretch first, older ones when somebody
// looks that far back, and what was done meanwhile at the other end.

import { ChangeLog } from "./change-log.ts";
import type { HistoryClient } from "./client.ts";
import { type Change, nothingYet, type Past } from "./past.ts";

/** So many steps are fetched before anything is shown, if there are as many. */
const enough = 40;

type Source = Pick<HistoryClient, "changes" | "at" | "snapshots">;

export class ChangeLogLoader {
  film = new ChangeLog();
  /** Times of stored states that lie before what was fetched, oldest first. */
  #older: number[] = [];
  /** Where the film begins; undefined before anything was fetched, `born` at the room's beginning. */
  #from: number | "born" | undefined;

  constructor(private readonly source: Source) {}

  /** True while there is more to fetch of what was before. */
  get more(): boolean {
    return this.#from !== "born";
  }

  async begin(): Promise<void> {
    this.#older = await this.source.snapshots();
    do await this.earlier();
    while (this.more && this.film.steps.length < enough);
  }

  /** Fetches the stretch before the film. */
  async earlier(): Promise<void> {
    if (this.#from === "born") return;
    const to = this.#from;
    const from = this.#older.at(-1);
    const [base, changes] = await this.#stretch(from, to);
    this.#older.pop();
    this.#from = from === undefined ? "born" : from;
    this.film = this.film.reachBack(base, changes);
  }

  /** Fetches what was done since the film's end; once more is no harm. */
  async goOn(): Promise<void> {
    const last = this.film.steps.at(-1);
    this.film = this.film.goOn(await this.source.changes(last ? { from: last.at } : {}));
  }

  /** The room at the beginning of a stretch of time, and what was done in it. */
  async #stretch(from: number | undefined, to: number | undefined): Promise<[Past, Change[]]> {
    const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const changes = this.source.changes(span);
    const base = from === undefined ? undefined : await this.source.at(from);
    return [base ?? nothingYet, await changes];
  }
}
