// The schemas of the commands of SPEC §3, with the bounds of their fields.

import * as v from "valibot";
import { printable } from "./token.ts";

const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  v.custom<number>(
    (n) => typeof n === "number" && Number.isSafeInteger(n) && n >= min && n <= max,
    `must be an integer from ${min} to ${max}`,
  );
const text = (pattern: RegExp) =>
  v.custom<string>((s) => typeof s === "string" && pattern.test(s), `must match ${pattern}`);
const list = <T extends v.GenericSchema>(entry: T, min: number, max: number) =>
  v.pipe(
    v.array(entry),
    v.minLength(min, `must list at least ${min}`),
    v.maxLength(max, `may list at most ${max}`),
  );
const each = <T extends v.GenericSchema<unknown, object>>(entry: T) =>
  v.pipe(
    list(entry, 1, 25),
    v.check(
      (items) => new Set(items.map((i) => ("id" in i ? i.id : ""))).size === items.length,
      "names an item twice",
    ),
  );

const coordinate = integer(-1_000_000, 1_000_000);
const millimetres = integer(1, 20_000);
const degrees = integer(0, 359);
const version = integer(1);
const id = text(/^[A-Za-z0-9_-]{1,40}$/);
const variant = text(/^[A-Za-z0-9._-]{0,64}$/);
const place = { x: coordinate, y: coordinate, rotation: degrees };
const preview = v.strictObject({ id, ...place, token: version });

const corner = v.strictTuple([coordinate, coordinate]);
const opening = { id, ...place, width: millimetres };
export const plan = v.strictObject({
  name: v.custom<string>(
    (s) => typeof s === "string" && s !== "" && s === printable(s),
    "must be 1 to 60 characters",
  ),
  units: v.picklist(["cm", "m", "ft", "in"]),
  outline: list(corner, 3, 200),
  walls: list(v.strictObject({ id, from: corner, to: corner, thickness: millimetres }), 0, 100),
  doors: list(
    v.strictObject({ ...opening, hinge: v.picklist(["left", "right"]), opens: v.picklist(["in", "out"]) }),
    0,
    100,
  ),
  windows: list(v.strictObject(opening), 0, 100),
  ceiling: v.exactOptional(integer(1_000, 10_000)),
  delivery: v.exactOptional(
    v.strictObject({
      door: v.exactOptional(v.strictObject({ width: millimetres, height: millimetres })),
      corridor: v.exactOptional(v.strictObject({ width: millimetres })),
      stairs: v.exactOptional(v.strictObject({ width: millimetres })),
      lift: v.exactOptional(v.strictObject({ width: millimetres, depth: millimetres, height: millimetres })),
    }),
  ),
});

const edit = v.variant("op", [
  v.strictObject({ op: v.literal("add"), id, product: text(/^[A-Za-z0-9._-]{1,64}$/), variant, ...place }),
  v.strictObject({ op: v.literal("update"), id, variant, version }),
  v.strictObject({ op: v.literal("remove"), id, version }),
  v.strictObject({ op: v.literal("room"), version, plan }),
]);

export const op = integer(1);
const lock = { action: v.literal("lock"), op };
const lease = v.strictObject({ id, token: version });
export const command = v.variant("action", [
  v.strictObject({ action: v.literal("sync"), op, digest: v.exactOptional(integer(0, 2 ** 32 - 1)) }),
  v.variant("mode", [
    v.strictObject({ ...lock, mode: v.literal("acquire"), items: each(v.strictObject({ id })) }),
    v.strictObject({ ...lock, mode: v.picklist(["renew", "release"]), items: each(lease) }),
  ]),
  v.strictObject({ action: v.literal("move"), op, items: each(preview), drop: v.boolean() }),
  v.strictObject({
    action: v.literal("edit"),
    op,
    ops: v.pipe(
      each(edit),
      v.check((ops) => ops.length === 1 || ops.every((o) => o.op !== "room"), "has room, which stands alone"),
    ),
  }),
  v.strictObject({
    action: v.literal("cursor"),
    points: list(v.strictTuple([coordinate, coordinate, integer(0, 1_000)]), 0, 32),
    drag: v.exactOptional(list(preview, 0, 25)),
  }),
  v.strictObject({ action: v.literal("ping") }),
]);
