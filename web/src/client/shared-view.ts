// Checks what a peer sees, as it is sent and received. Nothing that is loaded at the start imports it.

import { DecodeError, type Decoder, integer, isRecord, object, oneOf, tuple } from "../json/decoder.ts";
import type { Position, SharedView } from "./protocol.ts";

type Flat = Extract<SharedView, { mode: "2d" }>;
type Orbit = Extract<SharedView, { mode: "3d" }>;
type Walk = Extract<SharedView, { mode: "walk" }>;

/** Bound of each coordinate and size, millimetres (WR13). */
const boundMm = 1_000_000;

const coordinate = integer(-boundMm, boundMm);
const length = integer(1, boundMm);
const position = tuple<Position>(coordinate, coordinate, coordinate);
const size = { width: length, height: length };
const camera = { eye: position, target: position };

const forms: { [M in SharedView["mode"]]: Decoder<Extract<SharedView, { mode: M }>> } = {
  "2d": object<Flat>({ mode: oneOf("2d"), x: coordinate, y: coordinate, ...size }),
  "3d": object<Orbit>({ mode: oneOf("3d"), ...camera, ...size }),
  walk: object<Walk>({ mode: oneOf("walk"), ...camera }),
};
const modes = object<{ mode: SharedView["mode"] }>({ mode: oneOf("2d", "3d", "walk") });

/** Decodes a view; throws DecodeError. */
const decode: Decoder<SharedView> = (value, path, skipped) => {
  const view = forms[modes(value, path, skipped).mode](value, path, skipped);
  if (view.mode !== "2d" && `${view.eye}` === `${view.target}`)
    throw new DecodeError({ path: `${path}.target`, message: "must differ from eye" });
  return view;
};

/**
 * Returns a view with its keys in the order of the golden files (WR9); undefined if it is none, or out of bounds.
 */
export function sharedView(value: unknown): SharedView | undefined {
  if (!isRecord(value)) return undefined;
  try {
    return decode(value, "view", []);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
