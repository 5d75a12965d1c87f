// Converts wheel events to steps and zoom factors.

/** Sum of deltas that counts as one notch, pixels. */
const notchPx = 40;
const linePx = 16;

/** Counts notches: a mouse sends each as one event, a touchpad as many small ones. */
export class WheelAccumulator {
  #sum = 0;

  /** Adds an event's `deltaY` and `deltaMode`; returns the completed notch, or 0. */
  take(delta: number, mode: number): -1 | 0 | 1 {
    const px = mode === 0 ? delta : delta * linePx * (mode === 1 ? 1 : 20);
    if (Math.sign(px) !== Math.sign(this.#sum)) this.#sum = 0;
    this.#sum += px;
    if (Math.abs(this.#sum) < notchPx) return 0;
    const step = this.#sum > 0 ? 1 : -1;
    this.#sum = 0;
    return step;
  }
}

/** Returns the zoom factor of a wheel event; `pinch` is a pinch on a touchpad: small deltas with Ctrl. */
export function wheelFactor(delta: number, mode: number, pinch: boolean): number {
  const px = mode === 0 ? delta : delta * linePx;
  return Math.exp(-Math.max(-200, Math.min(200, px)) * (pinch ? 0.01 : 0.0018));
}
