// Who is in the room, and in which colour they are drawn (PR1).

import { isEqual } from "../json/equal.ts";
import { fnv1a, mix } from "./digest.ts";
import type { Peer } from "./protocol.ts";

/** The size of the palette. */
export const paletteSize = 12;

/** A room lists no more peers than these (BC7). */
const listed = 200;

/** True when so many are in a room, oneself included, that it doesn't list all. */
export function isCrowd(peers: number): boolean {
  return peers >= listed;
}

/** A peer as the page draws it; `colour` no longer collides while there are colours left. */
export interface PeerView extends Peer {
  you: boolean;
}

/** The colour of somebody who is called so: the same in each visit, and in history, which knows names only. */
export function colourOfName(name: string): number {
  return mix(fnv1a(name)) % paletteSize;
}

/**
 * Gives each peer a colour. Each starts from that of its name; in the order of ids, one
 * that finds its colour taken goes on to the next free one. So all clients with the same
 * peers draw the same colours without a word between them.
 */
export function assignColours(peers: readonly Peer[]): Map<string, number> {
  const taken = new Set<number>();
  const assigned = new Map<string, number>();
  for (const peer of [...peers].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const colour = freeColour(colourOfName(peer.name), taken);
    taken.add(colour);
    assigned.set(peer.id, colour);
  }
  return assigned;
}

function freeColour(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < paletteSize; step++) {
    const colour = (wanted + step) % paletteSize;
    if (!taken.has(colour)) return colour;
  }
  return wanted;
}

/** The peers of the room, this one included. */
export class Presence {
  #peers = new Map<string, Peer>();
  #colours = new Map<string, number>();
  #you: string | undefined;
  #list: readonly PeerView[] = [];

  /** Takes the list of a whole state. */
  reset(you: Peer, peers: readonly Peer[]): void {
    this.#you = you.id;
    this.#peers = new Map([...peers, you].map((p) => [p.id, p]));
    this.#changed();
  }

  joined(peer: Peer): void {
    this.#peers.set(peer.id, peer);
    this.#changed();
  }

  left(id: string): void {
    if (id !== this.#you) this.#peers.delete(id);
    this.#changed();
  }

  get you(): Peer | undefined {
    return this.#you === undefined ? undefined : this.#peers.get(this.#you);
  }

  /** How many are in the room, oneself included. */
  get size(): number {
    return this.#peers.size;
  }

  /** More are here than the room lists: that somebody is unknown says nothing. */
  get overCapacity(): boolean {
    return isCrowd(this.size);
  }

  /** How many point, oneself included. A viewer in a crowd keeps its cursor to itself (PR6). */
  get pointing(): number {
    return this.overCapacity && this.you?.role === "viewer" ? 1 : this.size;
  }

  has(id: string): boolean {
    return this.#peers.has(id);
  }

  colourOf(id: string): number | undefined {
    return this.#colours.get(id);
  }

  /** Everyone: you first. While nobody is another, it is the same list. */
  list(): readonly PeerView[] {
    return this.#list;
  }

  #changed(): void {
    const peers = [...this.#peers.values()];
    this.#colours = assignColours(peers);
    const list = peers
      .map((p) => ({ ...p, colour: this.#colours.get(p.id) ?? 0, you: p.id === this.#you }))
      .sort((a, b) => Number(b.you) - Number(a.you) || (a.id < b.id ? -1 : 1));
    if (!isEqual(list, this.#list)) this.#list = list;
  }
}
