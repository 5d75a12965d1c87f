// What a room tells the page that listens to it.

import type { DecodeIssue } from "../json/decoder.ts";
import type { Plan } from "../model/index.ts";
import type { CommandError } from "./command-error.ts";
import type { Row } from "./protocol.ts";
import type { SocketState } from "./socket.ts";

/** Something a person, or a log, should know. */
export type Notice =
  /** Items this client held are not its own any more; `name` has them, if anybody. */
  | { kind: "lost"; ids: readonly string[]; name?: string }
  /** The server refused something that no command waits for, e.g. a cursor. */
  | { kind: "refused"; error: CommandError }
  /** Something that came could not be read, and was left out. */
  | { kind: "unreadable"; failure: DecodeIssue };

/** A row as it was and as it is stored now. */
export interface RowChange {
  id: string;
  before: Row | undefined;
  after: Row;
}

export type RoomEvent =
  /** Items are shown differently; `plan` is true when the plan is. */
  | { type: "change"; ids: readonly string[]; plan: boolean }
  /**
   * The copy of what is stored changed: by this tab, by a peer, or by somebody while this tab
   * was not listening. Unlike `change` it says nothing of drags, locks and what is on its way.
   */
  | {
      type: "stored";
      by: string | undefined;
      rows: readonly RowChange[];
      plan?: { before: Plan; after: Plan };
    }
  /** Somebody came, went or changed colour. */
  | { type: "peers" }
  /** A peer points elsewhere: draw `cursors()` until none is moving. */
  | { type: "cursor"; peer: string }
  | { type: "status"; status: SocketState }
  | { type: "notice"; notice: Notice };

export type RoomListener = (event: RoomEvent) => void;

/** Tells listeners, each by itself: one that throws is reported and harms no other. */
export class Listeners {
  readonly #all = new Set<RoomListener>();

  /** Adds a listener; the returned function takes it away. */
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
