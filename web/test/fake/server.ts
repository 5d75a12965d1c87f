// A whole room server in memory: for the client's tests, and behind `npm run dev`.

import { digest } from "../../src/client/digest.ts";
import {
  type Command,
  type DirectLimits,
  isLive,
  type Peer,
  type Role,
  type Row,
  type ServerEvent,
  type SignalCommand,
  type SignalEvent,
} from "../../src/client/protocol.ts";
import { type Actor, leaseMs, Refusal, Table } from "./rules.ts";

/** What a token says in these tests; it is not signed. */
export interface FakeClaims {
  sub: string;
  name: string;
  role: Role;
  /** Unix milliseconds; never when left out. */
  expiresAt?: number;
}

export interface Connection {
  send: (frame: string) => void;
  close: () => void;
}

interface Member {
  claims: FakeClaims;
  peer: Peer;
  connection: Connection;
  joined: boolean;
}

/** WR3. */
const maxPerCommand = 25;

export class FakeServer {
  readonly table = new Table();
  readonly #members = new Set<Member>();
  /** Every command that arrived, in order. */
  readonly heard: { peer: string; command: Command | SignalCommand }[] = [];
  /** The shop's setting for direct channels; undefined when they are off. */
  direct: DirectLimits | undefined;
  /** Fields of commands that a server of an earlier version does not know. */
  unknownFields: readonly string[] = [];
  /** Losses: a command or event for which it returns true never arrives. */
  lose: (message: Command | SignalCommand | ServerEvent, peer: string) => boolean = () => false;

  constructor(private readonly now: () => number) {}

  get connections(): number {
    return this.#members.size;
  }

  /** Accepts a connection; what it returns takes its frames and its end. */
  connect(claims: FakeClaims, tab: string, connection: Connection) {
    const id = `p-${tab}-${claims.sub}`.slice(0, 40);
    const colour = [...id].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 12;
    const peer = { id, name: claims.name, role: claims.role, colour };
    const member: Member = { claims, peer, connection, joined: false };
    this.#members.add(member);
    return {
      receive: (frame: string) => this.#receive(member, frame),
      /** A clean close frees what the peer held; a cut line does not (LK8). */
      disconnect: (clean: boolean) => this.#leave(member, clean),
    };
  }

  /** Cuts every connection, as a network does. */
  cut(): void {
    for (const member of [...this.#members]) {
      this.#leave(member, false);
      member.connection.close();
    }
  }

  /** Puts a row into the table behind everybody's back. */
  put(row: Row): void {
    this.table.rows.set(row.id, row);
  }

  /** Tells all peers but one, or, of these, only those in `to`. */
  broadcast(event: ServerEvent, but?: string, to?: readonly string[]): void {
    for (const m of this.#present()) {
      if (m.peer.id !== but && (to?.includes(m.peer.id) ?? true)) this.#tell(m, event);
    }
  }

  #present(): Member[] {
    return [...this.#members].filter((m) => m.joined);
  }

  /** Tells one peer. */
  tell(peer: string, event: ServerEvent): void {
    for (const m of this.#members) if (m.peer.id === peer) this.#tell(m, event);
  }

  #receive(member: Member, frame: string): void {
    const command: Command | SignalCommand = JSON.parse(frame);
    if (this.lose(command, member.peer.id)) return;
    this.heard.push({ peer: member.peer.id, command });
    const op = "op" in command ? command.op : 0;
    if ((member.claims.expiresAt ?? Number.POSITIVE_INFINITY) <= this.now()) {
      this.#tell(member, { type: "error", op, code: "token_expired", message: "Expired.", retry: true });
      return;
    }
    const field = this.unknownFields.find((name) => name in command);
    if (field) {
      const message = `Unknown field ${field}.`;
      this.#tell(member, { type: "error", op, code: "bad_field", message, retry: false, field });
      return;
    }
    try {
      this.#carryOut(member, command);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, items } = error;
      this.#tell(member, { type: "error", op, code, message: `Refused: ${code}.`, retry: false, items });
    }
  }

  #carryOut(member: Member, command: Command | SignalCommand): void {
    const peer = member.peer.id;
    const op = "op" in command ? command.op : 0;
    const actor: Actor = { peer, name: member.peer.name, op, now: this.now() };
    const carried = "items" in command ? command.items : "ops" in command ? command.ops : [];
    const previews = command.action === "cursor" ? (command.drag ?? []) : [];
    if (Math.max(carried.length, previews.length) > maxPerCommand) throw new Refusal("too_many");
    switch (command.action) {
      case "ping":
        return this.#tell(member, { type: "pong" });
      case "cursor": {
        const { action: _, to, ...cursor } = command;
        return this.broadcast({ type: "cursor", peer, ...cursor }, peer, to);
      }
      case "signal":
        return this.#signal(member, command);
      case "sync":
        return this.#sync(member, command.op, command.digest);
      case "lock": {
        const items = this.table.lock(actor, command.mode, command.items);
        this.#tell(member, { type: "ack", op, at: actor.now, items });
        return this.broadcast(
          { type: command.mode === "release" ? "unlocked" : "locked", peer, items },
          peer,
        );
      }
      case "move": {
        const items = this.table.move(actor, command.items, command.drop);
        this.#tell(member, { type: "ack", op, at: actor.now, items });
        return this.broadcast({ type: "moved", peer, items }, peer);
      }
      case "edit": {
        const { rows: items, plan } = this.table.edit(actor, command.ops);
        const told = { items, ...(plan ? { plan } : {}) };
        this.#tell(member, { type: "ack", op, at: actor.now, ...told });
        return this.broadcast({ type: "edited", peer, ...told }, peer);
      }
    }
  }

  /** DC1, DC3 and DC4. */
  #signal({ peer: { id: peer, role } }: Member, { action: _, op: __, to, ...body }: SignalCommand): void {
    const present = this.#present();
    const receiver = present.find((m) => m.peer.id === to);
    if (!this.direct || role === "viewer") throw new Refusal("forbidden");
    if (!receiver) throw new Refusal("not_found");
    if (receiver.peer.role === "viewer") throw new Refusal("forbidden");
    const editors = present.filter((m) => m.peer.role !== "viewer").length;
    if (editors > this.direct.maxPeers && body.kind !== "bye") throw new Refusal("full");
    const event: SignalEvent = { type: "signal", peer, ...body };
    this.#tell(receiver, event);
  }

  #sync(member: Member, op: number, asked: number | undefined): void {
    if (!member.joined) this.#join(member);
    const items = [...this.table.rows.values()];
    const peers = this.#present().map((m) => m.peer);
    if (asked === digest(this.table.plan.version, items.filter(isLive))) {
      this.#tell(member, { type: "ack", op, at: this.now(), items: [], peers });
      return;
    }
    const half = Math.ceil(items.length / 2);
    const head = { type: "state", op, parts: 2, at: this.now(), room: "vardagsrum" } as const;
    this.#tell(member, {
      ...head,
      part: 1,
      you: member.peer,
      peers,
      plan: this.table.plan,
      limits: { messagesPerSecond: 100, leaseMs, ...(this.direct ? { direct: this.direct } : {}) },
      items: items.slice(0, half),
    });
    this.#tell(member, { ...head, part: 2, items: items.slice(half) });
  }

  #join(member: Member): void {
    const older = [...this.#members].find((m) => m.joined && m !== member && m.peer.id === member.peer.id);
    if (older) {
      this.#tell(older, { type: "error", op: 0, code: "superseded", message: "Superseded.", retry: false });
      this.#members.delete(older);
      older.connection.close();
    }
    member.joined = true;
    this.broadcast({ type: "joined", peer: member.peer }, member.peer.id);
  }

  #leave(member: Member, clean: boolean): void {
    if (!this.#members.delete(member) || !member.joined) return;
    const peer = member.peer.id;
    const items = clean ? this.table.releaseAll(peer) : [];
    if (items.length > 0) this.broadcast({ type: "unlocked", peer, items });
    this.broadcast({ type: "left", peer });
  }

  #tell(member: Member, event: ServerEvent): void {
    if (!this.lose(event, member.peer.id)) member.connection.send(JSON.stringify(event));
  }
}
