// Keeps the names of guests different: of two with the same name, the later one takes another and keeps it.

import type { Room } from "../client/index.ts";
import { getPreference, setPreference } from "../planner/preferences.ts";

/** A peer that finds another of its name within this time after connecting is the later one. */
const arrivingMs = 5_000;

/** Gives this guest another name when a peer has the same one, as long as the room is open. */
export function keepGuestNameUnique(room: Room, guests: readonly string[], now = Date.now): void {
  room.subscribe(({ type }) => {
    if (type === "peers") check();
  });
  const check = () => {
    const { you, peers, status } = room.snapshot();
    if (status.name !== "online" || now() - status.since > arrivingMs) return;
    if (!you || you.name !== getPreference("guest")) return;
    const others = new Set(peers.filter((p) => !p.you).map((p) => p.name));
    if (!others.has(you.name)) return;
    setPreference("guest", freeName(others, guests));
    room.renew();
  };
  check();
}

/** Returns a random guest name that is free, with a number if all are taken. */
function freeName(taken: ReadonlySet<string>, guests: readonly string[]): string {
  let free: string[] = [];
  for (let n = 1; free.length === 0; n++) {
    free = guests.map((guest) => (n === 1 ? guest : `${guest} ${n}`)).filter((name) => !taken.has(name));
  }
  return free[Math.floor(Math.random() * free.length)] ?? "";
}
