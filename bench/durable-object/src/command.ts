// Reads what a client sent: exactly the fields of SPEC §3, each within its bounds.

import { type Command, type Place, type Plan, Refusal, type Step } from "./types.ts";

const maxCommand = 31 << 10;
const maxItems = 25;
const maxPoints = 32;
const coordinate = 1_000_000;
const itemId = /^[A-Za-z0-9_-]{1,40}$/;
const product = /^[A-Za-z0-9._-]{1,64}$/;
const variant = /^[A-Za-z0-9._-]{0,64}$/;

type Fields = Record<string, unknown>;

export function readCommand(message: string): Command {
  if (new TextEncoder().encode(message).length > maxCommand) {
    throw new Refusal("too_large", "The message is larger than 31 KB.");
  }
  const fields = parse(message);
  switch (fields.action) {
    case "sync":
      only(fields, "", "action", "op", "digest");
      return {
        action: "sync",
        op: op(fields),
        ...(fields.digest === undefined ? {} : { digest: integer(fields, "digest", 0, 2 ** 32 - 1) }),
      };
    case "lock":
      return lock(fields);
    case "move": {
      only(fields, "", "action", "op", "items", "drop");
      const { drop } = fields;
      if (typeof drop !== "boolean") throw bad("drop", "drop is true or false.");
      const steps = list(fields, "items", 1, maxItems).map((item, i): Step => {
        return { kind: "move", drop, ...dragged(item, `items[${i}]`) };
      });
      return { action: "move", op: op(fields), event: "moved", steps: once(steps, "items") };
    }
    case "edit":
      return edit(fields);
    case "cursor": {
      only(fields, "", "action", "points", "drag");
      const points = list(fields, "points", 0, maxPoints).map((p, i) => point(p, `points[${i}]`));
      const drag = fields.drag === undefined ? [] : list(fields, "drag", 0, maxItems);
      return { action: "cursor", points, drag: drag.map((item, i) => dragged(item, `drag[${i}]`)) };
    }
  }
  throw new Refusal("unknown_action", "There is no such action.", { field: "action" });
}

/** The op of a message that was refused, as far as it can be told; 0 when there is none. */
export function opOf(message: unknown): number {
  try {
    const { op } = object(JSON.parse(String(message)), "");
    return Number.isSafeInteger(op) && Number(op) > 0 ? Number(op) : 0;
  } catch {
    return 0;
  }
}

function parse(message: string): Fields {
  try {
    return object(JSON.parse(message), "");
  } catch {
    throw new Refusal("bad_json", "The message is not one JSON object.");
  }
}

function lock(fields: Fields): Command {
  only(fields, "", "action", "op", "mode", "items");
  const kind = fields.mode;
  if (kind !== "acquire" && kind !== "renew" && kind !== "release") {
    throw bad("mode", "mode is acquire, renew or release.");
  }
  const steps = list(fields, "items", 1, maxItems).map((value, i): Step => {
    const field = `items[${i}]`;
    const item = object(value, field);
    only(item, field, "id", ...(kind === "acquire" ? [] : ["token"]));
    const id = match(item, "id", itemId, field);
    return kind === "acquire" ? { kind, id } : { kind, id, token: token(item, field) };
  });
  return {
    action: "lock",
    op: op(fields),
    event: kind === "release" ? "unlocked" : "locked",
    steps: once(steps, "items"),
  };
}

function edit(fields: Fields): Command {
  only(fields, "", "action", "op", "ops");
  const ops = list(fields, "ops", 1, maxItems).map((value, i) => object(value, `ops[${i}]`));
  const [first] = ops;
  if (ops.length === 1 && first?.op === "room") {
    only(first, "ops[0]", "op", "version", "plan");
    const version = integer(first, "version", 1, Number.MAX_SAFE_INTEGER, "ops[0]");
    return { action: "plan", op: op(fields), version, plan: readPlan(first.plan) };
  }
  const steps = ops.map((item, i) => editStep(item, `ops[${i}]`));
  return { action: "edit", op: op(fields), event: "edited", steps: once(steps, "ops") };
}

function editStep(item: Fields, field: string): Step {
  const id = match(item, "id", itemId, field);
  const version = () => integer(item, "version", 1, Number.MAX_SAFE_INTEGER, field);
  switch (item.op) {
    case "add":
      only(item, field, "op", "id", "product", "variant", "x", "y", "rotation");
      return {
        kind: "add",
        id,
        product: match(item, "product", product, field),
        variant: match(item, "variant", variant, field),
        ...place(item, field),
      };
    case "update":
      only(item, field, "op", "id", "variant", "version");
      return { kind: "update", id, variant: match(item, "variant", variant, field), version: version() };
    case "remove":
      only(item, field, "op", "id", "version");
      return { kind: "remove", id, version: version() };
  }
  throw bad(`${field}.op`, "op is add, update, remove or, alone, room.");
}

/** Only the outer shape: what stands in a plan is its clients' business here. */
export function readPlan(value: unknown): Plan {
  const plan = object(value, "plan");
  only(plan, "plan", "name", "units", "outline", "walls", "doors", "windows", "ceiling", "delivery");
  const { ceiling, delivery } = plan;
  return {
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(delivery === undefined ? {} : { delivery }),
    name: match(plan, "name", /^[^\p{Cc}]{1,60}$/u, "plan"),
    units: match(plan, "units", /^(cm|m|ft|in)$/, "plan"),
    outline: list(plan, "outline", 3, 200),
    walls: list(plan, "walls", 0, 100),
    doors: list(plan, "doors", 0, 100),
    windows: list(plan, "windows", 0, 100),
  };
}

function dragged(value: unknown, field: string): Place & { id: string; token: number } {
  const item = object(value, field);
  only(item, field, "id", "x", "y", "rotation", "token");
  return { id: match(item, "id", itemId, field), ...place(item, field), token: token(item, field) };
}

function point(value: unknown, field: string): number[] {
  if (!Array.isArray(value) || value.length !== 3) throw bad(field, `${field} is x, y and dt.`);
  const [x, y, dt] = value;
  const at = { x, y, dt };
  return [
    integer(at, "x", -coordinate, coordinate, field),
    integer(at, "y", -coordinate, coordinate, field),
    integer(at, "dt", 0, 1_000, field),
  ];
}

function place(item: Fields, field: string): Place {
  return {
    x: integer(item, "x", -coordinate, coordinate, field),
    y: integer(item, "y", -coordinate, coordinate, field),
    rotation: integer(item, "rotation", 0, 359, field),
  };
}

function op(fields: Fields): number {
  return integer(fields, "op", 1, Number.MAX_SAFE_INTEGER);
}

function token(item: Fields, field: string): number {
  return integer(item, "token", 1, Number.MAX_SAFE_INTEGER, field);
}

function once(steps: Step[], field: string): Step[] {
  if (new Set(steps.map((s) => s.id)).size < steps.length) throw bad(field, `${field} names an item twice.`);
  return steps;
}

function object(value: unknown, field: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw bad(field, `${field} is an object.`);
  }
  return { ...value };
}

function only(fields: Fields, field: string, ...names: string[]): void {
  const odd = Object.keys(fields).find((name) => !names.includes(name));
  if (odd !== undefined) throw bad(path(field, odd), `There is no field ${odd.slice(0, 40)} here.`);
}

function list(fields: Fields, name: string, min: number, max: number): unknown[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length < min) throw bad(name, `${name} lists at least ${min}.`);
  if (value.length > max) throw new Refusal("too_many", `${name} takes at most ${max}.`, { field: name });
  return value;
}

function integer(fields: Fields, name: string, min: number, max: number, field = ""): number {
  const value = fields[name];
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > max) {
    throw bad(path(field, name), `${name} is an integer between ${min} and ${max}.`);
  }
  return Number(value);
}

function match(fields: Fields, name: string, want: RegExp, field: string): string {
  const value = fields[name];
  if (typeof value !== "string" || !want.test(value))
    throw bad(path(field, name), `${name} matches ${want}.`);
  return value;
}

function path(field: string, name: string): string {
  return field === "" ? name : `${field}.${name}`;
}

function bad(field: string, message: string): Refusal {
  return new Refusal("bad_field", message, { field: field.slice(0, 80) });
}
