// What the other peers do right now: their cursors and drag previews. None of it is stored, and a late or
// lost batch does no harm (PR5).

import type { Place } from "../model/index.ts";
import { type Clock, Timer } from "./clock.ts";
import { Playback, Timeline } from "./cursor-playback.ts";
import type { CursorEvent, Preview, SharedView } from "./protocol.ts";
import { sharedView } from "./shared-view.ts";
import type { Sample } from "./spline.ts";

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

/** An item that a peer drags, at one moment; x and y are not rounded, and `rotation` is the last one sent. */
export interface PreviewView extends Place {
  id: string;
  /** True while its playback is not finished. */
  moving: boolean;
}

/** What the playback needs of its room. */
export interface RemotePresenceHost {
  clock: Clock;
  /** Called when a peer's cursor is no longer displayed. */
  gone: (peer: string) => void;
  /** Reports whether the peer holds the item with the preview's token now. */
  holds: (peer: string, preview: Preview) => boolean;
  /** Returns where an item is displayed. */
  placeOf: (id: string) => Place | undefined;
}

/** Whose view a peer follows, and what it sees, as its last batch said (PR9). */
export interface PeerWatch {
  follows: string | undefined;
  view: SharedView | undefined;
}

interface ShownPreview {
  peer: string;
  preview: Preview;
  playback: Playback;
}

export class RemotePresence {
  readonly #timelines = new Map<string, Timeline>();
  readonly #cursors = new Map<string, Playback>();
  readonly #previews = new Map<string, ShownPreview>();
  readonly #watches = new Map<string, PeerWatch>();
  readonly #fading: Timer;

  constructor(private readonly host: RemotePresenceHost) {
    this.#fading = new Timer(host.clock, () => this.#fade());
  }

  /**
   * Handles a batch of a peer that sends one each so many milliseconds, at most. A preview is kept only if its sender holds the item with its token now: another's would
   * replace the holder's, and one of an unknown item would be kept in vain (PR4).
   */
  take({ peer, points, drag, follows, view }: CursorEvent, intervalMs: number): void {
    const now = this.host.clock.now();
    this.#watches.set(peer, { follows, view: sharedView(view) });
    const timeline = this.#timelines.get(peer) ?? new Timeline();
    this.#timelines.set(peer, timeline);
    const path = timeline.place(points, now, intervalMs);
    for (const preview of drag ?? [])
      if (this.host.holds(peer, preview)) this.#drag(peer, preview, path, intervalMs);
    if (path.length > 0) {
      const playback = this.#cursors.get(peer) ?? new Playback();
      this.#cursors.set(peer, playback);
      playback.push(path, now, intervalMs);
      this.#fade();
    } else if (!drag) {
      this.#cursors.delete(peer);
    }
  }

  /** Plays an item along the pointer's path, which ends where the preview is. */
  #drag(peer: string, preview: Preview, path: readonly Sample[], intervalMs: number): void {
    const now = this.host.clock.now();
    const { id, token } = preview;
    const before = this.#previews.get(id);
    const playback =
      before?.peer === peer && before.preview.token === token ? before.playback : new Playback();
    const last = path.at(-1) ?? { x: preview.x, y: preview.y, at: now };
    const [dx, dy] = [preview.x - last.x, preview.y - last.y];
    const moved = (path.length > 0 ? path : [last]).map(({ x, y, at }) => ({ x: x + dx, y: y + dy, at }));
    playback.push(moved, now, intervalMs, this.host.placeOf(id));
    this.#previews.set(id, { peer, preview, playback });
  }

  /** Returns the last preview of an item; the view decides whether its sender still holds the item (PR4). */
  preview(id: string): { peer: string; preview: Preview } | undefined {
    return this.#previews.get(id);
  }

  /** Returns what a peer follows and sees, as far as it has said so. */
  watch(peer: string): PeerWatch | undefined {
    return this.#watches.get(peer);
  }

  /** Returns the peers that follow one. */
  followersOf(peer: string): string[] {
    return [...this.#watches].flatMap(([id, { follows }]) => (follows === peer ? [id] : []));
  }

  /** Returns the current positions of all cursors. */
  cursors(): CursorView[] {
    const now = this.host.clock.now();
    return [...this.#cursors].flatMap(([peer, playback]) => {
      const spot = playback.at(now);
      return spot ? [{ peer, ...spot, moving: playback.moving(now) }] : [];
    });
  }

  /** Returns where the items are that peers drag now. */
  previews(): PreviewView[] {
    const now = this.host.clock.now();
    return [...this.#previews].flatMap(([id, { peer, preview, playback }]) => {
      const spot = this.host.holds(peer, preview) ? playback.at(now) : undefined;
      return spot
        ? [{ id, ...spot, z: preview.z, rotation: preview.rotation, moving: playback.moving(now) }]
        : [];
    });
  }

  /** Forgets peers that are no longer in the room. */
  keep(present: (peer: string) => boolean): void {
    for (const known of [this.#timelines, this.#cursors, this.#watches]) {
      for (const peer of known.keys()) if (!present(peer)) known.delete(peer);
    }
    for (const [id, { peer }] of this.#previews) if (!present(peer)) this.#previews.delete(id);
  }

  stop(): void {
    this.#fading.clear();
  }

  /** Removes the cursors whose time is over, and sets the timer for the next one. */
  #fade(): void {
    let next = shownMs;
    for (const [peer, { end }] of this.#cursors) {
      const left = end + shownMs - this.host.clock.now();
      if (left > 0) {
        next = Math.min(next, left);
      } else {
        this.#cursors.delete(peer);
        this.host.gone(peer);
      }
    }
    if (this.#cursors.size > 0) this.#fading.set(next);
  }
}
