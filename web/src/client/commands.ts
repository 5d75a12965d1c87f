// What was asked and not answered yet (CL1). A command is shown at once by its
// overlays, is sent again with the same op until it is answered, and its overlays
// go when it is: then the rows of the answer speak.

import type { Place, PlanBody } from "../model/index.ts";
import type { Change, Outcome } from "./change.ts";
import { type Clock, Timer } from "./clock.ts";
import { CommandError } from "./command-error.ts";
import { encodeCommand } from "./encode.ts";
import type { AckEvent, ErrorEvent, Item, WriteCommand } from "./protocol.ts";
import { backoff } from "./socket.ts";

/** What is shown of a command before its answer. */
export type OptimisticUpdate =
  | { kind: "place"; id: string; place: Place }
  | { kind: "lock"; id: string }
  | { kind: "add"; item: Item }
  | { kind: "variant"; id: string; variant: string }
  | { kind: "remove"; id: string }
  | { kind: "plan"; plan: PlanBody };

export interface CommandRequest {
  /** The items it writes, or `plan`. Commands of one item are sent one after the other. */
  keys: readonly string[];
  overlays: readonly OptimisticUpdate[];
  /** Makes the command when it is first sent: versions are those of that moment. May throw a CommandError. */
  build: (op: number) => WriteCommand;
  /** True when a later command of the same item makes it pointless, and need not wait for it. */
  supersedable?: boolean;
}

export interface CommandsOptions {
  clock: Clock;
  random: () => number;
  nextOp: () => number;
  /** Sends a frame; false when offline. */
  send: (frame: string) => boolean;
  /** When anything was last heard from the server. */
  lastReceivedAt: () => number;
  /** A command was sent twice and nothing at all was heard: the line is dead. */
  onStalled: () => void;
  /** Why nothing may be asked. */
  forbids: () => CommandError | undefined;
  /** A command was taken back: its overlays are gone. */
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

/** A command unanswered for so long is sent again (CL1). */
export const answerTimeoutMs = 5_000;
const maxRefusals = 6;

export class Commands {
  readonly #pending = new Map<number, Pending>();
  #closed = false;

  constructor(private readonly options: CommandsOptions) {}

  /** Queues a command; `answered` hears of it before anything that waits for it is sent. Returns its op. */
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

  /** True while a command was never sent. */
  unsent(op: number): boolean {
    const p = this.#pending.get(op);
    return p !== undefined && p.frame === undefined;
  }

  /** Takes back a command that was never sent, without an answer; false when it was. */
  withdraw(op: number): boolean {
    if (!this.unsent(op)) return false;
    this.#settle(op);
    this.#pump();
    this.options.withdrawn();
    return true;
  }

  /** True when a later command decides where the item stands, or whether it is there. */
  overtaken(op: number, id: string): boolean {
    const decides = (o: OptimisticUpdate) => (o.kind === "lock" || o.kind === "remove") && o.id === id;
    return [...this.#pending.values()].some((p) => p.op > op && p.request.overlays.some(decides));
  }

  /** What is shown on top of the copy, in the order of the ops. */
  overlays(): OptimisticUpdate[] {
    return [...this.#pending.values()].flatMap((p) => [...p.request.overlays]);
  }

  /** How many that change the room are not answered: a lock by itself changes nothing. */
  get changes(): number {
    return [...this.#pending.values()].filter((p) => p.request.overlays.some((o) => o.kind !== "lock"))
      .length;
  }

  /** True while a command of this op is unanswered. */
  awaits(op: number): boolean {
    return this.#pending.has(op);
  }

  /** A connection opened: everything unanswered is sent (again). */
  connected(): void {
    for (const p of this.#pending.values()) p.sentAt = undefined;
    this.#pump();
  }

  /** The connection is gone: nothing is due until the next. */
  disconnected(): void {
    for (const p of this.#pending.values()) p.timer.clear();
  }

  /** Takes an ack. False when no command waits for it. */
  acked(ack: AckEvent): boolean {
    const p = this.#settle(ack.op);
    p?.answered(ack);
    this.#pump();
    return p !== undefined;
  }

  /** Takes an error. False when no command waits for it. */
  refused(error: ErrorEvent): boolean {
    const p = this.#pending.get(error.op);
    if (!p) return false;
    // A new connection with a new token sends it again.
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

  /** Refuses everything, now and later. */
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

  /** Sends what was not sent on this connection and has nothing to wait for. */
  #pump(): void {
    for (const p of [...this.#pending.values()]) {
      if (p.sentAt === undefined && !this.#waits(p)) this.#send(p);
    }
  }

  /**
   * A row remembers the last op of its peer and takes an older one for done (ID1);
   * the gateway keeps no order. So an item's next command waits for the answer.
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
      frame = p.frame ?? encodeCommand(p.request.build(p.op));
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
