// A clock, a server and any number of rooms on it.

import { vi } from "vitest";
import * as directCode from "../../src/client/direct/direct-channels.ts";
import { connect, type Room, type RoomEvent, type TabStorage } from "../../src/client/index.ts";
import type { Item, Role, ServerEvent } from "../../src/client/protocol.ts";
import { sharePresence } from "../../src/client/share.ts";
import type { SharedPresence } from "../../src/client/shared-presence.ts";
import { memoryStorage } from "../../src/client/tab-identity.ts";
import { FakeClock } from "./clock.ts";
import { FakePeerNetwork } from "./peer-connection.ts";
import { FakeServer } from "./server.ts";
import { fakeToken, fakeWebSocket, type Network } from "./socket.ts";

export function item(id: string, more: Partial<Item> = {}): Item {
  return {
    id,
    product: "sofa.klinte",
    variant: "grey",
    x: 1000,
    y: 1000,
    z: 0,
    rotation: 0,
    version: 1,
    token: 0,
    ...more,
  };
}

export interface Person {
  room: Room;
  /** Undefined if the person does not share its presence at once. */
  shared: SharedPresence | undefined;
  events: RoomEvent[];
  network: Network;
  storage: TabStorage;
  /** The peer's id; empty until the first state. */
  readonly id: string;
}

export class World {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(() => this.clock.now());
  /** How the browsers reach each other, if the server permits direct channels. */
  readonly direct = new FakePeerNetwork(this.clock);
  /** The code of direct channels, where it can be loaded. */
  readonly directCode = vi.fn(async () => directCode);
  /** Whether people share their presence as soon as they open the room. */
  shares = true;
  tokensAsked = 0;
  /** Unix milliseconds at which tokens minted from now on end. */
  tokensEnd: number | undefined;

  constructor(...items: Item[]) {
    for (const i of items) this.server.put(i);
  }

  /** Somebody comes, and has the whole state. */
  async person(name: string, role?: Role, storage?: TabStorage): Promise<Person> {
    const person = await this.open(name, role, storage);
    await this.clock.advance(200);
    return person;
  }

  /** Somebody opens the room; nothing has been sent yet. */
  async open(name: string, role: Role = "editor", storage: TabStorage = memoryStorage()): Promise<Person> {
    const network: Network = { up: true, attempts: 0 };
    const sub = name.toLowerCase();
    const room = await connect({
      url: "wss://rooms.example/prod",
      room: "vardagsrum",
      getToken: async () => {
        this.tokensAsked += 1;
        const expiresAt = this.tokensEnd;
        return fakeToken({ sub, name, role, ...(expiresAt === undefined ? {} : { expiresAt }) });
      },
      WebSocket: fakeWebSocket(this.server, this.clock, network),
      RTCPeerConnection: this.direct.page(name),
      storage,
      clock: this.clock,
      random: () => 0,
    });
    const shared = this.shares ? this.share(room) : undefined;
    const events: RoomEvent[] = [];
    room.subscribe((e) => events.push(e));
    return {
      room,
      shared,
      events,
      network,
      storage,
      get id() {
        return room.snapshot().you?.id ?? "";
      },
    };
  }

  /** Shares a person's presence in a room. */
  share(room: Room): SharedPresence | undefined {
    return sharePresence(room, this.directCode);
  }

  /** Loses every event of these types on the way to a peer, from now on. */
  loseEvents(peer: string, ...types: ServerEvent["type"][]): void {
    this.server.lose = (m, to) => to === peer && "type" in m && types.includes(m.type);
  }

  /** How often a peer's command of a kind arrived. */
  count(peer: string, action: string): number {
    return this.server.heard.filter((h) => h.peer === peer && h.command.action === action).length;
  }
}
