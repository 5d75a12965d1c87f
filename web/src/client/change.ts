// An unanswered change: how it ends, and whether it can still be withdrawn.

import type { CommandError } from "./command-error.ts";

/** How a change ended. */
export type Outcome =
  | { end: "stored" }
  /** Withdrawn, or released without a move: nothing was changed. */
  | { end: "released" }
  /** Refused, or the item was lost to another user: nothing was changed. */
  | { end: "lost"; error: CommandError };

export interface Change {
  /** Always resolves, and never rejects. */
  readonly done: Promise<Outcome>;
  /** True until it is sent: it waits for the connection, or for the answer to an earlier command. */
  readonly waits: boolean;
  /** Withdraws a change that waits; returns false when it does not wait. */
  withdraw(): boolean;
}

/** Resolves when the change is stored or withdrawn; rejects with the CommandError that refused it. */
export async function settled(change: Change): Promise<void> {
  const outcome = await change.done;
  if (outcome.end === "lost") throw outcome.error;
}
