// What clients are told (SPEC §3).

import type { Item, Refusal, Role, Session } from "./types.ts";

export type Message = { type: string } & Record<string, unknown>;

const retried = ["token_expired", "busy", "internal"];
const messagesPerSecond = 100;
const leaseMs = 15_000;
/** How many a state lists; past that a room is a crowd. */
export const maxPeers = 200;
/** Items a message: 140 of the largest stay below 100 KB (WR8), beside plan and peers fewer. */
const perPart = 140;
const perFirstPart = 40;

/** The row as clients see it (WR7). */
export function view(i: Item): object {
  const { id, version, token } = i;
  if (i.removed) return { id, version, token, removed: true };
  const { product, variant, x, y, rotation, holder, holderName, expiresAt } = i;
  const lease = holder === "" ? {} : { holder, holderName, expiresAt };
  return { id, product, variant, x, y, rotation, version, token, ...lease };
}

export function peerView(s: Session): { id: string; name: string; role: Role; colour: number } {
  return { id: s.peer, name: s.name, role: s.role, colour: s.colour };
}

export function errorMessage(op: number, { code, message, facts }: Refusal): Message {
  const { field, items, plan } = facts;
  return {
    type: "error",
    op,
    code,
    message,
    retry: retried.includes(code),
    ...(field === undefined ? {} : { field }),
    ...(items === undefined ? {} : { items: items.map(view) }),
    ...(plan === undefined ? {} : { plan }),
  };
}

/** The room in parts: what stands in `head` comes with the first. */
export function stateMessages(
  head: { op: number; at: number; room: string; you: object; peers: object[]; plan: object },
  items: readonly Item[],
): Message[] {
  const { op, at, room, you, peers, plan } = head;
  const lists = [items.slice(0, perFirstPart)];
  for (let n = perFirstPart; n < items.length; n += perPart) lists.push(items.slice(n, n + perPart));
  return lists.map((list, n) => {
    const first =
      n > 0 ? {} : { you, peers: peers.slice(0, maxPeers), plan, limits: { messagesPerSecond, leaseMs } };
    return { type: "state", op, part: n + 1, parts: lists.length, at, room, ...first, items: list.map(view) };
  });
}
