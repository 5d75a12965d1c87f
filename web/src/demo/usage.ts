// The use of AWS by a room, as `GET /rooms/{room}/use` returns it (US4).

/** Counts since the room exists, or since another reading. */
export interface Usage {
  invocations: number;
  messagesIn: number;
  messagesOut: number;
  /** Capacity units of the table. */
  readUnits: number;
  writeUnits: number;
  /** US dollars at list prices. */
  usd: number;
}

const counts = ["invocations", "messagesIn", "messagesOut", "readUnits", "writeUnits", "usd"] as const;

/** Returns the sum of the days of a response. Throws a TypeError for a response of another shape. */
export function readUsage(response: unknown): Usage {
  const days: unknown = Reflect.get(Object(response), "days");
  if (!Array.isArray(days)) throw new TypeError("The response has no days.");
  const sum: Usage = { invocations: 0, messagesIn: 0, messagesOut: 0, readUnits: 0, writeUnits: 0, usd: 0 };
  for (const day of days) {
    for (const name of counts) {
      const value: unknown = Reflect.get(Object(day), name);
      if (typeof value !== "number") throw new TypeError(`A day has no number ${name}.`);
      sum[name] += value;
    }
  }
  return sum;
}

/** Returns what was used between two readings. */
export function usedSince(before: Usage, now: Usage): Usage {
  const used = { ...now };
  for (const name of counts) used[name] -= before[name];
  return used;
}
