// One person's connection to the stack, as a TCP relay that can be cut. Cutting it looks like a lost network
// to both ends (1006, no clean close), for pages, tokens and sockets.

import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export class Line {
  readonly #ends = new Set<Socket>();
  readonly #server = createServer((near) => this.#relay(near));
  #whole = true;

  private constructor(private readonly target: number) {}

  /** Opens a relay to a port of this machine. */
  static async open(target: number): Promise<Line> {
    const line = new Line(target);
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  /** The origin of the relay's near end. */
  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Drops every connection, and every new one until `mend`. */
  cut(): void {
    this.#whole = false;
    for (const end of this.#ends) end.resetAndDestroy();
  }

  mend(): void {
    this.#whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #relay(near: Socket): void {
    if (!this.#whole) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target, "127.0.0.1");
    this.#join(near, far);
    this.#join(far, near);
  }

  #join(from: Socket, to: Socket): void {
    this.#ends.add(from);
    from.setNoDelay(true);
    from.pipe(to);
    // Resets are intended in these tests; `close` follows, and closes the other end.
    from.on("error", () => {});
    from.on("close", () => {
      this.#ends.delete(from);
      to.destroy();
    });
  }
}
