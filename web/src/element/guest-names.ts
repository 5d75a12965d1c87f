// Loaded when another person comes. Keeps the names in a room different: of two people with the same name, the later one takes another. A guest
// keeps the new name; a name that the user has chosen is numbered in this room alone.

import type { Room } from "../client/index.ts";
import { getPreference, setPreference } from "../planner/preferences.ts";
import { setNameIn } from "./shop.ts";

export interface NameOptions {
  /** The id of the room. */
  roomId: string;
  /** The names of guests. */
  guests: readonly string[];
  /** Returns the name that the user chose in place of a guest's; undefined if the page set it, or for a guest. */
  chosen: () => string | undefined;
  /** When the connection began on which the user was alone at first; undefined for none. */
  alone?: number | undefined;
}

/** Gives the user another name when a peer that was here before has the same one, as long as the room is open. */
export function keepNameUnique(room: Room, { roomId, guests, chosen, alone }: NameOptions): void {
  /** When the connection began whose first list of peers was looked at: who comes later gives way. */
  let seen = alone;
  room.subscribe(({ type }) => {
    if (type === "peers") check();
  });
  const check = () => {
    const { you, peers, status } = room.snapshot();
    if (status.name !== "online" || status.since === seen || !you) return;
    seen = status.since;
    const others = new Set(peers.filter((p) => !p.you).map((p) => p.name));
    if (!others.has(you.name)) return;
    const name = chosen();
    if (name !== undefined) setNameIn(roomId, name, freeName(others, [name]));
    else if (you.name === getPreference("guest")) setPreference("guest", freeName(others, guests));
    else return;
    room.renew();
  };
  check();
}

/** Returns a random one of the names that are free, with a number if all are taken. */
function freeName(taken: ReadonlySet<string>, names: readonly string[]): string {
  let free: string[] = [];
  for (let n = 1; free.length === 0; n++) {
    free = names.map((name) => (n === 1 ? name : `${name} ${n}`)).filter((name) => !taken.has(name));
  }
  return free[Math.floor(Math.random() * free.length)] ?? "";
}
