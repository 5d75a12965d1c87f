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
const aboveFloor = integer(0, 10_000);
const height = integer(1, 10_000);
const degrees = integer(0, 359);
const version = integer(1);
const id = text(/^[A-Za-z0-9_-]{1,40}$/);
const product = text(/^[A-Za-z0-9._-]{0,64}$/);
const variant = product;
const finish = text(/^[A-Za-z0-9._-]{1,64}$/);
const name = v.custom<string>(
  (s) => typeof s === "string" && s !== "" && s === printable(s),
  "must be 1 to 60 characters",
);
/** A height of 0 becomes undefined, so that JSON.stringify leaves it out (WR2). */
const z = v.pipe(
  v.optional(aboveFloor, 0),
  v.transform((mm) => (mm || undefined) as number),
);
/** False becomes undefined, so that JSON.stringify leaves it out. */
const flag = v.pipe(
  v.boolean(),
  v.transform((set) => set || undefined),
);
const place = { x: coordinate, y: coordinate, z, rotation: degrees };
const own = v.strictObject({
  kind: text(/^[a-z-]{1,20}$/),
  name,
  colour: text(/^#[0-9a-f]{6}$/),
  width: millimetres,
  depth: millimetres,
  height: millimetres,
});
const preview = v.strictObject({ id, ...place, token: version });

const peer = text(/^[A-Za-z0-9_-]{1,40}$/);
const point3D = v.strictTuple([coordinate, coordinate, coordinate]);
const extent = integer(1, 1_000_000);
const line = { eye: point3D, target: point3D };
const view = v.pipe(
  v.variant("mode", [
    v.strictObject({ mode: v.literal("2d"), x: coordinate, y: coordinate, width: extent, height: extent }),
    v.strictObject({ mode: v.literal("3d"), ...line, width: extent, height: extent }),
    v.strictObject({ mode: v.literal("walk"), ...line }),
  ]),
  v.forward(
    v.check(
      (seen) => seen.mode === "2d" || seen.eye.some((mm, axis) => mm !== seen.target[axis]),
      "must differ from eye",
    ),
    ["target"],
  ),
);

const corner = v.strictTuple([coordinate, coordinate]);
const opening = { id, x: coordinate, y: coordinate, width: millimetres, rotation: degrees };
const wallFinish = v.union([
  v.strictObject({ side: integer(0), finish }),
  v.strictObject({ wall: id, finish }),
]);
const planBody = v.strictObject({
  name,
  units: v.picklist(["cm", "m", "ft", "in"]),
  outline: list(corner, 3, 200),
  walls: list(v.strictObject({ id, from: corner, to: corner, thickness: millimetres }), 0, 100),
  doors: list(
    v.strictObject({
      ...opening,
      hinge: v.picklist(["left", "right"]),
      opens: v.picklist(["in", "out"]),
      kind: v.exactOptional(v.picklist(["double", "sliding", "opening"])),
      height: v.exactOptional(height),
      balcony: v.exactOptional(v.boolean()),
    }),
    0,
    100,
  ),
  windows: list(
    v.strictObject({ ...opening, sill: v.exactOptional(aboveFloor), height: v.exactOptional(height) }),
    0,
    100,
  ),
  ceiling: v.exactOptional(integer(1_000, 10_000)),
  delivery: v.exactOptional(
    v.strictObject({
      door: v.exactOptional(v.strictObject({ width: millimetres, height: millimetres })),
      corridor: v.exactOptional(v.strictObject({ width: millimetres })),
      stairs: v.exactOptional(v.strictObject({ width: millimetres })),
      lift: v.exactOptional(v.strictObject({ width: millimetres, depth: millimetres, height: millimetres })),
    }),
  ),
  fixtures: v.exactOptional(
    list(
      v.strictObject({
        id,
        kind: v.picklist(["pillar", "radiator", "socket"]),
        ...place,
        width: millimetres,
        depth: millimetres,
        height,
      }),
      0,
      100,
    ),
  ),
  slopes: v.exactOptional(list(v.strictObject({ ...opening, depth: millimetres, low: height }), 0, 100)),
  finishes: v.exactOptional(
    v.strictObject({
      floor: v.exactOptional(finish),
      walls: v.exactOptional(finish),
      each: v.exactOptional(list(wallFinish, 0, 300)),
    }),
  ),
});
export const plan = v.pipe(
  planBody,
  v.check(({ outline, walls, finishes }) => {
    const each = finishes?.each ?? [];
    const known = each.every((w) =>
      "side" in w ? w.side < outline.length : walls.some((wall) => wall.id === w.wall),
    );
    return known && new Set(each.map((w) => ("side" in w ? w.side : w.wall))).size === each.length;
  }, "has a finish of a wall that it lacks or names twice"),
);

const edit = v.variant("op", [
  v.pipe(
    v.strictObject({
      op: v.literal("add"),
      id,
      product,
      variant,
      own: v.exactOptional(own),
      mirrored: v.exactOptional(flag),
      ...place,
    }),
    v.check(
      (item) => (item.own ? item.product === "" && item.variant === "" : item.product !== ""),
      "must have either a product or an own piece",
    ),
  ),
  v.pipe(
    v.strictObject({
      op: v.literal("update"),
      id,
      variant: v.exactOptional(variant),
      place: v.exactOptional(v.strictObject(place)),
      mirrored: v.exactOptional(v.boolean()),
      own: v.exactOptional(own),
      version,
    }),
    v.check(
      (u) => [u.variant, u.place, u.mirrored, u.own].some((field) => field !== undefined),
      "must have variant, place, mirrored or own",
    ),
  ),
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
    follows: v.exactOptional(peer),
    view: v.exactOptional(view),
  }),
  v.strictObject({ action: v.literal("ping") }),
]);
