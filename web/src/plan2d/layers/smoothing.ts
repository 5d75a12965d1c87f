import type { Place } from "../../model/index.ts";

// Pieces that others move follow smoothly: on each frame a part of the way that is left.
/** The way left shrinks to a third in so many milliseconds. */
const followMs = 70;
/** Closer than this counts as there, millimetres or degrees. */
const nearEnough = 0.5;

export class Smoothing {
  readonly #glides = new Map<string, { now: Place; to: Place }>();

  get moving(): boolean {
    return this.#glides.size > 0;
  }

  /** Where the item is drawn while it is on its way. */
  at(id: string): Place | undefined {
    return this.#glides.get(id)?.now;
  }

  start(id: string, now: Place, to: Place): void {
    if (near(now, to)) this.#glides.delete(id);
    else this.#glides.set(id, { now, to });
  }

  stop(id: string): void {
    this.#glides.delete(id);
  }

  /** Goes on by some milliseconds; tells where each now is. */
  step(ms: number, stand: (id: string, place: Place) => void): void {
    const part = 1 - Math.exp(-ms / followMs);
    for (const [id, glide] of this.#glides) {
      glide.now = between(glide.now, glide.to, part);
      if (near(glide.now, glide.to)) {
        glide.now = glide.to;
        this.#glides.delete(id);
      }
      stand(id, glide.now);
    }
  }
}

/** Part of the way from one place to another; round the shorter way. */
function between(a: Place, b: Place, part: number): Place {
  return {
    x: a.x + (b.x - a.x) * part,
    y: a.y + (b.y - a.y) * part,
    rotation: a.rotation + turnTo(a, b) * part,
  };
}

function near(a: Place, b: Place): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < nearEnough && Math.abs(turnTo(a, b)) < nearEnough;
}

/** Degrees the shorter way round. */
function turnTo(a: Place, b: Place): number {
  return ((((b.rotation - a.rotation + 180) % 360) + 360) % 360) - 180;
}
