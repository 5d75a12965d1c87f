// The commands that are not answered yet (CL1). A command is displayed at once by its overlays and sent again
// with the same op until it is answered; then its overlays are removed, and the answer's rows are displayed.

import type { Place, PlanBody } from "../model/index.ts";
import type { Change, Outcome } from "./change.ts";
import { type Clock, Timer } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import type { AckEvent, ErrorEvent, Item, ItemChange } from "./protocol.ts";
import { backoff } from "./socket.ts";

/** A change that is displayed before its command is answered. */
export type OptimisticUpdate =
  | { kind: "place"; id: string; place: Place }
  | { kind: "lock"; id: string }
  | { kind: "add"; item: Item }
  | { kind: "change"; id: string; change: ItemChange }
  | { kind: "remove"; id: string }
  | { kind: "plan"; plan: PlanBody };

export interface CommandRequest {
  /** Ids of the items it writes, or `plan`. Commands with a common key are sent one after the other. */
  keys: readonly string[];
  overlays: readonly OptimisticUpdate[];
  /**
   * Returns the command's frame when it is first sent, with the versions of that moment. May throw a
   * CommandError.
   */
  build: (op: number) => string;
  /** True when a later command of the same item makes it pointless, and need not wait for its answer. */
  supersedable?: boolean;
}

export interface CommandsOptions {
  clock: Clock;
  random: () => number;
  nextOp: () => number;
  /** Sends a frame; false when offline. */
  send: (frame: string) => boolean;
  /** When the last frame was received from the server. */
  lastReceivedAt: () => number;
  /** Called when a command was sent twice and nothing at all was received: the connection is dead. */
  onStalled: () => void;
  /** Returns the error with which all commands are refused here; undefined when they are allowed. */
  forbids: () => CommandError | undefined;
  /** Called when a command was withdrawn: its overlays are gone. */
  withdrawn: () => void;
}

type Answered = (answer: AckEvent | CommandError) => void;

interface Pending {
  op: number;
  request: CommandRequest;
  frame: string | undefined;
  sentAt: number | undefined;
  refusals: number;
  timer: Timer;
  answered: Answered;
}

/** A command that is unanswered for this long is sent again (CL1). */
export const answerTimeoutMs = 5_000;
const maxRefusals = 6;

export class Commands {
  readonly #pending = new Map<number, Pending>();
  #closed = false;

  constructor(private readonly options: CommandsOptions) {}

  /**
   * Queues a command and returns its op, or 0 if it is refused here. `answered` is called before any command
   * that waits for this one is sent.
   */
  ask(request: CommandRequest, answered: Answered): number {
    const forbidden = this.#closed ? closedError() : this.options.forbids();
    if (forbidden) {
      answered(forbidden);
      return 0;
    }
    const op = this.options.nextOp();
    const timer = new Timer(this.options.clock, () => this.#overdue(op));
    this.#pending.set(op, {
      op,
      request,
      frame: undefined,
      sentAt: undefined,
      refusals: 0,
      timer,
      answered,
    });
    this.#pump();
    return op;
  }

  /** Queues a command that is a change by itself. */
  change(request: CommandRequest): Change {
    let end: (outcome: Outcome) => void = () => {};
    const done = new Promise<Outcome>((resolve) => {
      end = resolve;
    });
    const op = this.ask(request, (answer) =>
      end(answer instanceof CommandError ? { end: "lost", error: answer } : { end: "stored" }),
    );
    const unsent = () => this.unsent(op);
    return {
      done,
      get waits() {
        return unsent();
      },
      withdraw: () => {
        const withdrawn = this.withdraw(op);
        if (withdrawn) end({ end: "released" });
        return withdrawn;
      },
    };
  }

  /** Reports whether a command is queued and was never sent. */
  unsent(op: number): boolean {
    const p = this.#pending.get(op);
    return p !== undefined && p.frame === undefined;
  }

  /** Withdraws a command that was never sent, without calling `answered`; returns false when it was sent. */
  withdraw(op: number): boolean {
    if (!this.unsent(op)) return false;
    this.#settle(op);
    this.#pump();
    this.options.withdrawn();
    return true;
  }

  /** Reports whether a later command determines the item's place, or whether it exists. */
  overtaken(op: number, id: string): boolean {
    const decides = (o: OptimisticUpdate) => (o.kind === "lock" || o.kind === "remove") && o.id === id;
    return [...this.#pending.values()].some((p) => p.op > op && p.request.overlays.some(decides));
  }

  /** Returns the overlays of all unanswered commands, in the order of their ops. */
  overlays(): OptimisticUpdate[] {
    return [...this.#pending.values()].flatMap((p) => [...p.request.overlays]);
  }

  /** The number of unanswered commands that change the room: a lock alone changes nothing. */
  get changes(): number {
    return [...this.#pending.values()].filter((p) => p.request.overlays.some((o) => o.kind !== "lock"))
      .length;
  }

  /** Reports whether a command with this op is unanswered. */
  awaits(op: number): boolean {
    return this.#pending.has(op);
  }

  /** Sends everything unanswered (again): a connection opened. */
  connected(): void {
    for (const p of this.#pending.values()) p.sentAt = undefined;
    this.#pump();
  }

  /** Stops the timers until the next connection. */
  disconnected(): void {
    for (const p of this.#pending.values()) p.timer.clear();
  }

  /** Handles an ack; returns false when no command waits for it. */
  acked(ack: AckEvent): boolean {
    const p = this.#settle(ack.op);
    p?.answered(ack);
    this.#pump();
    return p !== undefined;
  }

  /** Handles an error; returns false when no command waits for it. */
  refused(error: ErrorEvent): boolean {
    const p = this.#pending.get(error.op);
    if (!p) return false;
    // The command is sent again on the next connection, with a new token.
    if (error.code === "token_expired") return true;
    if (error.retry && ++p.refusals < maxRefusals) {
      p.timer.set(backoff(p.refusals, this.options.random()));
      return true;
    }
    const { code, message, items = [], field } = error;
    this.#settle(error.op)?.answered(new CommandError(code, message, items, field));
    this.#pump();
    return true;
  }

  /** Refuses all pending and later commands with `closed`. */
  close(): void {
    this.#closed = true;
    for (const op of [...this.#pending.keys()]) this.#settle(op)?.answered(closedError());
  }

  #settle(op: number): Pending | undefined {
    const p = this.#pending.get(op);
    p?.timer.clear();
    this.#pending.delete(op);
    return p;
  }

  /** Sends the commands that were not sent on this connection and need not wait for another one. */
  #pump(): void {
    for (const p of [...this.#pending.values()]) {
      if (p.sentAt === undefined && !this.#waits(p)) this.#send(p);
    }
  }

  /**
   * Reports whether a command must wait for an earlier one. A row remembers the last op of its peer and takes
   * an older one as done (ID1), and the gateway keeps no order: an item's next command waits for the answer.
   */
  #waits(p: Pending): boolean {
    for (const q of this.#pending.values()) {
      if (q.op >= p.op) return false;
      if (!q.request.supersedable && q.request.keys.some((id) => p.request.keys.includes(id))) return true;
    }
    return false;
  }

  #send(p: Pending): void {
    let frame: string;
    try {
      frame = p.frame ?? p.request.build(p.op);
    } catch (error) {
      const known = error instanceof CommandError ? error : new CommandError("internal", String(error));
      this.#settle(p.op)?.answered(known);
      return;
    }
    if (!this.options.send(frame)) return;
    p.frame = frame;
    p.sentAt ??= this.options.clock.now();
    p.timer.set(answerTimeoutMs);
  }

  #overdue(op: number): void {
    const p = this.#pending.get(op);
    if (p?.sentAt === undefined) return;
    const silentMs = this.options.clock.now() - Math.max(p.sentAt, this.options.lastReceivedAt());
    if (silentMs >= 2 * answerTimeoutMs) this.options.onStalled();
    else this.#send(p);
  }
}

function closedError(): CommandError {
  return new CommandError("closed", "The room was left.");
}
