// Stores rooms in Redis: a hash for each room, with an item's row as JSON in each field. A command is
// one Lua script, which Redis runs atomically: the check of the lock and the write are one step.

import { createClient } from "redis";

export function client(url: string) {
  return createClient({ url });
}

type Redis = ReturnType<typeof client>;

/** The stored row of an item. */
export type Row = { id: string } & Record<string, unknown>;

/** The result of a command: the row after it, or an error code and the current row. */
export type Outcome = { row: Row } | { code: string; row?: Row };

const lua = `
  local raw = redis.call("HGET", KEYS[1], ARGV[1])
  if not raw then return cjson.encode({code = "not_found"}) end
  local row = cjson.decode(raw)
  local clock = redis.call("TIME")
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  local command = cjson.decode(ARGV[2])
  local free = row.holder == nil or row.expiresAt <= now
  if command.kind == "acquire" then
    if not free and row.holder ~= command.peer then return cjson.encode({code = "held", row = row}) end
    row.holder, row.holderName = command.peer, command.name
    row.token, row.expiresAt = row.token + 1, now + 15000
  else
    if free or row.holder ~= command.peer or row.token ~= command.token then
      return cjson.encode({code = "lost", row = row})
    end
    row.expiresAt = now + 15000
    if command.kind == "move" then
      row.x, row.y, row.rotation, row.version = command.x, command.y, command.rotation, row.version + 1
    end
    if command.kind == "release" or command.drop then row.holder, row.holderName, row.expiresAt = nil, nil, nil end
  end
  redis.call("HSET", KEYS[1], ARGV[1], cjson.encode(row))
  return cjson.encode({row = row})`;

export class Rooms {
  readonly #script: Promise<string>;

  constructor(private readonly redis: Redis) {
    this.#script = redis.scriptLoad(lua);
  }

  async items(room: string): Promise<Row[]> {
    return Object.values(await this.redis.hGetAll(key(room))).map((row) => JSON.parse(row));
  }

  async add(room: string, item: Row): Promise<boolean> {
    return (await this.redis.hSetNX(key(room), item.id, JSON.stringify(item))) === 1;
  }

  async run(room: string, id: string, command: object): Promise<Outcome> {
    const answer = await this.redis.evalSha(await this.#script, {
      keys: [key(room)],
      arguments: [id, JSON.stringify(command)],
    });
    return JSON.parse(String(answer));
  }
}

function key(room: string): string {
  return `room:${room}`;
}
