// Draws frames when something changed and while something moves, and none otherwise.

/** Draws one frame, `ms` milliseconds after the last; returns true while something still moves. */
export type Draw = (ms: number) => boolean;

/** Longest time between frames that counts, so that nothing leaps after a pause, milliseconds. */
const longestMs = 100;

export class RenderLoop {
  #asked: number | undefined;
  #last: number | undefined;
  #on = true;

  constructor(private readonly draw: Draw) {}

  /** Requests a frame. */
  invalidate(): void {
    if (!this.#on || this.#asked !== undefined) return;
    this.#asked = requestAnimationFrame((now) => this.#frame(now));
  }

  setActive(on: boolean): void {
    this.#on = on;
    if (on) return this.invalidate();
    if (this.#asked !== undefined) cancelAnimationFrame(this.#asked);
    this.#asked = undefined;
    this.#last = undefined;
  }

  #frame(now: number): void {
    this.#asked = undefined;
    const ms = this.#last === undefined ? 16 : Math.min(longestMs, now - this.#last);
    const more = this.draw(ms);
    this.#last = more ? now : undefined;
    if (more) this.invalidate();
  }
}
