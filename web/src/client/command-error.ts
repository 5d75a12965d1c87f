import type { ErrorCode, Row } from "./protocol.ts";

/** Why a command was not carried out: a code of SPEC section 3, or `closed` when the room was left first. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly code: ErrorCode | "closed",
    message: string,
    /** The current rows, from the refusal. */
    readonly items: readonly Row[] = [],
    /** The part of the command that was wrong. */
    readonly field?: string,
  ) {
    super(message);
  }
}
