// The peers in the room, and the colours in which they are drawn (PR1).

import { isEqual } from "../json/equal.ts";
import { fnv1a, mix } from "./digest.ts";
import type { Peer } from "./protocol.ts";

/** The size of the palette. */
export const paletteSize = 12;

/** Maximum number of peers that a room lists (BC7). */
const listed = 200;

/** Reports whether a room with so many peers, this one included, is too large to list all. */
export function isCrowd(peers: number): boolean {
  return peers >= listed;
}

/** A peer as the page draws it; `colour` is unique while there are free colours. */
export interface PeerView extends Peer {
  you: boolean;
}

/** Returns the colour of a name: the same in each visit, and in the history, which has names only. */
export function colourOfName(name: string): number {
  return mix(fnv1a(name)) % paletteSize;
}

/**
 * Assigns each peer a colour. In the order of ids, each peer gets the colour of its name, or the next free
 * one if that
 * is taken. So all clients with the same peers choose the same colours without communication.
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

  /** Replaces the peers by the list of a whole state. */
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

  /** Number of peers in the room, this one included. */
  get size(): number {
    return this.#peers.size;
  }

  /**
   * True when more peers may be present than the room lists: an unknown peer is then no sign of a lost event.
   */
  get overCapacity(): boolean {
    return isCrowd(this.size);
  }

  /** True for a viewer in a crowd, which gets bundles, and no event of leases (BC8). */
  get watching(): boolean {
    return this.overCapacity && this.you?.role === "viewer";
  }

  /**
   * Number of peers that send cursors, this one included. A viewer in a crowd does not send its cursor (PR6).
   */
  get pointing(): number {
    return this.watching ? 1 : this.size;
  }

  has(id: string): boolean {
    return this.#peers.has(id);
  }

  colourOf(id: string): number | undefined {
    return this.#colours.get(id);
  }

  /** Returns all peers, this one first. The same array is returned until a peer changes. */
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
