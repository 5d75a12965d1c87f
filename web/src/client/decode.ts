// Decodes the server's frames. Never throws: a frame that is no event is returned as a failure, and a row
// that can't be decoded is omitted and reported.

import {
  array,
  boolean,
  DecodeError,
  type DecodeIssue,
  type Decoder,
  integer,
  isRecord,
  lenient,
  lenientArray,
  object,
  oneOf,
  optional,
  string,
  tuple,
} from "../json/decoder.ts";
import type {
  Delivery,
  Door,
  Finishes,
  Fixture,
  Own,
  Plan,
  PlanPicture,
  PlanWindow,
  Slope,
  Wall,
  WallFinish,
} from "../model/index.ts";
import type * as p from "./protocol.ts";
import { errorCodes } from "./protocol.ts";

/**
 * The result of decoding a frame. `untyped` is JSON without a `type`: a message of API Gateway itself,
 * e.g. `{"message":"Internal server error",…}`.
 */
export type Decoded =
  | { kind: "event"; event: p.ServerEvent; skipped: DecodeIssue[] }
  | { kind: "untyped"; message: string }
  | { kind: "failure"; failure: DecodeIssue };

const millimetres = integer(-1_000_000, 1_000_000);
const count = integer(0);
const degrees = integer(0, 359);
const point = tuple<[x: number, y: number]>(millimetres, millimetres);
const length = integer(1, 20_000);
const heightLimit = 10_000;
const height = integer(1, heightLimit);
/** A height above the floor, which is left out where it is 0. */
const elevation: Decoder<number> = (v, path, skipped) =>
  v === undefined ? 0 : integer(0, heightLimit)(v, path, skipped);
/** The fields of a place. The HTTP API encodes places in the same way. */
const place = { x: millimetres, y: millimetres, z: elevation, rotation: degrees };
const own = object<Own>({
  kind: string,
  name: string,
  colour: string,
  width: length,
  depth: length,
  height: length,
});

const delivery = object<Delivery>({
  door: optional(object<NonNullable<Delivery["door"]>>({ width: length, height: length })),
  corridor: optional(object<NonNullable<Delivery["corridor"]>>({ width: length })),
  stairs: optional(object<NonNullable<Delivery["stairs"]>>({ width: length })),
  lift: optional(object<NonNullable<Delivery["lift"]>>({ width: length, depth: length, height: length })),
});

// The HTTP API encodes plans in the same way.
export const plan = object<Plan>({
  name: string,
  units: oneOf("cm", "m", "ft", "in"),
  outline: array(point),
  walls: array(object<Wall>({ id: string, from: point, to: point, thickness: count })),
  doors: array(
    object<Door>({
      id: string,
      x: millimetres,
      y: millimetres,
      width: count,
      rotation: degrees,
      hinge: oneOf("left", "right"),
      opens: oneOf("in", "out"),
      kind: optional(oneOf("double", "sliding", "opening")),
      height: optional(height),
      balcony: optional(boolean),
    }),
  ),
  windows: array(
    object<PlanWindow>({
      id: string,
      x: millimetres,
      y: millimetres,
      width: count,
      rotation: degrees,
      sill: optional(integer(0, heightLimit)),
      height: optional(height),
    }),
  ),
  ceiling: optional(integer(1_000, 10_000)),
  delivery: optional(delivery),
  fixtures: optional(
    array(
      object<Fixture>({
        id: string,
        kind: oneOf("pillar", "radiator", "socket"),
        ...place,
        width: length,
        depth: length,
        height,
      }),
    ),
  ),
  slopes: optional(
    array(
      object<Slope>({
        id: string,
        x: millimetres,
        y: millimetres,
        rotation: degrees,
        width: length,
        depth: length,
        low: height,
      }),
    ),
  ),
  finishes: optional(
    object<Finishes>({
      floor: optional(string),
      walls: optional(string),
      each: optional(
        array(
          object<{ side?: number; wall?: string; finish: string }>({
            side: optional(count),
            wall: optional(string),
            finish: string,
          }) as Decoder<WallFinish>,
        ),
      ),
    }),
  ),
  picture: optional(
    object<PlanPicture>({
      upload: string,
      x: millimetres,
      y: millimetres,
      width: integer(1, 1_000_000),
      height: integer(1, 1_000_000),
    }),
  ),
  version: count,
});

/** The fields of an item, without its lease. */
export const itemFields = {
  id: string,
  product: string,
  variant: string,
  own: optional(own),
  mirrored: optional(boolean),
  ...place,
  version: count,
};
const item = object<p.Item>({
  ...itemFields,
  token: count,
  holder: optional(string),
  holderName: optional(string),
  expiresAt: optional(count),
});
const tombstone = object<p.Tombstone>({ id: string, version: count, token: count, removed: oneOf(true) });
const row: Decoder<p.Row> = (v, path, skipped) =>
  (isRecord(v) && "removed" in v ? tombstone : item)(v, path, skipped);
const rows = lenientArray(row);

const peer = object<p.Peer>({
  id: string,
  name: string,
  role: oneOf("viewer", "editor", "owner"),
  colour: count,
});
// A newer server may send codes that this client doesn't know; their `retry` is still used.
const code: Decoder<p.ErrorCode> = (v) => errorCodes.find((c) => c === v) ?? "internal";
// Direct channels, shared views and their decoders are loaded later: these values are returned as they are.
const unchecked: Decoder<unknown> = (v) => v;
const limits = object<p.Limits>({ messagesPerSecond: count, leaseMs: count, direct: optional(unchecked) });
const preview = object<p.Preview>({ id: string, ...place, token: count });
const cursorPoint = tuple<p.CursorPoint>(millimetres, millimetres, integer(0, 1000));

type Named<T extends p.ServerEvent["type"]> = Extract<p.ServerEvent, { type: T }>;

const events: { [T in p.ServerEvent["type"]]: Decoder<Named<T>> } = {
  state: object<p.StateEvent>({
    type: oneOf("state"),
    op: count,
    part: integer(1),
    parts: integer(1),
    at: count,
    room: string,
    you: optional(peer),
    peers: optional(lenientArray(peer)),
    plan: lenient(plan),
    limits: optional(limits),
    items: rows,
  }),
  ack: object<p.AckEvent>({
    type: oneOf("ack"),
    op: count,
    at: count,
    items: rows,
    plan: lenient(plan),
    peers: optional(lenientArray(peer)),
  }),
  error: object<p.ErrorEvent>({
    type: oneOf("error"),
    op: count,
    code,
    message: string,
    retry: boolean,
    field: optional(string),
    items: optional(rows),
    plan: lenient(plan),
  }),
  moved: object<p.MovedEvent>({ type: oneOf("moved"), peer: string, items: rows }),
  locked: object<p.LockedEvent>({ type: oneOf("locked"), peer: string, items: rows }),
  unlocked: object<p.UnlockedEvent>({ type: oneOf("unlocked"), peer: string, items: rows }),
  edited: object<p.EditedEvent>({ type: oneOf("edited"), peer: string, items: rows, plan: lenient(plan) }),
  cursor: object<p.CursorEvent>({
    type: oneOf("cursor"),
    peer: string,
    points: array(cursorPoint),
    drag: optional(lenientArray(preview)),
    follows: optional(string),
    view: optional(unchecked),
  }),
  signal: unchecked as Decoder<p.UncheckedSignal>,
  joined: object<p.JoinedEvent>({ type: oneOf("joined"), peer }),
  left: object<p.LeftEvent>({ type: oneOf("left"), peer: string }),
  pong: object<p.PongEvent>({ type: oneOf("pong") }),
  bundle: object<p.BundleEvent>({
    type: oneOf("bundle"),
    events: array(object<p.BundledEvent>({ at: count, event: bundled })),
  }),
};

const bundledType = object({ type: oneOf("moved", "edited", "cursor", "joined", "left") });

function bundled(...args: Parameters<Decoder<unknown>>): p.BundledEvent["event"] {
  return events[bundledType(...args).type](...args);
}

function isEventType(type: string): type is p.ServerEvent["type"] {
  return Object.hasOwn(events, type);
}

/** Decodes one frame. */
export function decodeEvent(frame: string): Decoded {
  const value = parse(frame);
  if (!isRecord(value)) return failure("message", "is not a JSON object");
  const type = value.type;
  if (type === undefined) return { kind: "untyped", message: String(value.message ?? "") };
  if (typeof type !== "string" || !isEventType(type)) return failure("type", "is not a known event");
  const skipped: DecodeIssue[] = [];
  try {
    return { kind: "event", event: events[type](value, "", skipped), skipped };
  } catch (error) {
    if (error instanceof DecodeError) return { kind: "failure", failure: error.failure };
    throw error;
  }
}

function parse(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

function failure(path: string, message: string): Decoded {
  return { kind: "failure", failure: { path, message } };
}
