// Pans the view so that the panel does not cover the selected items; never while a pointer is pressed
// on the plan.

import { boxesOverlap } from "../geometry/boxes.ts";
import type { Box } from "../geometry/index.ts";
import { bounds, corners } from "../geometry/index.ts";
import { insetsOf } from "../geometry/insets.ts";
import type { ViewPoint } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import type { Camera } from "./camera.ts";
import { shownItems } from "./item-view-model.ts";
import type { Area } from "./viewport.ts";

/** Smallest distance of the selection from the panel and from the view's edges, pixels. */
const marginPx = 16;
/** Time constant of the pan, milliseconds; a remaining distance of at most `nearPx` is covered at once. */
const paceMs = 70;
const nearPx = 2;

export class AutoPan {
  #cover: Box | undefined;
  #selection: ReadonlySet<string> = new Set();
  /** True when the panel or the selection has changed, and the way has to be computed again. */
  #due = false;
  /** The remaining pan, pixels. */
  #left: ViewPoint = [0, 0];
  #wentAt = 0;

  constructor(
    private readonly camera: Pick<Camera, "area" | "aside" | "toView" | "makeWay">,
    /** Reports whether a pointer is pressed on the plan. */
    private readonly busy: () => boolean,
  ) {}

  /** Sets the part of the view that a panel covers, pixels; undefined when none does. */
  cover(box: Box | undefined): void {
    this.#cover = box;
    this.#due = true;
    this.camera.aside = insetsOf(box, this.camera.area);
  }

  /** Stops the pan, because the user moves the view. */
  cease(): void {
    this.#due = false;
    this.#left = [0, 0];
  }

  /** Pans a part of the remaining way; called once a frame. */
  step(scene: Scene): void {
    const carried = [...scene.selection].some((id) => scene.items.get(id)?.lock.state === "mine");
    if (carried || scene.selection !== this.#selection) this.#due = true;
    this.#selection = scene.selection;
    if (this.busy()) this.#left = [0, 0];
    else if (this.#due) this.#begin(scene);
    this.#go(scene.reducedMotion);
  }

  #begin(scene: Scene): void {
    this.#due = false;
    this.#left = this.#way(scene);
    this.#wentAt = performance.now();
  }

  #go(atOnce: boolean): void {
    const [dx, dy] = this.#left;
    const far = Math.hypot(dx, dy);
    if (far === 0) return;
    const now = performance.now();
    const part = atOnce || far <= nearPx ? 1 : 1 - Math.exp((this.#wentAt - now) / paceMs);
    this.#wentAt = now;
    this.#left = [dx * (1 - part), dy * (1 - part)];
    this.camera.makeWay([dx * part, dy * part]);
  }

  #way(scene: Scene): ViewPoint {
    const around = shownItems(scene, scene.selection).flatMap(({ place, piece }) =>
      corners(place, piece.size).map((corner) => this.camera.toView(corner)),
    );
    if (!this.#cover || around.length === 0) return [0, 0];
    return wayOut(bounds(around), this.#cover, this.camera.area);
  }
}

/**
 * Returns the shortest pan along one axis that uncovers `box` and keeps it in the view, pixels; [0, 0] if
 * none or not needed.
 */
export function wayOut(box: Box, cover: Box, area: Area): ViewPoint {
  const right = cover.x + cover.width;
  const bottom = cover.y + cover.height;
  if (!boxesOverlap(box, cover)) return [0, 0];
  const ways: ViewPoint[] = [
    [cover.x - marginPx - box.x - box.width, 0],
    [0, cover.y - marginPx - box.y - box.height],
    [right + marginPx - box.x, 0],
    [0, bottom + marginPx - box.y],
  ];
  const within = (at: number, length: number, whole: number) =>
    at >= marginPx && at + length <= whole - marginPx;
  const kept = ways.filter(
    ([dx, dy]) => within(box.x + dx, box.width, area.width) && within(box.y + dy, box.height, area.height),
  );
  const length = ([dx, dy]: ViewPoint) => Math.abs(dx + dy);
  return (
    kept.reduce<ViewPoint | undefined>((a, b) => (a && length(a) <= length(b) ? a : b), undefined) ?? [0, 0]
  );
}
