// src/types.ts
var Refusal = class extends Error {
  constructor(code, message, facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
  code;
  facts;
};

// src/command.ts
var maxCommand = 31 << 10;
var maxItems = 25;
var maxPoints = 32;
var coordinate = 1e6;
var itemId = /^[A-Za-z0-9_-]{1,40}$/;
var product = /^[A-Za-z0-9._-]{1,64}$/;
var variant = /^[A-Za-z0-9._-]{0,64}$/;
function readCommand(message) {
  if (new TextEncoder().encode(message).length > maxCommand) {
    throw new Refusal("too_large", "The message is larger than 31 KB.");
  }
  const fields = parse(message);
  switch (fields["action"]) {
    case "sync":
      only(fields, "", "action", "op", "digest");
      return {
        action: "sync",
        op: op(fields),
        ...fields["digest"] === void 0 ? {} : { digest: integer(fields, "digest", 0, 2 ** 32 - 1) }
      };
    case "lock":
      return lock(fields);
    case "move": {
      only(fields, "", "action", "op", "items", "drop");
      const { drop } = fields;
      if (typeof drop !== "boolean") throw bad("drop", "drop is true or false.");
      const steps = list(fields, "items", 1, maxItems).map((item, i) => {
        return { kind: "move", drop, ...dragged(item, `items[${i}]`) };
      });
      return { action: "move", op: op(fields), event: "moved", steps: once(steps, "items") };
    }
    case "edit":
      return edit(fields);
    case "cursor": {
      only(fields, "", "action", "points", "drag");
      const points = list(fields, "points", 0, maxPoints).map((p, i) => point(p, `points[${i}]`));
      const drag = fields["drag"] === void 0 ? [] : list(fields, "drag", 0, maxItems);
      return { action: "cursor", points, drag: drag.map((item, i) => dragged(item, `drag[${i}]`)) };
    }
  }
  throw new Refusal("unknown_action", "There is no such action.", { field: "action" });
}
function parse(message) {
  try {
    return object(JSON.parse(message), "");
  } catch {
    throw new Refusal("bad_json", "The message is not one JSON object.");
  }
}
function lock(fields) {
  only(fields, "", "action", "op", "mode", "items");
  const kind = fields["mode"];
  if (kind !== "acquire" && kind !== "renew" && kind !== "release") {
    throw bad("mode", "mode is acquire, renew or release.");
  }
  const steps = list(fields, "items", 1, maxItems).map((value, i) => {
    const field = `items[${i}]`;
    const item = object(value, field);
    only(item, field, "id", ...kind === "acquire" ? [] : ["token"]);
    const id = match(item, "id", itemId, field);
    return kind === "acquire" ? { kind, id } : { kind, id, token: token(item, field) };
  });
  return {
    action: "lock",
    op: op(fields),
    event: kind === "release" ? "unlocked" : "locked",
    steps: once(steps, "items")
  };
}
function edit(fields) {
  only(fields, "", "action", "op", "ops");
  const ops = list(fields, "ops", 1, maxItems).map((value, i) => object(value, `ops[${i}]`));
  const [first] = ops;
  if (ops.length === 1 && first?.["op"] === "room") {
    only(first, "ops[0]", "op", "version", "plan");
    const version = integer(first, "version", 1, Number.MAX_SAFE_INTEGER, "ops[0]");
    return { action: "plan", op: op(fields), version, plan: readPlan(first["plan"]) };
  }
  const steps = ops.map((item, i) => editStep(item, `ops[${i}]`));
  return { action: "edit", op: op(fields), event: "edited", steps: once(steps, "ops") };
}
function editStep(item, field) {
  const id = match(item, "id", itemId, field);
  const version = () => integer(item, "version", 1, Number.MAX_SAFE_INTEGER, field);
  switch (item["op"]) {
    case "add":
      only(item, field, "op", "id", "product", "variant", "x", "y", "rotation");
      return {
        kind: "add",
        id,
        product: match(item, "product", product, field),
        variant: match(item, "variant", variant, field),
        ...place(item, field)
      };
    case "update":
      only(item, field, "op", "id", "variant", "version");
      return { kind: "update", id, variant: match(item, "variant", variant, field), version: version() };
    case "remove":
      only(item, field, "op", "id", "version");
      return { kind: "remove", id, version: version() };
  }
  throw bad(`${field}.op`, "op is add, update, remove or, alone, room.");
}
function readPlan(value) {
  const plan = object(value, "plan");
  only(plan, "plan", "name", "units", "outline", "walls", "doors", "windows");
  return {
    name: match(plan, "name", /^[^\p{Cc}]{1,60}$/u, "plan"),
    units: match(plan, "units", /^(cm|m|ft|in)$/, "plan"),
    outline: list(plan, "outline", 3, 200),
    walls: list(plan, "walls", 0, 100),
    doors: list(plan, "doors", 0, 100),
    windows: list(plan, "windows", 0, 100)
  };
}
function dragged(value, field) {
  const item = object(value, field);
  only(item, field, "id", "x", "y", "rotation", "token");
  return { id: match(item, "id", itemId, field), ...place(item, field), token: token(item, field) };
}
function point(value, field) {
  if (!Array.isArray(value) || value.length !== 3) throw bad(field, `${field} is x, y and dt.`);
  const [x, y, dt] = value;
  const at = { x, y, dt };
  return [
    integer(at, "x", -coordinate, coordinate, field),
    integer(at, "y", -coordinate, coordinate, field),
    integer(at, "dt", 0, 1e3, field)
  ];
}
function place(item, field) {
  return {
    x: integer(item, "x", -coordinate, coordinate, field),
    y: integer(item, "y", -coordinate, coordinate, field),
    rotation: integer(item, "rotation", 0, 359, field)
  };
}
function op(fields) {
  return integer(fields, "op", 1, Number.MAX_SAFE_INTEGER);
}
function token(item, field) {
  return integer(item, "token", 1, Number.MAX_SAFE_INTEGER, field);
}
function once(steps, field) {
  if (new Set(steps.map((s) => s.id)).size < steps.length) throw bad(field, `${field} names an item twice.`);
  return steps;
}
function object(value, field) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw bad(field, `${field} is an object.`);
  }
  return { ...value };
}
function only(fields, field, ...names) {
  const odd = Object.keys(fields).find((name) => !names.includes(name));
  if (odd !== void 0) throw bad(path(field, odd), `There is no field ${odd.slice(0, 40)} here.`);
}
function list(fields, name, min, max) {
  const value = fields[name];
  if (!Array.isArray(value) || value.length < min) throw bad(name, `${name} lists at least ${min}.`);
  if (value.length > max) throw new Refusal("too_many", `${name} takes at most ${max}.`, { field: name });
  return value;
}
function integer(fields, name, min, max, field = "") {
  const value = fields[name];
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > max) {
    throw bad(path(field, name), `${name} is an integer between ${min} and ${max}.`);
  }
  return Number(value);
}
function match(fields, name, want, field) {
  const value = fields[name];
  if (typeof value !== "string" || !want.test(value)) throw bad(path(field, name), `${name} matches ${want}.`);
  return value;
}
function path(field, name) {
  return field === "" ? name : `${field}.${name}`;
}
function bad(field, message) {
  return new Refusal("bad_field", message, { field: field.slice(0, 80) });
}

// src/token.ts
var encoder = new TextEncoder();
async function verify(token2, keys) {
  const [head, body, signature, more] = token2.split(".");
  if (!head || !body || !signature || more !== void 0) return void 0;
  const header = json(head);
  const secret = header?.["alg"] === "HS256" ? JSON.parse(keys)[String(header["kid"])] : void 0;
  const mac = bytes(signature);
  if (typeof secret !== "string" || !mac) return void 0;
  const key = await hmac(secret);
  if (!await crypto.subtle.verify("HMAC", key, mac, encoder.encode(`${head}.${body}`))) return void 0;
  const claims = json(body);
  return claims && check(claims);
}
function check(c) {
  const { room, sub, name, role, exp } = c;
  if (typeof room !== "string" || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(room)) return void 0;
  if (typeof sub !== "string" || sub === "" || sub.length > 128) return void 0;
  if (role !== "viewer" && role !== "editor" && role !== "owner") return void 0;
  if (typeof exp !== "number" || exp * 1e3 <= Date.now() || typeof name !== "string") return void 0;
  const printable = [...name.replaceAll(/[\p{Cc}\uFFFD]/gu, "").trim()].slice(0, 60).join("").trim();
  return printable === "" ? void 0 : { room, sub, name: printable, role, expires: exp * 1e3 };
}
var imported = /* @__PURE__ */ new Map();
function hmac(secret) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = imported.get(secret) ?? crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  imported.set(secret, key);
  return key;
}
function json(part) {
  const raw = bytes(part);
  try {
    const value = raw && JSON.parse(new TextDecoder().decode(raw));
    return typeof value === "object" && value !== null ? { ...value } : void 0;
  } catch {
    return void 0;
  }
}
function bytes(base64url2) {
  try {
    const text = atob(base64url2.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  } catch {
    return void 0;
  }
}
async function peerOf(sub, tab) {
  const peer = base64url((await sha256(`${sub}\0${tab}`)).slice(0, 12));
  return { peer, colour: ((await sha256(peer))[0] ?? 0) % 12 };
}
async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}
function base64url(raw) {
  return btoa(String.fromCharCode(...raw)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// src/room.ts
import { DurableObject } from "cloudflare:workers";

// src/digest.ts
function digest(planVersion, items) {
  let sum = fingerprint("", planVersion);
  for (const item of items) if (!item.removed) sum += fingerprint(item.id, item.version);
  return sum >>> 0;
}
function fingerprint(id, version) {
  const text = `${id}:${version}`;
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ hash >>> 16, 2246822507);
  hash = Math.imul(hash ^ hash >>> 13, 3266489909);
  return (hash ^ hash >>> 16) >>> 0;
}

// src/step.ts
var leaseMs = 15e3;
function decide(steps, rowOf, stamp) {
  const refusals = [];
  const rows = [];
  let seen = 0;
  for (const step of steps) {
    const row = rowOf(step.id);
    if (row && row.lastPeer === stamp.peer && row.lastOp >= stamp.op) {
      rows.push(row);
      seen++;
      continue;
    }
    try {
      rows.push({ ...apply(step, row, stamp), lastPeer: stamp.peer, lastOp: stamp.op });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push(refusal);
    }
  }
  const [first] = refusals;
  if (first) {
    const items = refusals.flatMap((r) => r.facts.items ?? []);
    throw new Refusal(first.code, first.message, items.length > 0 ? { items } : {});
  }
  if (seen > 0 && seen < steps.length) throw new Refusal("conflict", "The room was changed in the meantime.");
  return { rows, again: seen > 0 };
}
function apply(step, row, stamp) {
  if (step.kind === "add") return added(step, row, stamp);
  if (!row || row.removed) throw new Refusal("not_found", `${step.id} is not in the room.`);
  switch (step.kind) {
    case "acquire":
      holdable(row, stamp);
      return {
        ...row,
        holder: stamp.peer,
        holderName: stamp.name,
        token: row.token + 1,
        expiresAt: stamp.at + leaseMs
      };
    case "renew":
      held(row, step.token, stamp);
      return { ...row, expiresAt: stamp.at + leaseMs };
    case "release":
      if (row.holder !== stamp.peer || row.token !== step.token) throw lost(row);
      return freed(row);
    case "move": {
      held(row, step.token, stamp);
      const moved = { ...row, ...place2(step), version: row.version + 1, changedAt: stamp.at };
      return step.drop ? freed(moved) : { ...moved, expiresAt: stamp.at + leaseMs };
    }
    case "update":
      current(row, step.version, stamp);
      return { ...row, variant: step.variant, version: row.version + 1, changedAt: stamp.at };
    case "remove":
      current(row, step.version, stamp);
      return freed({ ...row, removed: true, version: row.version + 1, changedAt: stamp.at });
  }
}
function added(step, row, stamp) {
  if (row && !row.removed) throw new Refusal("exists", `${step.id} is in the room already.`, { items: [row] });
  return freed({
    ...place2(step),
    id: step.id,
    product: step.product,
    variant: step.variant,
    version: (row?.version ?? 0) + 1,
    token: row?.token ?? 0,
    removed: false,
    changedAt: stamp.at,
    lastPeer: "",
    lastOp: 0
  });
}
function freed(item) {
  return { ...item, holder: "", holderName: "", expiresAt: 0 };
}
function place2({ x, y, rotation }) {
  return { x, y, rotation };
}
function holdable(row, stamp) {
  if (row.holder !== "" && row.holder !== stamp.peer && row.expiresAt > stamp.at) {
    throw new Refusal("held", `${row.holderName} holds ${row.id}.`, { items: [row] });
  }
}
function held(row, token2, stamp) {
  if (row.holder !== stamp.peer || row.token !== token2 || row.expiresAt <= stamp.at) throw lost(row);
}
function lost(row) {
  return new Refusal("lost", `You do not hold ${row.id} any more.`, { items: [row] });
}
function current(row, version, stamp) {
  holdable(row, stamp);
  if (row.version !== version) {
    throw new Refusal("conflict", `${row.id} was changed in the meantime.`, { items: [row] });
  }
}

// src/tables.ts
var schema = `
  CREATE TABLE IF NOT EXISTS item (
    id TEXT PRIMARY KEY, product TEXT, variant TEXT, x INTEGER, y INTEGER, rotation INTEGER,
    version INTEGER, token INTEGER, holder TEXT, holderName TEXT, expiresAt INTEGER, removed INTEGER,
    lastPeer TEXT, lastOp INTEGER, changedAt INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;`;
var Tables = class {
  constructor(sql) {
    this.sql = sql;
    sql.exec(schema);
    for (const row of sql.exec("SELECT * FROM item")) {
      this.items.set(row.id, { ...row, removed: row.removed === 1 });
    }
    for (const { key, value } of sql.exec("SELECT key, value FROM meta")) {
      if (key === "plan") this.plan = JSON.parse(value);
      if (key === "name") this.roomName = value;
    }
  }
  sql;
  items = /* @__PURE__ */ new Map();
  plan;
  roomName = "";
  save(item) {
    this.items.set(item.id, item);
    this.sql.exec(
      "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[item.id, item.product, item.variant, item.x, item.y, item.rotation, item.version, item.token],
      ...[item.holder, item.holderName, item.expiresAt, Number(item.removed)],
      ...[item.lastPeer, item.lastOp, item.changedAt]
    );
  }
  savePlan(plan) {
    this.plan = plan;
    this.#put("plan", JSON.stringify(plan));
  }
  /** An object does not know the name it was found by: the first visitor tells it. */
  name(room) {
    if (this.roomName === room) return;
    this.roomName = room;
    this.#put("name", room);
  }
  /** Forgets items that were removed before then (ED3). */
  purge(before) {
    const old = [...this.items.values()].filter((i) => i.removed && i.changedAt < before);
    for (const { id } of old) {
      this.items.delete(id);
      this.sql.exec("DELETE FROM item WHERE id = ?", id);
    }
  }
  dump() {
    return { room: this.roomName, plan: this.plan, items: [...this.items.values()] };
  }
  #put(key, value) {
    this.sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
  }
};

// src/message.ts
var retried = ["token_expired", "busy", "internal"];
var messagesPerSecond = 100;
var leaseMs2 = 15e3;
var maxPeers = 200;
var perPart = 140;
var perFirstPart = 40;
function view(i) {
  const { id, version, token: token2 } = i;
  if (i.removed) return { id, version, token: token2, removed: true };
  const { product: product2, variant: variant2, x, y, rotation, holder, holderName, expiresAt } = i;
  const lease = holder === "" ? {} : { holder, holderName, expiresAt };
  return { id, product: product2, variant: variant2, x, y, rotation, version, token: token2, ...lease };
}
function peerView(s) {
  return { id: s.peer, name: s.name, role: s.role, colour: s.colour };
}
function errorMessage(op2, { code, message, facts }) {
  const { field, items, plan } = facts;
  return {
    type: "error",
    op: op2,
    code,
    message,
    retry: retried.includes(code),
    ...field === void 0 ? {} : { field },
    ...items === void 0 ? {} : { items: items.map(view) },
    ...plan === void 0 ? {} : { plan }
  };
}
function stateMessages(head, items) {
  const { op: op2, at, room, you, peers, plan } = head;
  const lists = [items.slice(0, perFirstPart)];
  for (let n = perFirstPart; n < items.length; n += perPart) lists.push(items.slice(n, n + perPart));
  return lists.map((list2, n) => {
    const first = n > 0 ? {} : { you, peers: peers.slice(0, maxPeers), plan, limits: { messagesPerSecond, leaseMs: leaseMs2 } };
    return { type: "state", op: op2, part: n + 1, parts: lists.length, at, room, ...first, items: list2.map(view) };
  });
}

// src/room.ts
var protocol = "homstyle.v1";
var maxMessage = 128 << 10;
var tombstoneMs = 30 * 24 * 36e5;
var flushMs = 1e3;
var Room = class extends DurableObject {
  #tables;
  /** A cache of the sockets' attachments: reading one costs a copy. */
  #sessions = /* @__PURE__ */ new Map();
  /** Moves that MOVES=second has not written yet. */
  #unwritten = /* @__PURE__ */ new Map();
  #alarmAt;
  constructor(ctx, env) {
    super(ctx, env);
    this.#tables = new Tables(ctx.storage.sql);
    for (const ws of ctx.getWebSockets()) this.#sessions.set(ws, ws.deserializeAttachment());
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('{"action":"ping"}', '{"type":"pong"}'));
  }
  /** Makes the room; false when it is there already (RM1). */
  create(plan) {
    if (this.#tables.plan) return false;
    this.#tables.savePlan({ plan, version: 1, lastPeer: "", lastOp: 0 });
    return true;
  }
  fetch(request) {
    const { 0: client, 1: server } = new WebSocketPair();
    const session = JSON.parse(decodeURIComponent(request.headers.get("X-Session") ?? ""));
    this.#tables.name(request.headers.get("X-Room") ?? "");
    this.ctx.acceptWebSocket(server, [session.peer]);
    this.#remember(server, session);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { "Sec-WebSocket-Protocol": protocol }
    });
  }
  webSocketMessage(ws, message) {
    const session = this.#sessions.get(ws);
    if (!session) return;
    if ((typeof message === "string" ? message.length : message.byteLength) > maxMessage) {
      ws.close(1009, "message too large");
      return;
    }
    let op2 = 0;
    try {
      if (session.expires <= Date.now()) throw new Refusal("token_expired", "Your token has ended.");
      if (typeof message !== "string") throw new Refusal("bad_json", "The message is not text.");
      const command = readCommand(message);
      op2 = command.action === "cursor" ? 0 : command.op;
      this.#carryOut(ws, session, command);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(ws, errorMessage(op2, error));
      if (error.code === "token_expired") ws.close(1e3, "token expired");
    }
  }
  webSocketClose(ws, code) {
    this.#leave(ws, code !== 1006);
  }
  webSocketError(ws) {
    this.#leave(ws, false);
  }
  /** Ends leases that nobody renewed, drops old tombstones, and backs the room up. */
  async alarm() {
    this.#alarmAt = void 0;
    const now = Date.now();
    const ended = this.#held().filter((i) => i.expiresAt <= now);
    for (const [holder, items] of Map.groupBy(ended, (i) => i.holder)) {
      this.#broadcast({ type: "unlocked", peer: holder, items: this.#release(items).map(view) });
    }
    this.#tables.purge(now - tombstoneMs);
    this.#arm();
    await this.env.BACKUP?.put(`rooms/${this.#tables.roomName}.json`, JSON.stringify(this.#tables.dump()));
  }
  #carryOut(ws, session, command) {
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
      this.#broadcast({ type: "cursor", peer, points, ...drag.length > 0 ? { drag } : {} }, peer);
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
  #commit(steps, stamp) {
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
  #write(row) {
    this.#unwritten.delete(row.id);
    this.#tables.save(row);
  }
  /** The room shows it at once; a crash within a second loses it. */
  #writeLater(row) {
    this.#tables.items.set(row.id, row);
    if (this.#unwritten.size === 0) {
      setTimeout(() => {
        for (const late of [...this.#unwritten.values()]) this.#write(late);
      }, flushMs);
    }
    this.#unwritten.set(row.id, row);
  }
  #savePlan(plan, version, stamp) {
    const stored = this.#tables.plan;
    if (!stored) throw new Refusal("not_found", "There is no such room.");
    const seen = stored.lastPeer === stamp.peer && stored.lastOp >= stamp.op;
    if (!seen && stored.version !== version) {
      const plan2 = { ...stored.plan, version: stored.version };
      throw new Refusal("conflict", "The room was changed in the meantime.", { plan: plan2 });
    }
    const next = seen ? stored : { plan, version: version + 1, lastPeer: stamp.peer, lastOp: stamp.op };
    if (!seen) this.#tables.savePlan(next);
    return { ...next.plan, version: next.version };
  }
  #sync(ws, session, command) {
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
  #join(ws, session) {
    const older = this.ctx.getWebSockets(session.peer).filter((o) => o !== ws && this.#sessions.get(o)?.present);
    this.#remember(ws, { ...session, present: true });
    for (const old of older) {
      this.#sessions.delete(old);
      tell(old, errorMessage(0, new Refusal("superseded", "You opened this room again.")));
      old.close(1e3, "superseded");
    }
    if (older.length === 0) this.#broadcast({ type: "joined", peer: peerView(session) }, session.peer);
  }
  #leave(ws, clean) {
    const session = this.#sessions.get(ws);
    this.#sessions.delete(ws);
    if (!session?.present) return;
    const { peer } = session;
    const held2 = clean ? this.#release(this.#held().filter((i) => i.holder === peer)) : [];
    if (held2.length > 0) this.#broadcast({ type: "unlocked", peer, items: held2.map(view) }, peer);
    this.#broadcast({ type: "left", peer }, peer);
  }
  #held() {
    return [...this.#tables.items.values()].filter((i) => i.holder !== "");
  }
  #release(items) {
    const rows = items.map(freed);
    for (const row of rows) this.#write(row);
    return rows;
  }
  /** Setting an alarm is a billed write: one that rings too early sets the next, instead of each renewal. */
  #arm(expiresAt = Number.POSITIVE_INFINITY) {
    if (this.#alarmAt !== void 0 && this.#alarmAt <= expiresAt) return;
    const first = Math.min(expiresAt, ...this.#held().map((i) => i.expiresAt));
    if (first === Number.POSITIVE_INFINITY) return;
    this.#alarmAt = first;
    void this.ctx.storage.setAlarm(first);
  }
  #remember(ws, session) {
    this.#sessions.set(ws, session);
    ws.serializeAttachment(session);
  }
  #broadcast(message, except = "") {
    const frame = JSON.stringify(message);
    for (const [ws, session] of this.#sessions) {
      if (session.present && session.peer !== except) send(ws, frame);
    }
  }
};
function tell(ws, message) {
  send(ws, JSON.stringify(message));
}
function send(ws, frame) {
  try {
    ws.send(frame);
  } catch {
  }
}

// src/worker.ts
var protocol2 = "homstyle.v1";
var worker_default = {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (request.headers.get("Upgrade") === "websocket") return enter(request, url, env);
    const [, room] = /^\/rooms\/([a-z0-9][a-z0-9-]{0,62})$/.exec(url.pathname) ?? [];
    if (request.method === "PUT" && room !== void 0) return create(request, room, env);
    return new Response("not found", { status: 404 });
  }
};
async function enter(request, url, env) {
  const offered = (request.headers.get("Sec-WebSocket-Protocol") ?? "").split(",").map((p) => p.trim());
  const at = offered.indexOf(protocol2);
  const claims = at < 0 ? void 0 : await verify(offered[at + 1] ?? "", env.KEYS);
  if (!claims) return new Response("unauthorized", { status: 401 });
  const tab = url.searchParams.get("tab") ?? crypto.randomUUID();
  const origin = request.headers.get("Origin");
  const known = origin === null || ["*", origin].some((o) => env.ALLOWED_ORIGINS.split(",").includes(o));
  if (!known || url.searchParams.get("room") !== claims.room || !/^[A-Za-z0-9_-]{1,64}$/.test(tab)) {
    return new Response("forbidden", { status: 403 });
  }
  const { room, sub: user, name, role, expires } = claims;
  const session = { user, name, role, expires, ...await peerOf(user, tab), present: false };
  const headers = new Headers(request.headers);
  headers.set("X-Session", encodeURIComponent(JSON.stringify(session)));
  headers.set("X-Room", room);
  return stub(env, room).fetch(new Request(url, { headers }));
}
async function create(request, room, env) {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "") ?? "";
  const claims = await verify(bearer, env.KEYS);
  if (claims?.room !== room || claims.role !== "owner") return new Response("forbidden", { status: 403 });
  try {
    const made = await stub(env, room).create(readPlan(await request.json()));
    return new Response(null, { status: made ? 201 : 409 });
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return new Response(error.message, { status: 400 });
    throw error;
  }
}
function stub(env, room) {
  return env.ROOM.get(env.ROOM.idFromName(room));
}
export {
  Room,
  worker_default as default
};
