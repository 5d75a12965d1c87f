// Animates items from where they are drawn to their place, e.g. when other users move them.

import { approachPlace, isNear } from "../../geometry/smoothing.ts";
import type { Place } from "../../model/index.ts";

export class Smoothing {
  readonly #glides = new Map<string, { now: Place; to: Place }>();

  get moving(): boolean {
    return this.#glides.size > 0;
  }

  /** Returns where an item is drawn during its animation; undefined without one. */
  at(id: string): Place | undefined {
    return this.#glides.get(id)?.now;
  }

  start(id: string, now: Place, to: Place): void {
    if (isNear(now, to)) this.#glides.delete(id);
    else this.#glides.set(id, { now, to });
  }

  stop(id: string): void {
    this.#glides.delete(id);
  }

  /** Advances all animations by `ms` milliseconds; calls `stand` with each item's new place. */
  step(ms: number, stand: (id: string, place: Place) => void): void {
    for (const [id, glide] of this.#glides) {
      glide.now = approachPlace(glide.now, glide.to, ms);
      if (glide.now === glide.to) this.#glides.delete(id);
      stand(id, glide.now);
    }
  }
}
