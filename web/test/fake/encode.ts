import { encodeCommand } from "../../src/client/encode.ts";
import { encodeCursor } from "../../src/client/encode-cursor.ts";
import { encodeWrite } from "../../src/client/encode-write.ts";
import type { Command, SignalCommand } from "../../src/client/protocol.ts";
import { encodeSignal } from "../../src/client/signal.ts";

/** Returns the frame of any command; the client has an encoder in each of its chunks. */
export function encode(c: Command | SignalCommand): string {
  switch (c.action) {
    case "signal":
      return encodeSignal(c);
    case "lock":
    case "move":
    case "edit":
      return encodeWrite(c);
    case "cursor":
      return encodeCursor(c);
    default:
      return encodeCommand(c);
  }
}
