// Pieces that others move, on their way to where they are.

import { approachPlace, isNear } from "../../geometry/smoothing.ts";
import type { Place } from "../../model/index.ts";

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
    if (isNear(now, to)) this.#glides.delete(id);
    else this.#glides.set(id, { now, to });
  }

  stop(id: string): void {
    this.#glides.delete(id);
  }

  /** Goes on by some milliseconds; tells where each now is. */
  step(ms: number, stand: (id: string, place: Place) => void): void {
    for (const [id, glide] of this.#glides) {
      glide.now = approachPlace(glide.now, glide.to, ms);
      if (glide.now === glide.to) this.#glides.delete(id);
      stand(id, glide.now);
    }
  }
}
