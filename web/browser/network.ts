// The browser's line to the rooms, which tests may cut; it counts what is open on it.

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

/** Puts it between the planner and the browser. */
export function layLine(): void {
  window.WebSocket = Line;
}

/** Every room's connection ends, and none comes back until `mendLine`. */
export function cutLine(): void {
  cut = true;
  for (const socket of open) socket.close(3000);
}

export function mendLine(): void {
  cut = false;
  window.dispatchEvent(new Event("online"));
}

/** Connections that are open, or being opened. */
export function sockets(): number {
  return open.size;
}
