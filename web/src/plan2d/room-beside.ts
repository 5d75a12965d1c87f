// Keeps the whole room beside the panel that covers a part of the view, as long as the user has not chosen
// another part of the room; never while a pointer is pressed on the plan. Loaded with the first such panel.

import { boxesOverlap } from "../geometry/boxes.ts";
import { type Box, bounds } from "../geometry/index.ts";
import { insetsOf } from "../geometry/insets.ts";
import type { BaseScene } from "../planner/scene.ts";
import type { Camera } from "./camera.ts";
import type { Viewport } from "./viewport.ts";

/** Least size of the rest of the view: in a smaller one the room would be too small to work in. Pixels. */
const least = { width: 400, height: 240 };
/** Time in which the remaining way shrinks to about a third (1/e), milliseconds. */
const paceMs = 70;
/** A sheet that is lower by less than this leaves the room as it is, pixels. */
const slackPx = 48;

export class RoomBeside {
  #cover: Box | undefined;
  /** True when the panel has changed. */
  #due = false;
  #going = false;
  #wentAt = 0;

  constructor(
    private readonly camera: Pick<Camera, "area" | "beside" | "whole" | "view" | "toView" | "refit" | "look">,
    /** Reports whether a pointer is pressed on the plan. */
    private readonly busy: () => boolean,
  ) {}

  /** Sets the part of the view that a panel covers, pixels; undefined when none does. */
  cover(box: Box | undefined): void {
    this.#cover = box;
    this.#due = true;
  }

  /** Goes a part of the way; called once a frame. Returns true while there is some left. */
  step({ plan, reducedMotion }: Pick<BaseScene, "plan" | "reducedMotion">): boolean {
    if (this.busy()) return false;
    const now = performance.now();
    if (this.#due) {
      this.#due = false;
      this.#going = this.#isNeeded(plan.outline);
      this.#wentAt = now;
    }
    if (!this.#going) return false;
    const part = reducedMotion ? 1 : 1 - Math.exp((this.#wentAt - now) / paceMs);
    this.#wentAt = now;
    this.#going = this.camera.whole && this.#approach(part);
    return true;
  }

  /**
   * Reports whether the panel covers a part of the room, or a sheet that the room makes way for is gone. The
   * space of a panel at the side stays reserved: it opens again with the next item.
   */
  #isNeeded(outline: BaseScene["plan"]["outline"]): boolean {
    const { area, beside, whole } = this.camera;
    const { right, bottom } = insetsOf(this.#cover, area);
    if (!whole || (right > 0 && area.width - right < least.width)) return false;
    if (bottom + slackPx < beside.bottom) return true;
    if (!this.#cover || area.height - bottom < least.height) return false;
    const room = bounds(outline.map((corner) => this.camera.toView(corner)));
    return boxesOverlap(room, this.#cover);
  }

  /** Goes a part (0 to 1) of the way; returns false when it is there. */
  #approach(part: number): boolean {
    const { view: from } = this.camera;
    this.camera.refit();
    const next = mixed(from, this.camera.view, part);
    if (next) this.camera.look(next);
    return next !== undefined;
  }
}

/** Returns a view between two, `part` of the way (0 to 1); undefined if the rest of the way can't be seen. */
function mixed(from: Viewport, to: Viewport, part: number): Viewport | undefined {
  const mix = (a: number, b: number) => a + (b - a) * part;
  const [[x, y], [toX, toY]] = [from.middle, to.middle];
  const far = Math.hypot(toX - x, toY - y) * to.scale + Math.abs(to.scale / from.scale - 1) * 1_000;
  if (part === 1 || far < 1) return undefined;
  return { middle: [mix(x, toX), mix(y, toY)], scale: mix(from.scale, to.scale) };
}
