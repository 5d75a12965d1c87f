// A WebSocket constructor whose other end is a FakeServer.

import { hasLeft, leaving } from "../../src/client/close-codes.ts";
import type { WebSocketConstructor, WebSocketLike } from "../../src/client/socket.ts";
import type { FakeClock } from "./clock.ts";
import type { FakeServer } from "./server.ts";

const latencyMs = 20;

/** A token of the fake server. */
export function fakeToken(claims: object): string {
  return encodeURIComponent(JSON.stringify(claims));
}

/** How the network stands: no attempt gets through while it is down. */
export interface Network {
  up: boolean;
  /** How many attempts were made. */
  attempts: number;
  /** Returns by how many milliseconds the next frame is late: later frames may overtake it. */
  late?: () => number;
}

export function fakeWebSocket(server: FakeServer, clock: FakeClock, network: Network): WebSocketConstructor {
  return class implements WebSocketLike {
    readyState = 0;
    onopen: ((event: never) => void) | null = null;
    onmessage: ((event: never) => void) | null = null;
    onclose: ((event: never) => void) | null = null;
    onerror: ((event: never) => void) | null = null;
    #server: ReturnType<FakeServer["connect"]> | undefined;

    constructor(url: string, [, token = ""]: string[]) {
      network.attempts += 1;
      clock.after(latencyMs, () => (network.up ? this.#open(url, token) : this.#end(1006)));
    }

    send(frame: string): void {
      clock.after(latencyMs + (network.late?.() ?? 0), () => this.#server?.receive(frame));
    }

    close(code = leaving): void {
      clock.after(latencyMs, () => this.#server?.disconnect(hasLeft(code)));
      this.#end(code);
    }

    #open(url: string, token: string): void {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      const tab = new URL(url).searchParams.get("tab") ?? "";
      this.#server = server.connect(JSON.parse(decodeURIComponent(token)), tab, {
        send: (data) =>
          clock.after(latencyMs + (network.late?.() ?? 0), () => this.#emit(this.onmessage, { data })),
        close: () => clock.after(latencyMs, () => this.#end(1006)),
      });
      this.#emit(this.onopen, {});
    }

    #end(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#emit(this.onclose, { code });
    }

    #emit(handler: ((event: never) => void) | null, event: object): void {
      if (handler !== this.onclose && this.readyState !== 1) return;
      (handler as ((event: object) => void) | null)?.(event);
    }
  };
}
