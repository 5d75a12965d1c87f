import type { StateEvent } from "../../../web/src/client/protocol.ts";
import { leaseMs } from "./rules.ts";

/** The number of peers that a state lists. A room with more is a crowd. */
export const crowd = 200;
const limits = { messagesPerSecond: 100, leaseMs };
/** Items in a part: 115 of the largest are below 100 KB (WR8). The first part also has plan and peers. */
const perPart = 115;
const perFirstPart = 40;

/** The parts of a state event. The first one has the peers and the plan. */
export function stateParts(whole: Omit<StateEvent, "type" | "part" | "parts">): StateEvent[] {
  const { op, at, room, items, you, peers = [], plan } = whole;
  const lists = [items.slice(0, perFirstPart)];
  for (let n = perFirstPart; n < items.length; n += perPart) lists.push(items.slice(n, n + perPart));
  return lists.map((list, n) => ({
    ...({ type: "state", op, part: n + 1, parts: lists.length, at, room } as const),
    ...(n === 0 && you && plan && { you, peers: peers.slice(0, crowd), plan, limits }),
    items: list,
  }));
}
