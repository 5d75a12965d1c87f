// What the other peers do right now: their cursors and what they drag. Nothing of
// it is stored, and a late or lost batch harms nobody (PR5).

import { type Clock, Timer } from "./clock.ts";
import { CursorPlayback } from "./cursor-playback.ts";
import type { CursorEvent, Preview } from "./protocol.ts";

/** A peer's cursor at one moment; millimetres, not rounded. */
export interface CursorView {
  peer: string;
  x: number;
  y: number;
  /** True while there is more of its way to play. */
  moving: boolean;
}

/** A cursor that had no points for so long is not shown: its peer looks elsewhere, or its line fell silent (PR7). */
const shownMs = 5_000;

export class RemotePresence {
  readonly #playbacks = new Map<string, CursorPlayback>();
  readonly #previews = new Map<string, { peer: string; preview: Preview }>();

  readonly #fading: Timer;

  /** `gone` is called when somebody's cursor is not shown any more. */
  constructor(
    private readonly clock: Clock,
    private readonly gone: (peer: string) => void,
  ) {
    this.#fading = new Timer(clock, () => this.#fade());
  }

  /**
   * Takes a batch. A preview counts only if its sender holds the item by its token now: another's would
   * hide the holder's, and one of an item that isn't known would be kept for nothing (PR4).
   */
  take(event: CursorEvent, holds: (peer: string, preview: Preview) => boolean): void {
    for (const preview of event.drag ?? []) {
      if (holds(event.peer, preview)) this.#previews.set(preview.id, { peer: event.peer, preview });
    }
    if (event.points.length === 0) {
      if (!event.drag) this.#playbacks.delete(event.peer);
      return;
    }
    const playback = this.#playbacks.get(event.peer) ?? new CursorPlayback();
    this.#playbacks.set(event.peer, playback);
    playback.push(event.points, this.clock.now());
    this.#fade();
  }

  /** What its holder last told of an item's drag; the view decides whether it still holds it (PR4). */
  preview(id: string): { peer: string; preview: Preview } | undefined {
    return this.#previews.get(id);
  }

  /** Where everybody points now. */
  cursors(): CursorView[] {
    const now = this.clock.now();
    return [...this.#playbacks].flatMap(([peer, playback]) => {
      const spot = playback.at(now);
      return spot ? [{ peer, ...spot, moving: playback.moving(now) }] : [];
    });
  }

  /** Forgets peers that are not in the room any more. */
  keep(present: (peer: string) => boolean): void {
    for (const peer of this.#playbacks.keys()) if (!present(peer)) this.#playbacks.delete(peer);
    for (const [id, { peer }] of this.#previews) if (!present(peer)) this.#previews.delete(id);
  }

  stop(): void {
    this.#fading.clear();
  }

  /** Takes away the cursors that had their time, and looks again when the next one has had it. */
  #fade(): void {
    let next = shownMs;
    for (const [peer, { end }] of this.#playbacks) {
      const left = end + shownMs - this.clock.now();
      if (left > 0) {
        next = Math.min(next, left);
      } else {
        this.#playbacks.delete(peer);
        this.gone(peer);
      }
    }
    if (this.#playbacks.size > 0) this.#fading.set(next);
  }
}
