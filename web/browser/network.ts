// The browser's connections to the rooms, which tests can cut and count.

const Real = window.WebSocket;
const open = new Set<WebSocket>();
let cut = false;

class Line extends Real {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(cut ? "ws://127.0.0.1:9/" : url, protocols);
    open.add(this);
    this.addEventListener("close", () => open.delete(this));
  }
}

/** Replaces WebSocket by one that can be cut. */
export function layLine(): void {
  window.WebSocket = Line;
}

/** Closes the connections to all rooms; new ones fail until `mendLine`. */
export function cutLine(): void {
  cut = true;
  for (const socket of open) socket.close(3000);
}

export function mendLine(): void {
  cut = false;
  window.dispatchEvent(new Event("online"));
}

/** Returns the number of connections that are open or opening. */
export function sockets(): number {
  return open.size;
}
