import type { ErrorCode, ErrorEvent } from "../../../web/src/client/protocol.ts";

/** The reason for which a command is rejected. event() is the error event for its sender. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly facts: Pick<ErrorEvent, "field" | "items" | "plan"> = {},
  ) {
    super(message);
  }

  event(op: number): ErrorEvent {
    const { code, message, facts } = this;
    return { type: "error", op, code, message, retry: code === "token_expired", ...facts };
  }
}
