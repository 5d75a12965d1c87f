// Client of the HTTP API for a room's history. The archive is seconds behind the room, so a request that
// it can't answer yet is repeated.

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
import { type RoomApi, request } from "./request.ts";

/** Codes of failures; texts.timeline.errors has a message for each. */
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
  "not_copied",
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

export interface ClientParts extends RoomApi {
  /** Resolves after `ms` milliseconds. */
  wait: (ms: number) => Promise<void>;
}

/** Wait after `busy`: the archive stores changes up to 30 s later (`SnapshotWindowSeconds`). Tries end after a minute. */
const busyMs = 1_500;
const busyTries = 40;
const pageSize = 500;

export class HistoryClient {
  constructor(private readonly parts: ClientParts) {}

  /** Fetches all changes of a time range, both ends included; without `from` from the beginning. */
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

  /** Fetches the room's state at a time; undefined if there was no room. */
  async at(time: number): Promise<Past | undefined> {
    try {
      return readWith(readPast, await this.#get("at", { time }));
    } catch (error) {
      if (error instanceof HistoryError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  /** Fetches the times of the hourly snapshots, oldest first; the state at such a time is cheap to read. */
  async snapshots(): Promise<number[]> {
    return readWith(readSnapshots, await this.#get("snapshots"));
  }

  async moments(): Promise<Moment[]> {
    return readWith(readMoments, await this.#get("moments"));
  }

  /** Fetches the room's cost in the last 30 days, US dollars at list prices; for owners only (US4). */
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
    try {
      return await request(this.parts, path, body, fresh);
    } catch (error) {
      throw new HistoryError("unreachable", String(error));
    }
  }
}

/** Returns the error for a response. A 429 is API Gateway's own and has no code; it counts as `busy`. */
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
