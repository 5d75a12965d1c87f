// The events that a room sends to its listeners.

import type { DecodeIssue } from "../json/decoder.ts";
import type { Plan } from "../model/index.ts";
import type { CommandError } from "./command-error.ts";
import type { Row } from "./protocol.ts";
import type { SocketState } from "./socket.ts";

/** A message for the user, or for a log. */
export type Notice =
  /** Items that this client held and no longer does; `name` is the new holder's, if any. */
  | { kind: "lost"; ids: readonly string[]; name?: string }
  /** The server refused a message that no command waits for, e.g. a cursor. */
  | { kind: "refused"; error: CommandError }
  /** Part of a frame could not be decoded, and was omitted. */
  | { kind: "unreadable"; failure: DecodeIssue };

/** A row before and after a stored change. */
export interface RowChange {
  id: string;
  before: Row | undefined;
  after: Row;
}

export type RoomEvent =
  /** Items are displayed differently; `plan` is true when the plan is. */
  | { type: "change"; ids: readonly string[]; plan: boolean }
  /**
   * Stored data in the copy changed: by this tab, by a peer, or by an unknown user while this tab was not
   * connected (`by` undefined). Unlike `change` it does not cover drags, locks and unanswered changes.
   */
  | {
      type: "stored";
      by: string | undefined;
      rows: readonly RowChange[];
      plan?: { before: Plan; after: Plan };
    }
  /** A peer joined, left or changed colour. */
  | { type: "peers" }
  /** A peer's cursor moved: draw `cursors()` until none is moving. */
  | { type: "cursor"; peer: string }
  | { type: "status"; status: SocketState }
  | { type: "notice"; notice: Notice };

export type RoomListener = (event: RoomEvent) => void;

/**
 * A set of listeners, notified independently: an exception of one is reported and does not affect the others.
 */
export class Listeners {
  readonly #all = new Set<RoomListener>();

  /** Adds a listener; the returned function removes it. */
  add(listener: RoomListener): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  emit(event: RoomEvent): void {
    for (const listener of [...this.#all]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
