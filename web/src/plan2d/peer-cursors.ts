// Where the others point, and the view that goes after one of them.

import type { Sight } from "../planner/scene.ts";
import type { Camera } from "./camera.ts";
import { towards } from "./following.ts";
import { CursorLayer } from "./layers/cursors.ts";
import type { Picture } from "./plan-renderer.ts";

export class Others {
  readonly #cursors = new CursorLayer();

  constructor(
    private readonly sight: Sight,
    picture: Picture,
    private readonly camera: Camera,
  ) {
    picture.helps.over.after(this.#cursors.element);
  }

  /** Draws all, after some milliseconds. True while one moves, or the view is on its way after one. */
  draw(ms: number): boolean {
    const scene = this.sight.scene();
    const cursors = this.sight.cursors();
    const moving = this.#cursors.draw(cursors, scene.peers);
    const followed = cursors.find((c) => c.peer === scene.following);
    if (!followed || this.camera.area.width === 0) return moving;
    const way = towards(
      this.camera.toView([followed.x, followed.y]),
      this.camera.area,
      scene.still ? Infinity : ms,
    );
    if (way) this.camera.pan(way);
    return moving || way !== undefined;
  }
}
