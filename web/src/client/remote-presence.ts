// What the other peers do right now: their cursors and drag previews. None of it is stored, and a late or
// lost batch does no harm (PR5).

import { type Clock, Timer } from "./clock.ts";
import { CursorPlayback } from "./cursor-playback.ts";
import type { CursorEvent, Preview } from "./protocol.ts";

/** A peer's cursor at one moment; millimetres, not rounded. */
export interface CursorView {
  peer: string;
  x: number;
  y: number;
  /** True while its playback is not finished. */
  moving: boolean;
}

/** A cursor without points for this long is hidden: its peer is inactive or its connection silent (PR7). */
const shownMs = 5_000;

export class RemotePresence {
  readonly #playbacks = new Map<string, CursorPlayback>();
  readonly #previews = new Map<string, { peer: string; preview: Preview }>();

  readonly #fading: Timer;

  /** `gone` is called when a peer's cursor is no longer displayed. */
  constructor(
    private readonly clock: Clock,
    private readonly gone: (peer: string) => void,
  ) {
    this.#fading = new Timer(clock, () => this.#fade());
  }

  /**
   * Handles a batch. A preview is kept only if its sender holds the item with its token now: another's would
   * replace the holder's, and one of an unknown item would be kept in vain (PR4).
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

  /** Returns the last preview of an item; the view decides whether its sender still holds the item (PR4). */
  preview(id: string): { peer: string; preview: Preview } | undefined {
    return this.#previews.get(id);
  }

  /** Returns the current positions of all cursors. */
  cursors(): CursorView[] {
    const now = this.clock.now();
    return [...this.#playbacks].flatMap(([peer, playback]) => {
      const spot = playback.at(now);
      return spot ? [{ peer, ...spot, moving: playback.moving(now) }] : [];
    });
  }

  /** Forgets peers that are no longer in the room. */
  keep(present: (peer: string) => boolean): void {
    for (const peer of this.#playbacks.keys()) if (!present(peer)) this.#playbacks.delete(peer);
    for (const [id, { peer }] of this.#previews) if (!present(peer)) this.#previews.delete(id);
  }

  stop(): void {
    this.#fading.clear();
  }

  /** Removes the cursors whose time is over, and sets the timer for the next one. */
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
