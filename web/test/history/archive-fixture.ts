// A fake of the HTTP API (docs/openapi.yaml) with a room's history in memory.

import { HistoryClient } from "../../src/history/client.ts";
import { fold } from "../../src/history/fold.ts";
import { type Change, type Moment, nothingYet } from "../../src/history/past.ts";
import { written } from "./life-fixture.ts";

export class Archive {
  readonly asked: string[] = [];
  readonly waited: number[] = [];
  readonly moments: Moment[] = [];
  readonly snapshots: number[] = [];
  usd = 0.25;
  restored: object = { changed: 0, kept: [], undo: 1 };
  /** Most changes in a page. */
  page = 500;
  /** Queue of answers that are returned first. */
  readonly refusals: Response[] = [];

  constructor(readonly life: Change[] = []) {}

  readonly client = new HistoryClient({
    url: "https://rooms.example/api/",
    room: "vardagsrum",
    token: async (fresh) => (fresh ? "fresh" : "old"),
    fetch: async (address, init) => this.#answer(new URL(String(address)), init),
    wait: async (ms) => void this.waited.push(ms),
  });

  refuse(status: number, code: string): void {
    const problem = { type: "urn", title: "", status, detail: "No.", code, retry: false };
    this.refusals.push(new Response(JSON.stringify(problem), { status }));
  }

  #answer({ pathname, searchParams, search }: URL, init: RequestInit | undefined): Response {
    const path = pathname.replace("/api/rooms/vardagsrum/", "");
    const authorization = new Headers(init?.headers).get("authorization");
    this.asked.push(`${init?.method ?? "GET"} ${path}${search} ${init?.body ?? ""} ${authorization}`);
    const refusal = this.refusals.shift();
    if (refusal) return refusal;
    const told = this.#told(path, searchParams, init?.body);
    return told ? new Response(JSON.stringify(told)) : new Response("{}", { status: 404 });
  }

  #told(path: string, query: URLSearchParams, body: unknown): object | undefined {
    const number = (key: string, otherwise: number) => Number(query.get(key) ?? otherwise);
    switch (path) {
      case "history":
        return this.#history(number("from", 0), number("to", Number.MAX_SAFE_INTEGER), number("cursor", 0));
      case "at":
        return this.#at(number("time", 0));
      case "snapshots":
        return { snapshots: this.snapshots };
      case "use":
        return { days: [], usd: this.usd, prices: "2026-11-24" };
      case "moments":
        if (body) this.moments.push({ ...JSON.parse(String(body)), by: { name: "Anna", at: 1 } });
        return { moments: this.moments };
      case "restore":
        return this.restored;
      default:
        return undefined;
    }
  }

  #history(from: number, to: number, cursor: number): object {
    const found = this.life.filter((c) => c.by.at >= from && c.by.at <= to);
    const page = found.slice(cursor, cursor + this.page);
    const next = cursor + page.length;
    return { changes: page.map(written), ...(next < found.length ? { next: String(next) } : {}) };
  }

  #at(time: number): object | undefined {
    const { plan, items } = fold(
      nothingYet,
      this.life.filter((c) => c.by.at <= time),
    );
    const changed = { name: "Anna", at: time };
    const list = [...items.values()].map((item) => ({ ...item, changed }));
    return plan && { room: "vardagsrum", at: time, plan, items: list };
  }
}
