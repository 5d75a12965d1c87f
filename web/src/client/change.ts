// A change on its way: how it ends, and whether it can still be called off.

import type { CommandError } from "./command-error.ts";

/** How a change ended. */
export type Outcome =
  | { end: "stored" }
  /** Called off, or let go where it stood: nothing was changed. */
  | { end: "released" }
  /** Refused, or lost to somebody else: nothing was changed. */
  | { end: "lost"; error: CommandError };

export interface Change {
  /** Always resolves, and never rejects. */
  readonly done: Promise<Outcome>;
  /** True until it is sent: for the line, or for the answer to what was asked before. */
  readonly waits: boolean;
  /** Calls off a change that waits; false when it does not. */
  withdraw(): boolean;
}

/** Resolves when a change is stored or called off, rejects with what it was refused for. */
export async function settled(change: Change): Promise<void> {
  const outcome = await change.done;
  if (outcome.end === "lost") throw outcome.error;
}
