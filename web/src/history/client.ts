// Asks the HTTP API about a room's past. The archive follows the room by seconds: what it
// can't tell yet is asked for again.

import { DecodeError } from "../json/decoder.ts";
import type { Change, Moment, Past } from "./past.ts";
import {
  type Restored,
  readCost,
  readMoments,
  readPage,
  readPast,
  readProblem,
  readRestored,
  readSnapshots,
} from "./read.ts";

/** What may go wrong, for a person to read about in texts.timeline.errors. */
const failures = [
  "unreachable",
  "unreadable",
  "unauthorized",
  "forbidden",
  "not_found",
  "exists",
  "too_many",
  "busy",
  "damaged",
  "bad_field",
  "internal",
] as const;
export type FailureCode = (typeof failures)[number];

export class HistoryError extends Error {
  override readonly name = "HistoryError";
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

export interface ClientParts {
  /** The API's address, without /rooms. */
  url: string;
  room: string;
  /** A room token; `fresh` after one was refused. */
  token: (fresh: boolean) => Promise<string>;
  fetch: typeof fetch;
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>;
}

/** The archive gathers changes for some seconds before it has them. */
const busyMs = 1_500;
const busyTries = 20;
const pageSize = 500;

export class HistoryClient {
  constructor(private readonly parts: ClientParts) {}

  /** All changes of a stretch of time, both ends included; from the beginning without `from`. */
  async changes(span: { from?: number; to?: number }): Promise<Change[]> {
    const all: Change[] = [];
    let cursor: string | undefined;
    do {
      const page = readWith(readPage, await this.#get("history", { ...span, cursor, limit: pageSize }));
      all.push(...page.changes);
      cursor = page.next;
    } while (cursor !== undefined);
    return all;
  }

  /** The room as it was; undefined when there was none. */
  async at(time: number): Promise<Past | undefined> {
    try {
      return readWith(readPast, await this.#get("at", { time }));
    } catch (error) {
      if (error instanceof HistoryError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  /** The times of stored states, oldest first: looking back from one is cheap. */
  async snapshots(): Promise<number[]> {
    return readWith(readSnapshots, await this.#get("snapshots"));
  }

  async moments(): Promise<Moment[]> {
    return readWith(readMoments, await this.#get("moments"));
  }

  /** What the room has cost in the last 30 days, US dollars at list prices; for owners (US4). */
  async cost(): Promise<number> {
    return readWith(readCost, await this.#get("use", { days: 30 }));
  }

  async remember(at: number, name: string): Promise<void> {
    await this.#ask("moments", { body: { at, name } });
  }

  async restore(at: number): Promise<Restored> {
    return readWith(readRestored, await this.#ask("restore", { body: { at } }));
  }

  #get(path: string, query: Record<string, string | number | undefined> = {}): Promise<unknown> {
    const told = Object.entries(query).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, `${value}`]],
    );
    return this.#ask(told.length === 0 ? path : `${path}?${new URLSearchParams(told)}`, {});
  }

  async #ask(path: string, { body }: { body?: object }): Promise<unknown> {
    let fresh = false;
    for (let tries = 1; ; tries++) {
      const response = await this.#send(path, body, fresh);
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return answer;
      const failure = failureOf(response.status, answer);
      const again = failure.code === "busy" ? tries < busyTries : failure.code === "unauthorized" && !fresh;
      if (!again) throw failure;
      fresh = failure.code === "unauthorized";
      if (failure.code === "busy") await this.parts.wait(busyMs);
    }
  }

  async #send(path: string, body: object | undefined, fresh: boolean): Promise<Response> {
    const { url, room, token, fetch } = this.parts;
    try {
      const headers = { authorization: `Bearer ${await token(fresh)}` };
      const address = `${url.replace(/\/$/, "")}/rooms/${encodeURIComponent(room)}/${path}`;
      if (!body) return await fetch(address, { headers });
      const json = { ...headers, "content-type": "application/json" };
      return await fetch(address, { method: "POST", headers: json, body: JSON.stringify(body) });
    } catch (error) {
      throw new HistoryError("unreachable", String(error));
    }
  }
}

/** API Gateway speaks for itself where it is asked too often. */
function failureOf(status: number, answer: unknown): HistoryError {
  const told = status === 429 ? "busy" : readProblem(answer);
  const code = failures.find((f) => f === told) ?? (told === "token_revoked" ? "unauthorized" : "internal");
  return new HistoryError(code, `${status} ${told ?? "without a code"}`);
}

function readWith<T>(read: (answer: unknown) => T, answer: unknown): T {
  try {
    return read(answer);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new HistoryError("unreadable", error.message);
  }
}
