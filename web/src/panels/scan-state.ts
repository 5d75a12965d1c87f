// What the section for scanned rooms displays, by planner; it is kept for the whole visit.

import type { Context, DialogBody } from "./context.ts";

export interface ScanState {
  /** Why the last chosen file was refused. */
  problem?: string | undefined;
  /** Asks whether the last chosen scan shall replace the room. */
  question?: DialogBody;
}

const states = new WeakMap<Context, ScanState>();
const none: ScanState = {};

/** Returns the state; another object after each change. */
export function scanStateOf(context: Context): ScanState {
  return states.get(context) ?? none;
}

export function setScanState(context: Context, change: ScanState): void {
  states.set(context, { ...scanStateOf(context), ...change });
  context.set({});
}
