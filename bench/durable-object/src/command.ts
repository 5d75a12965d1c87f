// Decodes and checks clients' messages (WR1).

import * as v from "valibot";
import type { Command } from "../../../web/src/client/protocol.ts";
import { isRecord } from "../../../web/src/json/decoder.ts";
import type { PlanBody } from "../../../web/src/model/index.ts";
import { Refusal } from "./refusal.ts";
import * as schema from "./schema.ts";

const maxBytes = 31 << 10;

/** Decodes a message. Throws a Refusal if it is not a command of SPEC §3. */
export function readCommand(message: string): Command {
  if (new TextEncoder().encode(message).length > maxBytes) {
    throw new Refusal("too_large", "The message is larger than 31 KB.");
  }
  return read(schema.command, parse(message));
}

/** Checks a plan. Throws a Refusal if it is not one. */
export function readPlan(value: unknown): PlanBody {
  return read(schema.plan, value);
}

/** The op of a rejected message, or 0 if it has none. */
export function opOf(message: unknown): number {
  try {
    return v.parse(v.object({ op: schema.op }), JSON.parse(String(message))).op;
  } catch {
    return 0;
  }
}

function parse(message: string): unknown {
  try {
    const value: unknown = JSON.parse(message);
    if (isRecord(value)) return value;
  } catch {}
  throw new Refusal("bad_json", "The message is not one JSON object.");
}

function read<T>(shape: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(shape, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = (v.getDotPath(issue) ?? "").replaceAll(/\.(\d+)/g, "[$1]").slice(0, 80);
  if (field === "action") throw new Refusal("unknown_action", "There is no such action.", { field });
  const code = issue.type === "max_length" ? "too_many" : "bad_field";
  throw new Refusal(code, `${field}: ${issue.message}`.slice(0, 200), { field });
}
