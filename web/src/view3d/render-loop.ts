// Frames are drawn when something changed, and while something moves; else none.

/** Draws one frame, some milliseconds after the last; true while there is more to move. */
export type Draw = (ms: number) => boolean;

/** A pause between frames counts as at most this, so that nothing leaps after a sleep. */
const longestMs = 100;

export class RenderLoop {
  #asked: number | undefined;
  #last: number | undefined;
  #on = true;

  constructor(private readonly draw: Draw) {}

  /** Something changed: there will be a frame. */
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
