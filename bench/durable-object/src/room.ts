// A room is one Durable Object with one thread, so a command needs neither a lock nor a
// conditional write. The runtime's output gate holds messages back until writes are stored.

import { DurableObject } from "cloudflare:workers";
import { hasLeft } from "../../../web/src/client/close-codes.ts";
import { digest } from "../../../web/src/client/digest.ts";
import * as p from "../../../web/src/client/protocol.ts";
import type { Plan, PlanBody } from "../../../web/src/model/index.ts";
import { opOf, readCommand } from "./command.ts";
import { Refusal } from "./refusal.ts";
import { applyOnce, decide, free, type Held, isHeld, type Stamp, type Stored } from "./rules.ts";
import { crowd, stateParts } from "./state.ts";

export interface RoomEnv {
  /** `each`: a move is on disk before peers receive it. `second`: moves are written once a second. */
  MOVES: string;
}

export const protocol = "homstyle.v2";

/** The peer of a socket. It is the socket's attachment, so that it outlives hibernation. */
export interface Session {
  you: p.Peer;
  room: string;
  /** Unix milliseconds. */
  expires: number;
  /** The protocol version of the handshake's response (AC13). */
  version: string;
  /** Whether it has sent its first sync (PR1). */
  present: boolean;
}

/** The size in bytes above which a message closes its connection, as on API Gateway. */
const maxFrame = 128 << 10;
const tombstoneMs = 30 * 24 * 3_600_000;
const flushMs = 1_000;
/** The id of the plan's row. No item has it. */
const planId = "";

export class Room extends DurableObject<RoomEnv> {
  // The whole room is in memory: an object reads its rows once, when it is constructed.
  #plan: Stored<Plan> | undefined;
  readonly #items = new Map<string, Stored<p.Row>>();
  /** A cache of the sockets' attachments: reading one costs a copy. */
  readonly #sessions = new Map<WebSocket, Session>();
  /** Moves that are not written yet, with MOVES=second. */
  readonly #unwritten = new Map<string, Stored<p.Row>>();
  #nextAlarm = Number.POSITIVE_INFINITY;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    const { sql } = ctx.storage;
    sql.exec("CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID");
    for (const { id, value } of sql.exec<{ id: string; value: string }>("SELECT id, value FROM row")) {
      if (id === planId) this.#plan = JSON.parse(value);
      else this.#items.set(id, JSON.parse(value));
    }
    for (const ws of ctx.getWebSockets()) {
      const session: Session | null = ws.deserializeAttachment();
      if (session) this.#sessions.set(ws, session);
    }
    // The runtime answers pings itself: they neither wake the object nor are billed.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('{"action":"ping"}', '{"type":"pong"}'));
    void ctx.blockConcurrencyWhile(async () => {
      this.#nextAlarm = (await ctx.storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
    });
  }

  /** Creates the room. Returns false if it exists (RM1). */
  create(plan: PlanBody): boolean {
    if (this.#plan) return false;
    this.#plan = { row: { ...plan, version: 1 }, by: { peer: "", name: "", op: 0, at: Date.now() } };
    this.#write(planId, this.#plan);
    return true;
  }

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    const session: Session = JSON.parse(decodeURIComponent(request.headers.get("X-Session") ?? ""));
    this.ctx.acceptWebSocket(server, [session.you.id]);
    this.#setSession(server, session);
    const headers = { "Sec-WebSocket-Protocol": session.version };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const session = this.#sessions.get(ws);
    if (!session) return;
    if (typeof message !== "string") return ws.close(1003, "binary message");
    if (message.length > maxFrame) return ws.close(1009, "message too large");
    try {
      if (session.version !== protocol) throw new Refusal("client_too_old", "Please reload the page.");
      if (session.expires <= Date.now()) throw new Refusal("token_expired", "Your token has expired.");
      this.#execute(ws, session, readCommand(message));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendEvent(ws, error.event(opOf(message)));
      if (error.code === "token_expired" || error.code === "client_too_old") ws.close(1000, error.code);
    }
  }

  override webSocketClose(ws: WebSocket, code: number): void {
    this.#leave(ws, hasLeft(code));
  }

  override webSocketError(ws: WebSocket): void {
    this.#leave(ws, false);
  }

  /** Releases expired leases, and deletes the rows of items that were removed long ago (ED3). */
  override alarm(): void {
    const now = Date.now();
    this.#nextAlarm = Number.POSITIVE_INFINITY;
    const ended = this.#held().filter((row) => row.expiresAt <= now);
    for (const [holder, rows] of Map.groupBy(ended, (row) => row.holder)) this.#release(holder, rows);
    for (const [id, { row, by }] of this.#items) {
      if (!p.isLive(row) && by.at < now - tombstoneMs) this.#delete(id);
    }
    this.#setAlarm(this.#held());
  }

  #execute(ws: WebSocket, session: Session, command: p.Command): void {
    const { id, name, role } = session.you;
    if (command.action === "ping") return sendEvent(ws, { type: "pong" });
    if (command.action === "sync") return this.#sync(ws, session, command);
    if (role === "viewer" && (command.action !== "cursor" || command.drag?.length)) {
      throw new Refusal("forbidden", "Your role lets you look, not change.");
    }
    if (command.action === "cursor") {
      const { action, ...shown } = command;
      return this.#broadcast({ type: action, peer: id, ...shown }, id);
    }
    const { op } = command;
    const at = Date.now();
    const done = this.#commit(command, { peer: id, name, op, at });
    sendEvent(ws, { type: "ack", op, at, ...done });
    this.#broadcast({ type: eventType(command), peer: id, ...done }, id);
  }

  #commit(command: p.WriteCommand, by: Stamp): Pick<p.AckEvent, "items" | "plan"> {
    const plan = this.#existingPlan();
    const [first] = command.action === "edit" ? command.ops : [];
    if (first?.op === "room") return { items: [], plan: this.#replace(plan, first, by) };
    const later = this.env.MOVES === "second" && command.action === "move" && !command.drop;
    const decided = decide(this.#items, command, by);
    for (const stored of decided) if (stored !== this.#items.get(stored.row.id)) this.#save(stored, later);
    const items = decided.map(({ row }) => row);
    this.#setAlarm(items.filter(isHeld));
    return { items };
  }

  #replace(stored: Stored<Plan>, edit: p.EditOp & { op: "room" }, by: Stamp): Plan {
    const next = applyOnce(stored, by, () => {
      const { row } = stored;
      if (row.version === edit.version) return { ...edit.plan, version: row.version + 1 };
      throw new Refusal("conflict", "The room was changed in the meantime.", { plan: row });
    });
    if (next !== stored) this.#write(planId, next);
    this.#plan = next;
    return next.row;
  }

  #existingPlan(): Stored<Plan> {
    if (this.#plan) return this.#plan;
    throw new Refusal("not_found", "There is no such room.");
  }

  #sync(ws: WebSocket, session: Session, command: p.SyncCommand): void {
    const plan = this.#existingPlan().row;
    if (!session.present) this.#join(ws, session);
    const { room, you } = session;
    const peers = [...this.#sessions.values()].filter((s) => s.present).map((s) => s.you);
    const items = [...this.#items.values()].map(({ row }) => row).filter(p.isLive);
    const head = { op: command.op, at: Date.now(), peers };
    if (command.digest === digest(plan.version, items)) {
      return sendEvent(ws, { type: "ack", ...head, items: [] });
    }
    for (const part of stateParts({ ...head, room, you, plan, items })) sendEvent(ws, part);
  }

  /** Adds the peer. It closes an older connection of the same peer without an event to others (PR2). */
  #join(ws: WebSocket, session: Session): void {
    const { you } = session;
    const older = this.ctx.getWebSockets(you.id).filter((other) => this.#sessions.get(other)?.present);
    for (const old of older) {
      this.#sessions.delete(old);
      old.serializeAttachment(null);
      sendEvent(old, new Refusal("superseded", "You opened this room again.").event(0));
      old.close(1000, "superseded");
    }
    this.#setSession(ws, { ...session, present: true });
    if (older.length === 0) this.#tellPresence(you, { type: "joined", peer: you });
  }

  #leave(ws: WebSocket, clean: boolean): void {
    const session = this.#sessions.get(ws);
    this.#sessions.delete(ws);
    if (!session?.present) return;
    const { you } = session;
    const held = this.#held().filter((row) => row.holder === you.id);
    if (clean && held.length > 0) this.#release(you.id, held);
    this.#tellPresence(you, { type: "left", peer: you.id });
  }

  /** Sends joined or left, except for a viewer in a crowd (BC7). */
  #tellPresence(you: p.Peer, event: p.ServerEvent): void {
    if (you.role !== "viewer" || this.#sessions.size <= crowd) this.#broadcast(event, you.id);
  }

  #held(): Held[] {
    return [...this.#items.values()].map(({ row }) => row).filter(isHeld);
  }

  #release(holder: string, rows: readonly Held[]): void {
    const items = rows.map(free);
    for (const row of items) {
      const stored = this.#items.get(row.id);
      if (stored) this.#save({ ...stored, row });
    }
    this.#broadcast({ type: "unlocked", peer: holder, items });
  }

  /**
   * Sets the alarm unless an earlier one is set. Setting one is a billed write, so a renewal sets
   * none: an alarm that fires too early sets the next one.
   */
  #setAlarm(rows: readonly Held[]): void {
    const first = Math.min(...rows.map((row) => row.expiresAt));
    if (this.#nextAlarm <= first) return;
    this.#nextAlarm = first;
    void this.ctx.storage.setAlarm(first);
  }

  #save(stored: Stored<p.Row>, later = false): void {
    const { id } = stored.row;
    this.#items.set(id, stored);
    if (later) this.#writeLater(id, stored);
    else this.#write(id, stored);
  }

  #write(id: string, stored: Stored<p.Row | Plan>): void {
    this.#unwritten.delete(id);
    this.ctx.storage.sql.exec("INSERT OR REPLACE INTO row VALUES (?, ?)", id, JSON.stringify(stored));
  }

  /** Writes within a second. Peers see the change at once; a crash before the write loses it. */
  #writeLater(id: string, stored: Stored<p.Row>): void {
    if (this.#unwritten.size === 0) {
      setTimeout(() => {
        for (const [id, late] of this.#unwritten) this.#write(id, late);
      }, flushMs);
    }
    this.#unwritten.set(id, stored);
  }

  #delete(id: string): void {
    this.#items.delete(id);
    this.ctx.storage.sql.exec("DELETE FROM row WHERE id = ?", id);
  }

  #setSession(ws: WebSocket, session: Session): void {
    this.#sessions.set(ws, session);
    ws.serializeAttachment(session);
  }

  #broadcast(event: p.ServerEvent, except = ""): void {
    const frame = JSON.stringify(event);
    for (const [ws, { present, you }] of this.#sessions) if (present && you.id !== except) send(ws, frame);
  }
}

/** The type of the event that other peers receive for a command. */
function eventType(command: p.WriteCommand): "locked" | "unlocked" | "moved" | "edited" {
  if (command.action === "lock") return command.mode === "release" ? "unlocked" : "locked";
  return command.action === "move" ? "moved" : "edited";
}

function sendEvent(ws: WebSocket, event: p.ServerEvent): void {
  send(ws, JSON.stringify(event));
}

/** Sends a frame. ws.send throws if the socket has just closed; its close event removes the peer. */
function send(ws: WebSocket, frame: string): void {
  try {
    ws.send(frame);
  } catch {}
}
