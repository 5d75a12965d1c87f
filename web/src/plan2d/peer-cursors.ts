// Draws the cursors of other peers, and pans the view after the one that is followed.

import type { SceneSource } from "../planner/scene.ts";
import type { Camera } from "./camera.ts";
import { towards } from "./following.ts";
import { CursorLayer } from "./layers/cursors.ts";
import type { PlanRenderer } from "./plan-renderer.ts";

export class PeerCursors {
  readonly #cursors = new CursorLayer();

  constructor(
    private readonly source: SceneSource,
    renderer: PlanRenderer,
    private readonly camera: Camera,
  ) {
    renderer.overlays.over.after(this.#cursors.element);
  }

  /** Draws all cursors, `ms` milliseconds after the last frame; returns true while one or the view moves. */
  draw(ms: number): boolean {
    const scene = this.source.scene();
    const cursors = this.source.cursors();
    const moving = this.#cursors.draw(cursors, scene.peers);
    const followed = cursors.find((c) => c.peer === scene.followedPeer);
    if (!followed || this.camera.area.width === 0) return moving;
    const way = towards(
      this.camera.toView([followed.x, followed.y]),
      this.camera.area,
      scene.reducedMotion ? Infinity : ms,
    );
    if (way) this.camera.pan(way);
    return moving || way !== undefined;
  }
}
