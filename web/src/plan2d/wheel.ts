// The wheel over the plan, and what it does.

/** A turn of the wheel must come to this much before it counts as a notch, pixels. */
const notchPx = 40;
const linePx = 16;

/** Counts notches: a mouse gives each at once, a touchpad in many small parts. */
export class WheelAccumulator {
  #sum = 0;

  /** How many whole steps an event brings: -1, 0 or 1. */
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

/** How much one event of the wheel enlarges; a pinch on a touchpad comes as a fine wheel with Ctrl. */
export function wheelFactor(delta: number, mode: number, pinch: boolean): number {
  const px = mode === 0 ? delta : delta * linePx;
  return Math.exp(-Math.max(-200, Math.min(200, px)) * (pinch ? 0.01 : 0.0018));
}
