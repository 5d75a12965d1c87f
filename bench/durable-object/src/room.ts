// A room is one object: one thread, so a command needs no lock and no condition on its
// write. What is sent waits in the runtime's output gate until what was written is stored.

import { DurableObject } from "cloudflare:workers";
import { opOf, readCommand } from "./command.ts";
import { digest } from "./digest.ts";
import { errorMessage, type Message, maxPeers, peerView, stateMessages, view } from "./message.ts";
import { decide, freed } from "./step.ts";
import { Tables } from "./tables.ts";
import { type Command, type Item, type Plan, Refusal, type Session, type Stamp, type Step } from "./types.ts";
import type { Env } from "./worker.ts";

/** A larger message ends its connection, as on API Gateway. */
const maxMessage = 128 << 10;
const tombstoneMs = 30 * 24 * 3_600_000;
const flushMs = 1_000;

export class Room extends DurableObject<Env> {
  readonly #tables: Tables;
  /** A cache of the sockets' attachments: reading one costs a copy. */
  readonly #sessions = new Map<WebSocket, Session>();
  /** Moves that MOVES=second has not written yet. */
  readonly #unwritten = new Map<string, Item>();
  #alarmAt: number | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#tables = new Tables(ctx.storage.sql);
    for (const ws of ctx.getWebSockets()) this.#sessions.set(ws, ws.deserializeAttachment());
    // Answered by the runtime: a ping neither wakes the object nor is paid.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('{"action":"ping"}', '{"type":"pong"}'));
  }

  /** Makes the room; false when it is there already (RM1). */
  create(plan: Plan): boolean {
    if (this.#tables.plan) return false;
    this.#tables.savePlan({ plan, version: 1, lastPeer: "", lastOp: 0 });
    return true;
  }

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    const session: Session = JSON.parse(decodeURIComponent(request.headers.get("X-Session") ?? ""));
    this.#tables.name(request.headers.get("X-Room") ?? "");
    this.ctx.acceptWebSocket(server, [session.peer]);
    this.#remember(server, session);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { "Sec-WebSocket-Protocol": request.headers.get("X-Protocol") ?? "" },
    });
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const session = this.#sessions.get(ws);
    if (!session) return;
    if ((typeof message === "string" ? message.length : message.byteLength) > maxMessage) {
      ws.close(1009, "message too large");
      return;
    }
    try {
      if (session.outdated) throw new Refusal("client_too_old", "Please reload the page.");
      if (session.expires <= Date.now()) throw new Refusal("token_expired", "Your token has ended.");
      if (typeof message !== "string") throw new Refusal("bad_json", "The message is not text.");
      this.#carryOut(ws, session, readCommand(message));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(ws, errorMessage(opOf(message), error));
      if (error.code === "token_expired" || error.code === "client_too_old") ws.close(1000, error.code);
    }
  }

  override webSocketClose(ws: WebSocket, code: number): void {
    this.#leave(ws, code !== 1006);
  }

  override webSocketError(ws: WebSocket): void {
    this.#leave(ws, false);
  }

  /** Ends leases that nobody renewed, drops old tombstones, and backs the room up. */
  override async alarm(): Promise<void> {
    this.#alarmAt = undefined;
    const now = Date.now();
    const ended = this.#held().filter((i) => i.expiresAt <= now);
    for (const [holder, items] of Map.groupBy(ended, (i) => i.holder)) {
      this.#broadcast({ type: "unlocked", peer: holder, items: this.#release(items).map(view) });
    }
    this.#tables.purge(now - tombstoneMs);
    this.#arm();
    await this.env.BACKUP?.put(`rooms/${this.#tables.roomName}.json`, JSON.stringify(this.#tables.dump()));
  }

  #carryOut(ws: WebSocket, session: Session, command: Command): void {
    if (command.action === "sync") {
      this.#sync(ws, session, command);
      return;
    }
    if (session.role === "viewer" && (command.action !== "cursor" || command.drag.length > 0)) {
      throw new Refusal("forbidden", "Your role lets you look, not change.");
    }
    const { peer } = session;
    if (command.action === "cursor") {
      const { points, drag } = command;
      this.#broadcast({ type: "cursor", peer, points, ...(drag.length > 0 ? { drag } : {}) }, peer);
      return;
    }
    if (!this.#tables.plan) throw new Refusal("not_found", "There is no such room.");
    const stamp = { peer, name: session.name, op: command.op, at: Date.now() };
    if (command.action === "plan") {
      const plan = this.#savePlan(command.plan, command.version, stamp);
      tell(ws, { type: "ack", op: stamp.op, at: stamp.at, items: [], plan });
      this.#broadcast({ type: "edited", peer, items: [], plan }, peer);
      return;
    }
    const items = this.#commit(command.steps, stamp).map(view);
    tell(ws, { type: "ack", op: stamp.op, at: stamp.at, items });
    this.#broadcast({ type: command.event, peer, items }, peer);
  }

  #commit(steps: readonly Step[], stamp: Stamp): Item[] {
    const { rows, again } = decide(steps, (id) => this.#tables.items.get(id), stamp);
    if (again) return rows;
    const lazy = this.env.MOVES === "second" && steps.every((s) => s.kind === "move" && !s.drop);
    for (const row of rows) {
      if (lazy) this.#writeLater(row);
      else this.#write(row);
    }
    this.#arm(Math.min(...rows.filter((r) => r.holder !== "").map((r) => r.expiresAt)));
    return rows;
  }

  #write(row: Item): void {
    this.#unwritten.delete(row.id);
    this.#tables.save(row);
  }

  /** The room shows it at once; a crash within a second loses it. */
  #writeLater(row: Item): void {
    this.#tables.items.set(row.id, row);
    if (this.#unwritten.size === 0) {
      setTimeout(() => {
        for (const late of [...this.#unwritten.values()]) this.#write(late);
      }, flushMs);
    }
    this.#unwritten.set(row.id, row);
  }

  #savePlan(plan: Plan, version: number, stamp: Stamp): object {
    const stored = this.#tables.plan;
    if (!stored) throw new Refusal("not_found", "There is no such room.");
    const seen = stored.lastPeer === stamp.peer && stored.lastOp >= stamp.op;
    if (!seen && stored.version !== version) {
      const plan = { ...stored.plan, version: stored.version };
      throw new Refusal("conflict", "The room was changed in the meantime.", { plan });
    }
    const next = seen ? stored : { plan, version: version + 1, lastPeer: stamp.peer, lastOp: stamp.op };
    if (!seen) this.#tables.savePlan(next);
    return { ...next.plan, version: next.version };
  }

  #sync(ws: WebSocket, session: Session, command: { op: number; digest?: number }): void {
    const { plan, items } = this.#tables;
    if (!plan) throw new Refusal("not_found", "There is no such room.");
    if (!session.present) this.#join(ws, session);
    const peers = [...this.#sessions.values()].filter((s) => s.present).map(peerView);
    const at = Date.now();
    if (command.digest === digest(plan.version, items.values())) {
      tell(ws, { type: "ack", op: command.op, at, items: [], peers });
      return;
    }
    const you = peerView(session);
    const room = this.#tables.roomName;
    const head = { op: command.op, at, room, you, peers, plan: { ...plan.plan, version: plan.version } };
    for (const part of stateMessages(head, [...items.values()])) tell(ws, part);
  }

  /** A peer that comes back ends its older connection; the others need not know (PR2). */
  #join(ws: WebSocket, session: Session): void {
    const older = this.ctx
      .getWebSockets(session.peer)
      .filter((o) => o !== ws && this.#sessions.get(o)?.present);
    this.#remember(ws, { ...session, present: true });
    for (const old of older) {
      this.#sessions.delete(old);
      tell(old, errorMessage(0, new Refusal("superseded", "You opened this room again.")));
      old.close(1000, "superseded");
    }
    if (older.length === 0) this.#tellPresence(session, { type: "joined", peer: peerView(session) });
  }

  #leave(ws: WebSocket, clean: boolean): void {
    const session = this.#sessions.get(ws);
    this.#sessions.delete(ws);
    if (!session?.present) return;
    const { peer } = session;
    const held = clean ? this.#release(this.#held().filter((i) => i.holder === peer)) : [];
    if (held.length > 0) this.#broadcast({ type: "unlocked", peer, items: held.map(view) }, peer);
    this.#tellPresence(session, { type: "left", peer });
  }

  /** A crowd is not told which viewers come and go (BC7). */
  #tellPresence(session: Session, message: Message): void {
    if (session.role !== "viewer" || this.#sessions.size <= maxPeers) this.#broadcast(message, session.peer);
  }

  #held(): Item[] {
    return [...this.#tables.items.values()].filter((i) => i.holder !== "");
  }

  #release(items: readonly Item[]): Item[] {
    const rows = items.map(freed);
    for (const row of rows) this.#write(row);
    return rows;
  }

  /** Setting an alarm is a billed write: one that rings too early sets the next, instead of each renewal. */
  #arm(expiresAt = Number.POSITIVE_INFINITY): void {
    if (this.#alarmAt !== undefined && this.#alarmAt <= expiresAt) return;
    const first = Math.min(expiresAt, ...this.#held().map((i) => i.expiresAt));
    if (first === Number.POSITIVE_INFINITY) return;
    this.#alarmAt = first;
    void this.ctx.storage.setAlarm(first);
  }

  #remember(ws: WebSocket, session: Session): void {
    this.#sessions.set(ws, session);
    ws.serializeAttachment(session);
  }

  #broadcast(message: Message, except = ""): void {
    const frame = JSON.stringify(message);
    for (const [ws, session] of this.#sessions) {
      if (session.present && session.peer !== except) send(ws, frame);
    }
  }
}

function tell(ws: WebSocket, message: Message): void {
  send(ws, JSON.stringify(message));
}

/** A socket that just closed throws; its close event does the rest. */
function send(ws: WebSocket, frame: string): void {
  try {
    ws.send(frame);
  } catch {}
}
